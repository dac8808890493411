package io.groundwork.engine;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.playbook.Role;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
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

/** Renders the parameters of a task for its module. */
final class Arguments {

  private final Stage stage;
  private final HostVars vars;
  private final Templates templates;

  Arguments(Stage stage, HostVars vars) {
    this.stage = stage;
    this.vars = vars;
    this.templates = stage.templates();
  }

  /** The parameters, checked; what is to be omitted is not among them. */
  Params of(Task task, Scope scope) {
    Map<String, Params.Given> given = new LinkedHashMap<>();
    task.args()
        .forEach(
            (name, one) -> {
              Params.Given value = given(task, name, one.value(), scope);
              if (!value.value().equals(Optional.of(HostVars.OMIT))) {
                given.put(name, value);
              }
            });
    return Params.of(task.module().spec(), given, task.position(), sources(task, scope));
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
            Stream.of(stage.play().directory().resolve(folder), stage.play().directory()))
        .toList();
  }
}
