package io.groundwork.transport;

import java.util.List;

/** Opens connections. Thread-safe; closing it closes what all its connections share. */
public interface Connector extends AutoCloseable {

  /**
   * Connects and logs in.
   *
   * @throws UnreachableException with the reason and what to do about it
   */
  Connection connect(Target target) throws UnreachableException;

  /**
   * Is told where a run is about to log in, while its tasks are still being worked out. What takes
   * time may begin, but nobody is logged in; whether it comes to a login is not known yet.
   */
  default void approach(List<Target> targets) {}

  @Override
  void close();
}
