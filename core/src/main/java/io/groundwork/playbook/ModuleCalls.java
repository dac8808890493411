package io.groundwork.playbook;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Registry;
import io.groundwork.module.Spec;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads which module a task names, and checks what it gives it against the module's spec. */
final class ModuleCalls {

  private static final Set<Parameter.Type> EVALUATED =
      Set.of(Parameter.Type.CONDITIONS, Parameter.Type.EXPRESSION);
  private static final Pattern KEY_VALUE = Pattern.compile("[a-z_]+=.*", Pattern.DOTALL);

  private final Registry registry;
  private final TaskValues values;
  private final Problems problems;

  ModuleCalls(Registry registry, TaskValues values, Problems problems) {
    this.registry = registry;
    this.values = values;
    this.problems = problems;
  }

  /** The one key of a task that names a module. */
  Optional<Map.Entry<String, Node.Entry>> find(Fields fields) {
    Map<String, Node.Entry> others = new LinkedHashMap<>(fields.others());
    Map<String, Node.Entry> modules = new LinkedHashMap<>();
    others.forEach((key, entry) -> registry.find(key).ifPresent(module -> modules.put(key, entry)));
    others.keySet().removeAll(modules.keySet());
    if (modules.isEmpty() && others.size() == 1) {
      Map.Entry<String, Node.Entry> only = others.entrySet().iterator().next();
      problems.add(
          Unsupported.problem(only.getKey(), only.getValue())
              .orElseGet(() -> noModule(only.getKey(), only.getValue(), known())));
      return Optional.empty();
    }
    if (!others.isEmpty()) {
      Unsupported.refuse(others, "a task", known(), problems);
    }
    if (modules.isEmpty()) {
      if (others.isEmpty()) {
        problems.add(
            Problem.at(fields.position(), "the task names no module")
                .withRemedy("see \"groundwork doc\" for the modules there are"));
      }
      return Optional.empty();
    }
    if (modules.size() > 1) {
      problems.add(
          Problem.at(
                  fields.position(),
                  "the task names more than one module: " + String.join(", ", modules.keySet()))
              .withRemedy("make a task of each"));
      return Optional.empty();
    }
    return Optional.of(modules.entrySet().iterator().next());
  }

  /** Every word a task may begin a line with; asked only where one of them is wrong. */
  private Set<String> known() {
    Set<String> known = new TreeSet<>(registry.all().keySet());
    known.addAll(TaskLoader.KEYS);
    return known;
  }

  private static Problem noModule(String name, Node.Entry entry, Set<String> known) {
    return Problem.at(entry.keyPosition(), "there is no module \"" + name + "\"")
        .withRemedy(
            Suggestion.didYouMean(name, known)
                .orElse("see \"groundwork doc\" for the modules there are"));
  }

  /** The module's parameters as they are written, checked. */
  Map<String, Node.Entry> arguments(Fields fields, Spec spec, Node.Entry call) {
    checkArguments(fields, spec, call.value());
    Map<String, Node.Entry> args = args(spec, call, fields);
    checkArgs(spec, args, fields.position());
    return args;
  }

  private Map<String, Node.Entry> args(Spec spec, Node.Entry call, Fields fields) {
    Map<String, Node.Entry> args = new LinkedHashMap<>();
    Node node = call.value();
    if (node instanceof Node.Mapping mapping) {
      args.putAll(mapping.entries());
    } else if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
      freeForm(spec, scalar)
          .ifPresent(name -> args.put(name, new Node.Entry(scalar.position(), scalar)));
    } else if (node instanceof Node.Sequence) {
      problems.add(
          Problem.at(node.position(), spec.name() + " takes a mapping of parameters, not a list"));
    }
    args.putAll(fields.entries("args"));
    return args;
  }

  private Optional<String> freeForm(Spec spec, Node.Scalar scalar) {
    if (spec.freeForm().isPresent()) {
      return spec.freeForm();
    }
    Problem problem =
        Problem.at(scalar.position(), spec.name() + " takes a mapping of parameters, not a text");
    problems.add(
        KEY_VALUE.matcher(scalar.text()).matches()
            ? problem.withRemedy("write each \"key=value\" as \"key: value\" on a line of its own")
            : problem);
    return Optional.empty();
  }

  private void checkArgs(Spec spec, Map<String, Node.Entry> args, Position task) {
    Map<String, Params.Given> given = new LinkedHashMap<>();
    args.forEach(
        (name, entry) -> {
          // A wrong name is shown where the name stands, a wrong value where the value stands.
          Position where =
              spec.parameter(name).isPresent() ? entry.value().position() : entry.keyPosition();
          given.put(name, new Params.Given(literal(spec, name, entry.value()), where));
        });
    problems.addAll(Params.problems(spec, given, task));
  }

  /** A value that needs no rendering; empty for one that only rendering can tell. */
  private static Optional<Object> literal(Spec spec, String name, Node node) {
    if (isEvaluated(spec, name) || Templates.isDynamic(node)) {
      return Optional.empty();
    }
    return plain(node);
  }

  private static Optional<Object> plain(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.value();
    }
    if (node instanceof Node.Sequence sequence) {
      return Optional.of(sequence.items().stream().flatMap(item -> plain(item).stream()).toList());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    ((Node.Mapping) node)
        .entries()
        .forEach((key, entry) -> plain(entry.value()).ifPresent(value -> map.put(key, value)));
    return Optional.of(map);
  }

  /** What cannot even be read as a template is refused before any host is touched. */
  private void checkArguments(Fields fields, Spec spec, Node call) {
    checkArguments(spec, new Node.Mapping(fields.entries("args"), fields.position()));
    checkArguments(spec, call);
  }

  private void checkArguments(Spec spec, Node call) {
    if (!(call instanceof Node.Mapping mapping)) {
      values.checkTemplate(call);
      return;
    }
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!isEvaluated(spec, name)) {
                values.checkTemplate(entry.value());
              }
            });
  }

  private static boolean isEvaluated(Spec spec, String parameter) {
    return spec.parameter(parameter).map(Parameter::type).stream().anyMatch(EVALUATED::contains);
  }
}
