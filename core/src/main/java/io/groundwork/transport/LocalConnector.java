package io.groundwork.transport;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** "Connects" to this machine itself: the same conversation with a shell, without a network. */
public final class LocalConnector implements Connector {

  private static final long OUTPUT_LIMIT = 64L << 20;

  private final Map<String, String> environment;

  public LocalConnector() {
    this(Map.of());
  }

  /**
   * @param environment variables set in addition to those of this process
   */
  public LocalConnector(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Connection connect(Target target) {
    return new ShellConnection(new Starter(), OUTPUT_LIMIT);
  }

  private final class Starter implements Exec.Starter {
    @Override
    public Exec start(String command, Exec.Listener listener) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", command));
      builder.environment().putAll(new TreeMap<>(environment));
      return LocalExec.start(builder, listener);
    }

    @Override
    public String user() {
      return System.getProperty("user.name");
    }

    @Override
    public void close() {
      // A process ends with its exchange; there is nothing kept open in between.
    }
  }

  @Override
  public void close() {
    // Nothing is shared.
  }
}
