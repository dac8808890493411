package io.groundwork.engine;

import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Host;
import io.groundwork.module.Plan;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Task;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a task can see on one host, and what tasks leave behind there for later ones: facts they set
 * and results they register. Used by one thread.
 */
final class HostVars {

  private final Host host;
  private final RunSpec spec;
  private final FactScope facts = new FactScope();
  private final Map<String, Binding> learned = new HashMap<>();

  HostVars(Host host, RunSpec spec) {
    this.host = host;
    this.spec = spec;
  }

  FactScope facts() {
    return facts;
  }

  /**
   * Ansible's order, the later hiding the earlier: role defaults, inventory, facts, play, role,
   * task, set facts and registered results, extra variables.
   *
   * @param ahead names that tasks before this one will set, when looking ahead
   */
  Scope scope(Play play, Task task, Map<String, Binding> ahead) {
    Scope defaults = Scope.of(written(task.role().map(role -> role.defaults()).orElse(Map.of())));
    return defaults
        .with(spec.inventory().scope(host))
        .with(facts)
        .with(written(play.vars()))
        .with(written(task.role().map(role -> role.vars()).orElse(Map.of())))
        .with(written(task.vars()))
        .with(learned)
        .with(ahead)
        .with(extra());
  }

  /** What can be seen outside any task: for connection settings. */
  Scope scope() {
    return spec.inventory().scope(host).with(extra());
  }

  /** Opens the files that tasks take their content from. */
  Vault vault() {
    return spec.inventory().vault();
  }

  private Map<String, Binding> extra() {
    Map<String, Binding> bindings = new HashMap<>();
    spec.extraVars().forEach((name, value) -> bindings.put(name, Binding.Known.of(value)));
    return bindings;
  }

  private static Map<String, Binding> written(Map<String, Node> nodes) {
    Map<String, Binding> bindings = new HashMap<>();
    nodes.forEach((name, node) -> bindings.put(name, new Binding.Written(node)));
    return bindings;
  }

  /** Notes facts a task sets, as variables and as {@code ansible_facts}. */
  void learn(Map<String, Object> values) {
    values.forEach((name, value) -> learned.put(name, Binding.Known.of(value)));
  }

  /** Notes a name whose value only a real run can know. */
  void learnPending(String name, String why) {
    learned.put(name, new Binding.Pending(why));
  }

  /** Registers a task's result. */
  void register(String name, Map<String, Object> result) {
    learned.put(name, Binding.Known.of(result));
  }

  /**
   * Registers what a dry run knows of a task's result: whether it changes, and what its plan says.
   *
   * @param pending what is known after apply, unless the plan says it
   */
  void registerPredicted(String name, Task task, Verdict verdict, Plan plan, List<String> pending) {
    Map<String, Binding> members = new HashMap<>();
    pending.forEach(
        key -> members.put(key, new Binding.Pending("task \"" + task.name() + "\" has to run")));
    result(verdict, plan.result())
        .forEach((key, value) -> members.put(key, Binding.Known.of(value)));
    learned.put(name, new Binding.Nested(Scope.of(members)));
  }

  /** The result of one task, or of one turn of its loop. */
  static Map<String, Object> result(Verdict verdict, Map<String, Object> own) {
    Map<String, Object> result = new LinkedHashMap<>(own);
    result.put("changed", verdict == Verdict.CHANGED);
    result.put("failed", verdict == Verdict.FAILED);
    result.put("skipped", verdict == Verdict.SKIPPED);
    return result;
  }

  /** The result of a task with a loop. */
  static Map<String, Object> loopResult(List<Map<String, Object>> turns) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (String key : List.of("changed", "failed")) {
      result.put(key, turns.stream().anyMatch(turn -> Boolean.TRUE.equals(turn.get(key))));
    }
    result.put("results", new ArrayList<Object>(turns));
    return result;
  }

  Optional<Binding> learned(String name) {
    return Optional.ofNullable(learned.get(name));
  }

  Set<String> learnedNames() {
    return learned.keySet();
  }
}
