package io.groundwork.playbook;

import io.groundwork.module.Module;
import io.groundwork.module.Registry;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
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
  private static final String BUILTIN = "ansible.builtin.";
  static final List<String> KEYS =
      Stream.concat(OWN_KEYS.stream(), Keyword.words(Keyword.OF_ALL).stream()).toList();

  private final Registry registry;
  private final Problems problems;
  private final TaskValues values;
  private final LoopLoader loops;
  private final ModuleCalls calls;

  TaskLoader(Registry registry, Problems problems) {
    this.registry = registry;
    this.problems = problems;
    this.values = new TaskValues(problems);
    this.loops = new LoopLoader(values, problems);
    this.calls = new ModuleCalls(registry, values, problems);
  }

  /** A module's task or handler, or a request to the run. */
  Optional<Task> task(Node node, Surroundings surroundings) {
    Fields fields = Fields.open(node, "a task", KEYS, problems);
    Optional<Map.Entry<String, Node.Entry>> meta = named(fields, "meta");
    if (meta.isPresent()) {
      return meta(fields, meta.get(), surroundings);
    }
    Optional<Map.Entry<String, Node.Entry>> call = calls.find(fields);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    String moduleName = call.get().getKey();
    Module<?, ?> module = registry.find(moduleName).orElseThrow();
    Map<String, Node.Entry> args = calls.arguments(fields, module.spec(), call.get().getValue());
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
        loops.loop(fields),
        values.variable(fields, "register"),
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
    List<Node.Scalar> when = fields.takes("when") ? values.conditions(fields, "when") : List.of();
    fields.entries("vars").values().forEach(entry -> values.checkTemplate(entry.value()));
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

  private List<Node> environment(Fields fields) {
    List<Node> nodes =
        fields
            .node("environment")
            .map(node -> node instanceof Node.Sequence list ? list.items() : List.of(node))
            .orElse(List.of());
    for (Node node : nodes) {
      values.checkTemplate(node);
      if (!(node instanceof Node.Mapping) && !Templates.isDynamic(node)) {
        problems.add(
            Problem.at(node.position(), "\"environment\" must be a mapping, not " + node.kind()));
      }
    }
    return nodes;
  }

  private Judgement judgement(Fields fields) {
    Judgement judgement =
        new Judgement(
            values.conditions(fields, "changed_when"),
            values.conditions(fields, "failed_when"),
            values.conditions(fields, "until"),
            values.number(fields, "retries"),
            values.number(fields, "delay"));
    if (fields.has("delay") && !judgement.repeats()) {
      problems.add(
          Problem.at(fields.position("delay"), "\"delay\" without \"until\" or \"retries\"")
              .withRemedy("say until when to try again, or leave it out"));
    }
    return judgement;
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

  static Map<String, Node> values(Map<String, Node.Entry> entries) {
    Map<String, Node> values = new LinkedHashMap<>();
    entries.forEach((name, entry) -> values.put(name, entry.value()));
    return values;
  }
}
