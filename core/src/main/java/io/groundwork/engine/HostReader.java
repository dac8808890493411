package io.groundwork.engine;

import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.transport.BecomeException;
import java.util.List;

/** Reads many things from one host in one round trip. */
public interface HostReader {

  /**
   * Runs reading snippets, all in one exchange.
   *
   * @return one answer for each call, in the same order
   * @throws CutException when the connection went before all had answered
   */
  List<Read> read(List<Snippet.Call> calls) throws CutException, BecomeException;
}
