package io.groundwork.event;

import io.groundwork.text.Position;
import java.util.Objects;
import java.util.Optional;

/**
 * Which task an event is about.
 *
 * @param play the play's name
 * @param role the role the task comes from, if it comes from one
 * @param name the task's name, rendered where that was possible
 * @param module the module it uses
 * @param position where it is written
 * @param item what the loop is at, when the task has one
 * @param handler whether it is a handler
 */
public record TaskRef(
    String play,
    Optional<String> role,
    String name,
    String module,
    Position position,
    Optional<String> item,
    boolean handler) {

  public TaskRef {
    Objects.requireNonNull(play, "play");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(item, "item");
  }

  /** {@code role : name (item)}, as Ansible titles a task. */
  public String title() {
    return role.map(value -> value + " : ").orElse("") + label();
  }

  /** {@code name (item)}, where its role is known already. */
  public String label() {
    return name + item.map(value -> " (" + value + ")").orElse("");
  }
}
