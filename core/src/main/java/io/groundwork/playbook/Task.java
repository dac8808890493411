package io.groundwork.playbook;

import io.groundwork.module.Module;
import io.groundwork.text.Position;
import io.groundwork.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One task as it is written: nothing in it is rendered yet.
 *
 * @param name its name; the module's name when it has none
 * @param module what does it
 * @param moduleName as it is written in the task
 * @param args its parameters by name
 * @param when conditions, all of which have to hold
 * @param loop what to repeat it over
 * @param register the variable its result goes into
 * @param notifies handlers to run when it changes something
 * @param tags its own, its role's and its play's
 * @param escalation what it and its play say about becoming another user
 * @param vars variables for this task alone
 * @param role the role it belongs to
 * @param position where it stands
 */
public record Task(
    String name,
    Module<?, ?> module,
    String moduleName,
    Map<String, Node.Entry> args,
    List<Node.Scalar> when,
    Optional<Node> loop,
    Optional<String> register,
    List<Node.Scalar> notifies,
    Set<String> tags,
    Escalation escalation,
    Map<String, Node> vars,
    Optional<Role> role,
    Position position) {

  public Task {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(moduleName, "moduleName");
    args = Map.copyOf(args);
    when = List.copyOf(when);
    Objects.requireNonNull(loop, "loop");
    Objects.requireNonNull(register, "register");
    notifies = List.copyOf(notifies);
    tags = Set.copyOf(tags);
    Objects.requireNonNull(escalation, "escalation");
    vars = Map.copyOf(vars);
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(position, "position");
  }
}
