package io.groundwork.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * Which handler is meant, the same from run to run.
 *
 * @param role the role it stands in, if it stands in one
 * @param name its name
 */
public record HandlerId(Optional<String> role, String name) {
  public HandlerId {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a handler without a name");
    }
  }

  /** {@code role : name}, as a task is titled. */
  public String title() {
    return role.map(value -> value + " : ").orElse("") + name;
  }
}
