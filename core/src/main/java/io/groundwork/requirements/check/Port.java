package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;

/**
 * A TCP port that a role listens on.
 *
 * @param number the port
 * @param role the role whose hosts listen there
 * @param title what for
 * @param processes names of the product's own processes, which may hold it already; the kernel
 *     keeps 15 characters of a name
 */
public record Port(int number, String role, String title, List<String> processes) {
  public Port {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(title, "title");
    processes = List.copyOf(processes);
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("no TCP port: " + number);
    }
  }
}
