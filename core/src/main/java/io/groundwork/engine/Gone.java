package io.groundwork.engine;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import io.groundwork.transport.Become;
import io.groundwork.transport.Connection;
import io.groundwork.transport.ConnectionCutException;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Output;
import io.groundwork.transport.Script;
import java.util.Optional;
import java.util.OptionalInt;

/** Stands where a connection was, until there is another. */
enum Gone implements Connection {
  AWAY;

  private static final String WHY = "the host has not been reached again";

  @Override
  public Exchange run(Script script) {
    return new Exchange(OptionalInt.empty(), "", "", Optional.of(WHY));
  }

  @Override
  public Exchange run(Script script, Output output) {
    return run(script);
  }

  @Override
  public void put(ByteSource content, String path, Become become) throws ConnectionCutException {
    throw new ConnectionCutException(WHY);
  }

  @Override
  public void get(String path, ByteSink content, Become become) throws ConnectionCutException {
    throw new ConnectionCutException(WHY);
  }

  @Override
  public long exchanges() {
    return 0;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
