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
 * @param keywords its own with those of its block, role and play
 * @param loop what to repeat it over
 * @param register the variable its result goes into
 * @param judgement what it says about its own outcome
 * @param listen topics that notify it, when it is a handler
 * @param control what it asks of the run, when it is no module's task
 * @param role the role it belongs to
 * @param position where it stands
 */
public record Task(
    String name,
    Module<?, ?> module,
    String moduleName,
    Map<String, Node.Entry> args,
    Keywords keywords,
    Optional<Loop> loop,
    Optional<String> register,
    Judgement judgement,
    List<Node.Scalar> listen,
    Optional<Control> control,
    Optional<Role> role,
    Position position) {

  public Task {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(moduleName, "moduleName");
    args = Map.copyOf(args);
    Objects.requireNonNull(keywords, "keywords");
    Objects.requireNonNull(loop, "loop");
    Objects.requireNonNull(register, "register");
    Objects.requireNonNull(judgement, "judgement");
    listen = List.copyOf(listen);
    Objects.requireNonNull(control, "control");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(position, "position");
  }

  /** Its conditions with those of its block and role, all of which have to hold. */
  public List<Node.Scalar> when() {
    return keywords.when();
  }

  /** Its tags with those of its block, role and play. */
  public Set<String> tags() {
    return keywords.tags();
  }

  /** Handlers to run when it changes something. */
  public List<Node.Scalar> notifies() {
    return keywords.notifies();
  }

  /** Variables for it alone, with those of its block and role. */
  public Map<String, Node> vars() {
    return keywords.vars();
  }

  /** The request to the run, if it is one. */
  public Optional<Control.Request> request() {
    return control
        .filter(Control.Meta.class::isInstance)
        .map(asked -> ((Control.Meta) asked).request());
  }

  /** Whether nobody wrote it. */
  public boolean isImplied() {
    return control.orElse(null) instanceof Control.Meta meta && meta.implied();
  }

  /** {@code role : name}, as Ansible titles a task. */
  public String title() {
    return role.map(value -> value.name() + " : ").orElse("") + name;
  }
}
