package io.groundwork.requirements.check;

import java.util.List;

/** A check that judges by measurements, which are made only when somebody asks for them. */
public interface DeepCheck extends Check {

  /**
   * What to measure on a host, after {@link #calls} were answered. A measurement that several
   * checks ask for is made once.
   *
   * @throws UnreadableException when those answers are not enough to know
   */
  List<DeepStep> steps(HostInfo host, Readings readings) throws UnreadableException;
}
