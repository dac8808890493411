package io.groundwork.playbook;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Registry;
import io.groundwork.module.Spec;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Redactor;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads tasks and handlers and checks each against its module's spec. */
final class TaskLoader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "when",
          "loop",
          "register",
          "notify",
          "tags",
          "become",
          "become_user",
          "vars",
          "args");
  private static final Set<Parameter.Type> EVALUATED =
      Set.of(Parameter.Type.CONDITIONS, Parameter.Type.EXPRESSION);
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern KEY_VALUE = Pattern.compile("[a-z_]+=.*", Pattern.DOTALL);

  private final Registry registry;
  private final Problems problems;
  private final Templates templates = new Templates(new Redactor());

  TaskLoader(Registry registry, Problems problems) {
    this.registry = registry;
    this.problems = problems;
  }

  /**
   * What the surroundings of a list of tasks give to each of them.
   *
   * @param role the role they belong to
   * @param tags of the play and the role
   * @param when conditions of the role
   * @param vars given to the role in the play
   * @param escalation of the play and the role
   */
  record Surroundings(
      Optional<Role> role,
      Set<String> tags,
      List<Node.Scalar> when,
      Map<String, Node> vars,
      Escalation escalation) {}

  List<Task> tasks(List<Node> nodes, Surroundings surroundings) {
    List<Task> tasks = new ArrayList<>();
    for (Node node : nodes) {
      task(node, surroundings).ifPresent(tasks::add);
    }
    return tasks;
  }

  private Optional<Task> task(Node node, Surroundings surroundings) {
    Fields fields = Fields.open(node, "a task", KEYS, problems);
    Optional<Map.Entry<String, Node.Entry>> call = moduleCall(fields);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    String moduleName = call.get().getKey();
    Module<?, ?> module = registry.find(moduleName).orElseThrow();
    checkTemplates(fields, module.spec(), call.get().getValue().value());
    Map<String, Node.Entry> args = args(module.spec(), call.get().getValue(), fields);
    checkArgs(module.spec(), args, fields.position());
    Set<String> tags = new TreeSet<>(surroundings.tags());
    tags.addAll(fields.texts("tags"));
    List<Node.Scalar> when = new ArrayList<>(surroundings.when());
    when.addAll(fields.scalars("when"));
    Map<String, Node> vars = new LinkedHashMap<>(surroundings.vars());
    vars.putAll(values(fields.entries("vars")));
    return Optional.of(
        new Task(
            fields.text("name").orElse(moduleName),
            module,
            moduleName,
            args,
            when,
            fields.node("loop"),
            register(fields),
            fields.scalars("notify"),
            tags,
            escalation(fields).or(surroundings.escalation()),
            vars,
            surroundings.role(),
            fields.position()));
  }

  /**
   * What cannot even be read as a template or a condition is refused before any host is touched.
   */
  private void checkTemplates(Fields fields, Spec spec, Node call) {
    fields
        .scalars("when")
        .forEach(
            when -> problems.gather(() -> templates.checkCondition(when.text(), when.position())));
    fields.node("loop").ifPresent(loop -> problems.gather(() -> templates.check(loop)));
    fields.entries("vars").values().forEach(entry -> checkTemplate(entry.value()));
    if (!(call instanceof Node.Mapping mapping)) {
      checkTemplate(call);
      return;
    }
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!isEvaluated(spec, name)) {
                checkTemplate(entry.value());
              }
            });
  }

  private void checkTemplate(Node node) {
    problems.gather(() -> templates.check(node));
  }

  private static boolean isEvaluated(Spec spec, String parameter) {
    return spec.parameter(parameter).map(Parameter::type).stream().anyMatch(EVALUATED::contains);
  }

  static Escalation escalation(Fields fields) {
    return new Escalation(fields.flag("become"), fields.text("become_user"));
  }

  static Map<String, Node> values(Map<String, Node.Entry> entries) {
    Map<String, Node> values = new LinkedHashMap<>();
    entries.forEach((name, entry) -> values.put(name, entry.value()));
    return values;
  }

  private Optional<String> register(Fields fields) {
    Optional<String> name = fields.text("register");
    if (name.isPresent() && !VARIABLE.matcher(name.get()).matches()) {
      problems.add(
          Problem.at(fields.position("register"), "\"" + name.get() + "\" is no variable name")
              .withRemedy("use letters, digits and underscores"));
    }
    return name;
  }

  /** The one key of a task that names a module. */
  private Optional<Map.Entry<String, Node.Entry>> moduleCall(Fields fields) {
    Map<String, Node.Entry> others = new LinkedHashMap<>(fields.others());
    Map<String, Node.Entry> modules = new LinkedHashMap<>();
    others.forEach((key, entry) -> registry.find(key).ifPresent(module -> modules.put(key, entry)));
    others.keySet().removeAll(modules.keySet());
    Set<String> known = new TreeSet<>(registry.all().keySet());
    known.addAll(KEYS);
    if (modules.isEmpty() && others.size() == 1) {
      Map.Entry<String, Node.Entry> only = others.entrySet().iterator().next();
      problems.add(
          Unsupported.problem(only.getKey(), only.getValue())
              .orElseGet(() -> noModule(only.getKey(), only.getValue(), known)));
      return Optional.empty();
    }
    Unsupported.refuse(others, "a task", known, problems);
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

  private static Problem noModule(String name, Node.Entry entry, Set<String> known) {
    return Problem.at(entry.keyPosition(), "there is no module \"" + name + "\"")
        .withRemedy(
            Suggestion.didYouMean(name, known)
                .orElse("see \"groundwork doc\" for the modules there are"));
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

  /** Says of each notification that names no handler what it may have meant. */
  void checkNotifications(List<Task> tasks, List<Task> handlers) {
    List<String> names = handlers.stream().map(Task::name).toList();
    List<Task> all = new ArrayList<>(tasks);
    all.addAll(handlers);
    for (Task task : all) {
      for (Node.Scalar notification : task.notifies()) {
        if (!Templates.isDynamic(notification) && !names.contains(notification.text())) {
          problems.add(
              Problem.at(
                      notification.position(),
                      "there is no handler \"" + notification.text() + "\"")
                  .withRemedy(
                      Suggestion.didYouMean(notification.text(), names)
                          .orElse(
                              names.isEmpty()
                                  ? "the play has no handlers"
                                  : "the play has " + String.join(", ", names))));
        }
      }
    }
    List<String> twice =
        names.stream().filter(name -> Collections.frequency(names, name) > 1).distinct().toList();
    for (Task handler : handlers) {
      if (twice.contains(handler.name())
          && names.indexOf(handler.name()) != handlers.indexOf(handler)) {
        problems.add(
            Problem.at(handler.position(), "a second handler \"" + handler.name() + "\"")
                .withRemedy("give it a name of its own"));
      }
    }
  }
}
