package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;

/**
 * A connection that hosts of a role make to servers outside of the platform.
 *
 * @param ports one of them is enough
 * @param role whose hosts make it
 * @param title what for
 */
public record Outbound(List<Integer> ports, String role, String title) {
  public Outbound {
    ports = List.copyOf(ports);
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(title, "title");
    if (ports.isEmpty() || ports.stream().anyMatch(port -> port < 1 || port > 65535)) {
      throw new IllegalArgumentException("no TCP ports: " + ports);
    }
  }
}
