package io.groundwork.playbook;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one play. */
final class PlayLoader {

  private static final List<String> OWN_KEYS =
      List.of(
          "name",
          "hosts",
          "gather_facts",
          "vars",
          "vars_files",
          "environment",
          "pre_tasks",
          "roles",
          "tasks",
          "post_tasks",
          "handlers",
          "tags",
          "serial",
          "order",
          "max_fail_percentage",
          "force_handlers");
  private static final List<String> KEYS =
      Stream.concat(OWN_KEYS.stream(), Keyword.words(Keyword.OF_PLAYS).stream()).toList();

  private final Loaders loaders;
  private final Problems problems;
  private final PlayRoles roles = new PlayRoles();

  PlayLoader(Loaders loaders) {
    this.loaders = loaders;
    this.problems = loaders.problems();
  }

  /**
   * Reads a play.
   *
   * @param outer what the import says that brought it
   */
  Optional<Play> play(Node node, Keywords outer) {
    Fields fields = Fields.open(node, "a play", KEYS, problems);
    Unsupported.refuse(fields.others(), "a play", KEYS, problems);
    Optional<Node.Scalar> hosts = hosts(fields);
    fields.flag("gather_facts");
    Keywords own = loaders.tasks().keywords(fields, Keyword.OF_PLAYS);
    Surroundings surroundings =
        Surroundings.of(inherited(own, outer), loaders.directory(), roles, false);
    List<Line> lines =
        new ArrayList<>(loaders.lists().lines(fields.list("pre_tasks"), surroundings));
    flush(lines, fields);
    for (Node role : fields.list("roles")) {
      Body body = loaders.roles().called(role, surroundings);
      lines.addAll(body.lines());
      roles.add(body.handlers());
    }
    lines.addAll(loaders.lists().lines(fields.list("tasks"), surroundings));
    flush(lines, fields);
    if (fields.has("post_tasks")) {
      lines.addAll(loaders.lists().lines(fields.list("post_tasks"), surroundings));
      flush(lines, fields);
    }
    List<Task> handlers = new ArrayList<>(roles.handlers());
    handlers.addAll(loaders.lists().handlers(fields.list("handlers"), surroundings.ofHandlers()));
    List<Task> all = new ArrayList<>(lines.stream().map(Line::task).toList());
    all.addAll(handlers);
    new Notifications(handlers, problems).check(all);
    Map<String, Node> vars = new LinkedHashMap<>(own.vars());
    vars.putAll(outer.vars());
    List<VarsFile> varsFiles = varsFiles(fields, vars);
    Play.Batches batches = batches(fields);
    return hosts.map(
        pattern ->
            new Play(
                fields.text("name").orElse(pattern.text()),
                pattern.text(),
                fields.position("hosts"),
                vars,
                varsFiles,
                lines,
                handlers,
                roles.shared(),
                batches,
                loaders.directory(),
                fields.position()));
  }

  /** A play's variables are weaker than a role's, so they are not handed down to its tasks. */
  private static Keywords inherited(Keywords own, Keywords outer) {
    Keywords both = own.inside(outer);
    return new Keywords(
        both.settings(), both.when(), both.tags(), Map.of(), both.environment(), List.of());
  }

  /** A pattern, or a list of patterns. */
  private Optional<Node.Scalar> hosts(Fields fields) {
    if (fields.required("hosts").isEmpty()) {
      return Optional.empty();
    }
    List<Node.Scalar> patterns = fields.scalars("hosts");
    if (patterns.size() <= 1) {
      return patterns.stream().findFirst();
    }
    String joined = String.join(",", patterns.stream().map(Node.Scalar::text).toList());
    return Optional.of(new Node.Scalar(joined, true, Optional.empty(), patterns.get(0).position()));
  }

  /** Before the first flush nothing can be notified, if there are no tasks before it. */
  private static void flush(List<Line> lines, Fields fields) {
    if (!lines.isEmpty()) {
      lines.add(new Line(TaskLoader.flush(fields.position()), List.of()));
    }
  }

  // ---- vars_files ----------------------------------------------------------------------------

  private List<VarsFile> varsFiles(Fields fields, Map<String, Node> vars) {
    List<VarsFile> dynamic = new ArrayList<>();
    List<Node> entries =
        fields
            .node("vars_files")
            .map(node -> node instanceof Node.Sequence list ? list.items() : List.of(node))
            .orElse(List.of());
    for (Node entry : entries) {
      List<Node.Scalar> names = names(entry);
      boolean plain = names.stream().noneMatch(Templates::isDynamic);
      // What comes after a name that needs a host has to wait for it, so that the later counts.
      if (plain && dynamic.isEmpty()) {
        problems.gather(() -> vars.putAll(first(names, texts(names))));
      } else if (!names.isEmpty()) {
        names.forEach(
            name ->
                problems.gather(
                    () -> new Templates(new io.groundwork.text.Redactor()).check(name)));
        dynamic.add(new VarsFile(names, rendered -> first(names, rendered)));
      }
    }
    return dynamic;
  }

  private static List<String> texts(List<Node.Scalar> names) {
    return names.stream().map(Node.Scalar::text).toList();
  }

  /** One name, or a list of which the first that is there counts. */
  private List<Node.Scalar> names(Node entry) {
    List<Node> nodes = entry instanceof Node.Sequence list ? list.items() : List.of(entry);
    List<Node.Scalar> names = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
        names.add(scalar);
      } else {
        problems.add(
            Problem.at(node.position(), "\"vars_files\" must be file names, not " + node.kind()));
      }
    }
    return names;
  }

  private Map<String, Node> first(List<Node.Scalar> names, List<String> rendered) {
    List<Path> files = rendered.stream().map(name -> loaders.directory().resolve(name)).toList();
    for (Path path : files) {
      if (Files.isRegularFile(path)) {
        return RoleLoader.vars(path, loaders.vault());
      }
    }
    if (names.isEmpty()) {
      return Map.of();
    }
    throw new LoadException(
        Problem.at(
            names.get(0).position(),
            "there is no file "
                + String.join(" or ", files.stream().map(Path::toString).toList())));
  }

  // ---- batches of hosts ----------------------------------------------------------------------

  private Play.Batches batches(Fields fields) {
    List<Node.Scalar> serial = fields.scalars("serial");
    for (Node.Scalar one : serial) {
      if (!Templates.isDynamic(one) && !one.text().matches("[0-9]{1,9}%?")) {
        problems.add(
            Problem.at(
                one.position(),
                "\"serial\" must be a number, a share like 30%, or a list of these, not \""
                    + one.text()
                    + "\""));
      }
    }
    Optional<Node.Scalar> most = fields.scalar("max_fail_percentage");
    most.filter(one -> !Templates.isDynamic(one) && !one.text().matches("[0-9]{1,3}(\\.[0-9]+)?%?"))
        .ifPresent(
            one ->
                problems.add(
                    Problem.at(
                        one.position(),
                        "\"max_fail_percentage\" must be a number, not \"" + one.text() + "\"")));
    return new Play.Batches(
        serial, order(fields), most, fields.flag("force_handlers").orElse(false));
  }

  private Play.Order order(Fields fields) {
    List<String> words =
        Arrays.stream(Play.Order.values())
            .map(order -> order.name().toLowerCase(Locale.ROOT))
            .toList();
    Optional<String> order = fields.text("order");
    if (order.isEmpty() || words.contains(order.get())) {
      return order
          .map(word -> Play.Order.valueOf(word.toUpperCase(Locale.ROOT)))
          .orElse(Play.Order.INVENTORY);
    }
    Position where = fields.position("order");
    problems.add(
        Problem.at(where, "\"order\" cannot be \"" + order.get() + "\"")
            .withRemedy(
                Suggestion.didYouMean(order.get(), words)
                    .orElse("it takes " + String.join(", ", words))));
    return Play.Order.INVENTORY;
  }
}
