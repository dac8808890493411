package io.groundwork.transport;

/** Opens connections. Thread-safe; closing it closes what all its connections share. */
public interface Connector extends AutoCloseable {

  /**
   * Connects and logs in.
   *
   * @throws UnreachableException with the reason and what to do about it
   */
  Connection connect(Target target) throws UnreachableException;

  @Override
  void close();
}
