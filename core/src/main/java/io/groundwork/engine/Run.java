package io.groundwork.engine;

import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.text.LoadException;
import io.groundwork.transport.Connector;

/**
 * One run of a playbook: a dry run, a run, or the one after the other over the same connections.
 *
 * <pre>{@code
 * try (Run run = Run.open(RunSpec.of(playbook, inventory), connector, listener)) {
 *   run.plan();
 *   run.apply();
 * }
 * }</pre>
 */
public final class Run implements AutoCloseable {

  private Run() {}

  /**
   * Checks the run as a whole: patterns that match nothing, tags that no task has. Touches no host.
   *
   * @throws LoadException with what is wrong
   */
  public static Run open(RunSpec spec, Connector connector, Listener listener) {
    throw new UnsupportedOperationException("being written");
  }

  /** Reads every host and tells what would change. Changes nothing. */
  public Recap plan() {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * Makes every host as it is wanted. After {@link #plan} it starts from what that has read; every
   * change is guarded, so that nothing is done on a host that has moved since.
   */
  public Recap apply() {
    throw new UnsupportedOperationException("being written");
  }

  /** Lets what is under way on each host end, and starts nothing more. May be called anywhere. */
  public void interrupt() {
    throw new UnsupportedOperationException("being written");
  }

  /** Ends the connections. */
  @Override
  public void close() {}
}
