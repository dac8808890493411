package io.groundwork.requirements.check;

import java.util.Objects;

/** A server to reach over TCP. */
public record Endpoint(String host, int port) {
  public Endpoint {
    Objects.requireNonNull(host, "host");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("no TCP port: " + port);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
