package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;

/** One kind of check with the figures it judges by. Pure: whoever has hosts runs its snippets. */
public interface Check {

  /** What to read on the host. A snippet that several checks ask for runs once. */
  List<Snippet.Call> calls(HostInfo host);

  /** The command that shows the same to a person on the host. */
  String command(HostInfo host);

  /** What is wanted of this host, for people. */
  String wanted(HostInfo host);

  /**
   * Judges what the host answered.
   *
   * @throws UnreadableException when that is not enough to judge by
   */
  Verdict judge(HostInfo host, Readings readings) throws UnreadableException;
}
