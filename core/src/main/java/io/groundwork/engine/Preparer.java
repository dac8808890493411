package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.event.TaskRef;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Role;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Works out what a task means for one host: its condition, its loop, its parameters. */
final class Preparer {

  private final Play play;
  private final HostVars vars;
  private final Templates templates;
  private final Function<Escalation, Become> become;
  private final boolean handlers;

  Preparer(
      Play play,
      HostVars vars,
      Templates templates,
      Function<Escalation, Become> become,
      boolean handlers) {
    this.play = play;
    this.vars = vars;
    this.templates = templates;
    this.become = become;
    this.handlers = handlers;
  }

  /**
   * Works a task out as far as it goes.
   *
   * @param ahead names that tasks before this one will set, when looking ahead
   */
  Prepared prepare(Task task, Map<String, Binding> ahead) {
    Scope scope = vars.scope(play, task, ahead);
    TaskRef ref = ref(task, name(task, scope), Optional.empty());
    try {
      if (task.loop().isEmpty()) {
        return new Prepared.Ready(List.of(item(task, ref, scope)), false);
      }
      return loop(task, ref, scope);
    } catch (NotKnownYetException e) {
      return new Prepared.Blocked(ref, e.getMessage());
    } catch (LoadException e) {
      return new Prepared.Broken(ref, e.problems().get(0));
    }
  }

  private Prepared loop(Task task, TaskRef ref, Scope scope) {
    Node loop = task.loop().orElseThrow();
    Object value = templates.value(loop, scope).orElse(List.of());
    if (!(value instanceof List<?> turns)) {
      throw new LoadException(
          Problem.at(loop.position(), "\"loop\" must be a list")
              .withRemedy("write a list, or one ${…} whose value is a list"));
    }
    List<Item> items = new ArrayList<>();
    for (Object turn : turns) {
      Scope inner = scope.with(Map.of("item", Binding.Known.of(turn)));
      items.add(item(task, ref(task, ref.name(), Optional.of(label(turn))), inner));
    }
    return new Prepared.Ready(items, true);
  }

  private Item item(Task task, TaskRef ref, Scope scope) {
    for (Node.Scalar condition : task.when()) {
      if (!templates.condition(condition.text(), condition.position(), scope)) {
        return new Item.Skip(ref, condition.text() + " does not hold");
      }
    }
    Map<String, Params.Given> given = new LinkedHashMap<>();
    task.args().forEach((name, entry) -> given.put(name, given(task, name, entry.value(), scope)));
    Params params = Params.of(task.module().spec(), given, task.position(), sources(task, scope));
    return new Item.Do(Work.of(ref, become.apply(task.escalation()), task.module(), params));
  }

  private Params.Given given(Task task, String name, Node node, Scope scope) {
    Parameter.Type type =
        task.module().spec().parameter(name).map(Parameter::type).orElse(Parameter.Type.ANY);
    Optional<Object> value =
        switch (type) {
          case CONDITIONS -> Optional.of(conditions(node, scope));
          case EXPRESSION -> Optional.of(expression(node, scope));
          default -> templates.value(node, scope);
        };
    return new Params.Given(value, node.position());
  }

  /** An expression with its value. */
  private Object expression(Node node, Scope scope) {
    Node.Scalar bare = scalar(node);
    Node whole =
        new Node.Scalar("${" + bare.text() + "}", false, Optional.empty(), bare.position());
    Map<String, Object> evaluated = new LinkedHashMap<>();
    evaluated.put("expression", bare.text());
    templates.value(whole, scope).ifPresent(value -> evaluated.put("value", value));
    return evaluated;
  }

  /** Each expression with whether it holds: modules judge, but only templates evaluate. */
  private Object conditions(Node node, Scope scope) {
    List<Node> expressions =
        node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    List<Object> conditions = new ArrayList<>();
    for (Node expression : expressions) {
      if (!(expression instanceof Node.Scalar scalar)) {
        throw new LoadException(
            Problem.at(
                expression.position(), "a condition is an expression, not " + expression.kind()));
      }
      conditions.add(
          Map.of(
              "expression",
              scalar.text(),
              "holds",
              templates.condition(scalar.text(), scalar.position(), scope)));
    }
    return conditions;
  }

  private static Node.Scalar scalar(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar;
    }
    throw new LoadException(
        Problem.at(node.position(), "this must be an expression, not " + node.kind()));
  }

  private LocalSources sources(Task task, Scope scope) {
    return new LocalSources(
        places(task, Role::files, "files"),
        places(task, Role::templates, "templates"),
        vars.vault(),
        templates,
        scope,
        task.position());
  }

  private List<Path> places(Task task, Function<Role, List<Path>> own, String folder) {
    return Stream.concat(
            task.role().map(own).stream().flatMap(List::stream),
            Stream.of(play.directory().resolve(folder), play.directory()))
        .toList();
  }

  private TaskRef ref(Task task, String name, Optional<String> item) {
    return new TaskRef(
        play.name(),
        task.role().map(Role::name),
        name,
        task.moduleName(),
        task.position(),
        item,
        handlers);
  }

  /** The name with its variables; as it is written where they are not known. */
  private String name(Task task, Scope scope) {
    if (!task.name().contains("${")) {
      return task.name();
    }
    Node name = new Node.Scalar(task.name(), false, Optional.empty(), task.position());
    try {
      return templates.value(name, scope).map(String::valueOf).orElse(task.name());
    } catch (LoadException | NotKnownYetException e) {
      return task.name();
    }
  }

  private static String label(Object turn) {
    if (turn instanceof Map<?, ?> map) {
      Object name = map.get("name");
      return name == null
          ? String.join(", ", map.keySet().stream().map(String::valueOf).toList())
          : name.toString();
    }
    return String.valueOf(turn);
  }
}
