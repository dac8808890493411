package io.groundwork.modules.differential;

import com.google.common.io.ByteSink;
import com.google.common.io.ByteSource;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Connector;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Output;
import io.groundwork.transport.Script;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import java.io.IOException;
import java.util.Optional;

/** Logs in once to the one host there is, for many short runs. */
final class KeptConnector implements Connector {

  private final Connector connector;
  private Optional<Connection> kept = Optional.empty();

  KeptConnector(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Connection connect(Target target) throws UnreachableException {
    if (kept.isEmpty()) {
      kept = Optional.of(connector.connect(target));
    }
    return new Borrowed(kept.get());
  }

  @Override
  public void close() {
    kept.ifPresent(Connection::close);
    connector.close();
  }

  private record Borrowed(Connection connection) implements Connection {

    @Override
    public Exchange run(Script script) throws BecomeException {
      return connection.run(script);
    }

    @Override
    public Exchange run(Script script, Output output) throws BecomeException {
      return connection.run(script, output);
    }

    @Override
    public void put(ByteSource content, String path, Become become)
        throws IOException, BecomeException {
      connection.put(content, path, become);
    }

    @Override
    public void get(String path, ByteSink content, Become become)
        throws IOException, BecomeException {
      connection.get(path, content, become);
    }

    @Override
    public long exchanges() {
      return connection.exchanges();
    }

    @Override
    public void close() {
      // The next run takes it up.
    }
  }
}
