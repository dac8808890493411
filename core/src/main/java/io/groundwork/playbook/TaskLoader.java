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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads tasks and handlers and checks each against its module's spec. */
final class TaskLoader {

  private static final List<String> OWN_KEYS =
      List.of(
          "name",
          "when",
          "loop",
          "with_items",
          "with_list",
          "with_dict",
          "loop_control",
          "register",
          "notify",
          "listen",
          "changed_when",
          "failed_when",
          "until",
          "retries",
          "delay",
          "tags",
          "vars",
          "environment",
          "args");
  private static final List<String> LOOP_CONTROL =
      List.of("loop_var", "index_var", "label", "pause", "extended");
  private static final String BUILTIN = "ansible.builtin.";
  static final List<String> KEYS =
      Stream.concat(OWN_KEYS.stream(), Keyword.words(Keyword.OF_ALL).stream()).toList();
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

  /** A module's task or handler, or a request to the run. */
  Optional<Task> task(Node node, Surroundings surroundings) {
    Fields fields = Fields.open(node, "a task", KEYS, problems);
    Optional<Map.Entry<String, Node.Entry>> meta = named(fields, "meta");
    if (meta.isPresent()) {
      return meta(fields, meta.get(), surroundings);
    }
    Optional<Map.Entry<String, Node.Entry>> call = moduleCall(fields);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    String moduleName = call.get().getKey();
    Module<?, ?> module = registry.find(moduleName).orElseThrow();
    checkArguments(fields, module.spec(), call.get().getValue().value());
    Map<String, Node.Entry> args = args(module.spec(), call.get().getValue(), fields);
    checkArgs(module.spec(), args, fields.position());
    return Optional.of(assemble(fields, module, moduleName, args, surroundings, Optional.empty()));
  }

  /** A task whose module or control is known, with everything else its mapping says. */
  Task assemble(
      Fields fields,
      Module<?, ?> module,
      String moduleName,
      Map<String, Node.Entry> args,
      Surroundings surroundings,
      Optional<Control> control) {
    refuseListening(fields, surroundings);
    return new Task(
        fields.text("name").orElse(moduleName),
        module,
        moduleName,
        args,
        keywords(fields, Keyword.OF_ALL).inside(surroundings.keywords()),
        loop(fields),
        register(fields),
        judgement(fields),
        fields.scalars("listen"),
        control,
        surroundings.role(),
        fields.position());
  }

  private void refuseListening(Fields fields, Surroundings surroundings) {
    if (fields.has("listen") && !surroundings.handlers()) {
      problems.add(
          Problem.at(fields.position("listen"), "\"listen\" is for handlers")
              .withRemedy("put the task under \"handlers\", or leave it out"));
    }
  }

  /** The keywords that are inherited, of whatever takes these. */
  Keywords keywords(Fields fields, Set<Keyword> taken) {
    List<Node.Scalar> when = fields.takes("when") ? conditions(fields, "when") : List.of();
    fields.entries("vars").values().forEach(entry -> checkTemplate(entry.value()));
    return new Keywords(
        Keyword.read(fields, taken, problems),
        when,
        new TreeSet<>(tags(fields)),
        values(fields.entries("vars")),
        fields.takes("environment") ? environment(fields) : List.of(),
        fields.takes("notify") ? fields.scalars("notify") : List.of());
  }

  /** A list, or one text with commas. */
  private static List<String> tags(Fields fields) {
    return fields.texts("tags").stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private List<Node.Scalar> conditions(Fields fields, String key) {
    List<Node.Scalar> conditions = fields.scalars(key);
    conditions.forEach(
        condition ->
            problems.gather(
                () -> templates.checkCondition(condition.text(), condition.position())));
    return conditions;
  }

  private List<Node> environment(Fields fields) {
    List<Node> nodes =
        fields
            .node("environment")
            .map(node -> node instanceof Node.Sequence list ? list.items() : List.of(node))
            .orElse(List.of());
    for (Node node : nodes) {
      checkTemplate(node);
      if (!(node instanceof Node.Mapping) && !Templates.isDynamic(node)) {
        problems.add(
            Problem.at(node.position(), "\"environment\" must be a mapping, not " + node.kind()));
      }
    }
    return nodes;
  }

  private Optional<Loop> loop(Fields fields) {
    List<Loop.Kind> kinds =
        Arrays.stream(Loop.Kind.values()).filter(kind -> fields.has(kind.word())).toList();
    if (kinds.size() > 1) {
      problems.add(
          Problem.at(
                  fields.position(kinds.get(1).word()),
                  "the task has both \""
                      + kinds.get(0).word()
                      + "\" and \""
                      + kinds.get(1).word()
                      + "\"")
              .withRemedy("keep one of them"));
    }
    if (kinds.isEmpty()) {
      if (fields.has("loop_control")) {
        problems.add(
            Problem.at(fields.position("loop_control"), "\"loop_control\" without a loop")
                .withRemedy("give a \"loop\", or leave it out"));
      }
      return Optional.empty();
    }
    Loop.Kind kind = kinds.get(0);
    Node over = fields.node(kind.word()).orElseThrow();
    checkTemplate(over);
    checkLoop(kind, over);
    Optional<Fields> control =
        fields
            .node("loop_control")
            .map(node -> Fields.of(node, "loop_control", LOOP_CONTROL, problems));
    return Optional.of(
        new Loop(
            kind,
            over,
            control.flatMap(one -> variable(one, "loop_var")).orElse("item"),
            control.flatMap(one -> variable(one, "index_var")),
            control.flatMap(one -> template(one, "label")),
            control.flatMap(one -> number(one, "pause")),
            control.flatMap(one -> one.flag("extended")).orElse(false)));
  }

  private void checkLoop(Loop.Kind kind, Node over) {
    if (Templates.isDynamic(over)) {
      return;
    }
    boolean dict = kind == Loop.Kind.WITH_DICT;
    if (dict && !(over instanceof Node.Mapping)) {
      problems.add(
          Problem.at(over.position(), "\"with_dict\" must be a mapping, not " + over.kind())
              .withRemedy("use \"loop\" for a list"));
    }
    if (!dict && over instanceof Node.Mapping) {
      problems.add(
          Problem.at(over.position(), "\"" + kind.word() + "\" must be a list, not a mapping")
              .withRemedy("use \"with_dict\": each turn has item.key and item.value"));
    }
    boolean text = over instanceof Node.Scalar;
    if (text && (kind == Loop.Kind.LOOP || kind == Loop.Kind.WITH_LIST)) {
      problems.add(
          Problem.at(over.position(), "\"" + kind.word() + "\" must be a list, not a text")
              .withRemedy(
                  "write a list, or ${" + ((Node.Scalar) over).text() + "} for a variable"));
    }
  }

  private Judgement judgement(Fields fields) {
    Judgement judgement =
        new Judgement(
            conditions(fields, "changed_when"),
            conditions(fields, "failed_when"),
            conditions(fields, "until"),
            number(fields, "retries"),
            number(fields, "delay"));
    if (fields.has("delay") && !judgement.repeats()) {
      problems.add(
          Problem.at(fields.position("delay"), "\"delay\" without \"until\" or \"retries\"")
              .withRemedy("say until when to try again, or leave it out"));
    }
    return judgement;
  }

  private Optional<Node.Scalar> template(Fields fields, String key) {
    Optional<Node.Scalar> scalar = fields.scalar(key);
    scalar.ifPresent(this::checkTemplate);
    return scalar;
  }

  /** A number of seconds or attempts, which may be a template. */
  private Optional<Node.Scalar> number(Fields fields, String key) {
    Optional<Node.Scalar> scalar = template(fields, key);
    scalar
        .filter(one -> !Templates.isDynamic(one) && !one.text().matches("[0-9]{1,6}(\\.[0-9]+)?"))
        .ifPresent(
            one ->
                problems.add(
                    Problem.at(
                        one.position(),
                        "\"" + key + "\" must be a number, not \"" + one.text() + "\"")));
    return scalar;
  }

  private Optional<Task> meta(
      Fields fields, Map.Entry<String, Node.Entry> call, Surroundings surroundings) {
    refuseOthers(fields, call.getKey());
    Node node = call.getValue().value();
    List<String> words =
        Arrays.stream(Control.Request.values()).map(Control.Request::word).toList();
    if (!(node instanceof Node.Scalar scalar) || !words.contains(scalar.text())) {
      String given = node instanceof Node.Scalar scalar ? scalar.text() : node.kind();
      problems.add(
          Problem.at(node.position(), "\"meta\" cannot be \"" + given + "\"")
              .withRemedy(
                  Suggestion.didYouMean(given, words)
                      .orElse("it takes " + String.join(", ", words))));
      return Optional.empty();
    }
    for (String key : List.of("loop", "with_items", "with_list", "with_dict", "until", "notify")) {
      if (fields.has(key)) {
        problems.add(
            Problem.at(fields.position(key), "\"" + key + "\" does not go with \"meta\"")
                .withRemedy("leave it out"));
      }
    }
    Control.Request request = Control.Request.valueOf(scalar.text().toUpperCase(Locale.ROOT));
    Module<?, ?> module = new ControlModule("meta");
    Task task =
        assemble(
            fields,
            module,
            "meta",
            Map.of(),
            surroundings,
            Optional.of(new Control.Meta(request, false)));
    return Optional.of(task);
  }

  /** The implied request to run the handlers, at the end of a part of a play. */
  static Task flush(Position where) {
    return new Task(
        "run the handlers",
        new ControlModule("meta"),
        "meta",
        Map.of(),
        new Keywords(Map.of(), List.of(), Set.of("always"), Map.of(), List.of(), List.of()),
        Optional.empty(),
        Optional.empty(),
        Judgement.NONE,
        List.of(),
        Optional.of(new Control.Meta(Control.Request.FLUSH_HANDLERS, true)),
        Optional.empty(),
        where);
  }

  /** The entry with this name of the language, with or without {@code ansible.builtin.}. */
  static Optional<Map.Entry<String, Node.Entry>> named(Fields fields, String word) {
    return fields.others().entrySet().stream()
        .filter(entry -> entry.getKey().equals(word) || entry.getKey().equals(BUILTIN + word))
        .findFirst();
  }

  /** Refuses everything in a task that is neither a keyword nor this. */
  void refuseOthers(Fields fields, String word) {
    Map<String, Node.Entry> others = new LinkedHashMap<>(fields.others());
    others.remove(word);
    Unsupported.refuse(others, "a task", KEYS, problems);
  }

  /** What cannot even be read as a template is refused before any host is touched. */
  private void checkArguments(Fields fields, Spec spec, Node call) {
    checkArguments(spec, new Node.Mapping(fields.entries("args"), fields.position()));
    checkArguments(spec, call);
  }

  private void checkArguments(Spec spec, Node call) {
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

  static Map<String, Node> values(Map<String, Node.Entry> entries) {
    Map<String, Node> values = new LinkedHashMap<>();
    entries.forEach((name, entry) -> values.put(name, entry.value()));
    return values;
  }

  private Optional<String> register(Fields fields) {
    return variable(fields, "register");
  }

  private Optional<String> variable(Fields fields, String key) {
    Optional<String> name = fields.text(key);
    if (name.isPresent() && !VARIABLE.matcher(name.get()).matches()) {
      problems.add(
          Problem.at(fields.position(key), "\"" + name.get() + "\" is no variable name")
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
}
