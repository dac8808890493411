package io.groundwork.playbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a play gathers of its roles while it loads. */
final class PlayRoles {

  private final Set<Object> taken;
  private final Set<Role> shared = new LinkedHashSet<>();
  private final List<Task> handlers = new ArrayList<>();

  PlayRoles() {
    this.taken = new HashSet<>();
  }

  /** For an include, which may or may not be taken in: what it brings counts for itself alone. */
  PlayRoles(PlayRoles outer) {
    this.taken = new HashSet<>(outer.taken);
  }

  /** Notes that a role comes with these parameters; false when it came with the same before. */
  boolean takes(Object signature) {
    return taken.add(signature);
  }

  /** Lets all tasks of the play see a role's variables. */
  void share(Role role) {
    shared.add(role);
  }

  /** Of a role that comes again, the handlers of the last time count. */
  void add(List<Task> more) {
    for (Task task : more) {
      handlers.removeIf(other -> other.position().equals(task.position()));
      handlers.add(task);
    }
  }

  List<Role> shared() {
    return List.copyOf(shared);
  }

  List<Task> handlers() {
    return List.copyOf(handlers);
  }
}
