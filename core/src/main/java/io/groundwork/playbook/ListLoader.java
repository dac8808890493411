package io.groundwork.playbook;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Reads lists of tasks: flattens blocks, takes imports in, sees to what includes name. */
final class ListLoader {

  private static final List<String> BLOCK_OWN =
      List.of("name", "block", "rescue", "always", "when", "tags", "vars", "environment", "notify");
  private static final List<String> BLOCK_KEYS =
      Stream.concat(BLOCK_OWN.stream(), Keyword.words(Keyword.OF_ALL).stream()).toList();
  private static final List<String> APPLY_KEYS =
      Stream.concat(
              Stream.of("when", "tags", "vars", "environment", "notify"),
              Keyword.words(Keyword.OF_ALL).stream())
          .toList();
  private static final List<String> ROLE_KEYS =
      List.of(
          "name",
          "tasks_from",
          "vars_from",
          "defaults_from",
          "handlers_from",
          "apply",
          "public",
          "allow_duplicates");
  private static final List<String> NOT_WITH_IMPORT =
      List.of(
          "loop",
          "with_items",
          "with_list",
          "with_dict",
          "register",
          "until",
          "retries",
          "changed_when",
          "failed_when");

  private final Loaders loaders;
  private final TaskLoader tasks;
  private final RoleLoader roles;
  private final Problems problems;

  ListLoader(Loaders loaders, TaskLoader tasks, RoleLoader roles) {
    this.loaders = loaders;
    this.tasks = tasks;
    this.roles = roles;
    this.problems = loaders.problems();
  }

  /** The tasks of a list, flattened. */
  List<Line> lines(List<Node> nodes, Surroundings surroundings) {
    List<Line> lines = new ArrayList<>();
    nodes.forEach(node -> lines.addAll(lines(node, surroundings)));
    return lines;
  }

  /** Handlers: a list without blocks. */
  List<Task> handlers(List<Node> nodes, Surroundings surroundings) {
    return lines(nodes, surroundings).stream().map(Line::task).toList();
  }

  private List<Line> lines(Node node, Surroundings surroundings) {
    if (!(node instanceof Node.Mapping mapping)) {
      Fields.open(node, "a task", TaskLoader.KEYS, problems);
      return List.of();
    }
    for (Line.Part part : Line.Part.values()) {
      if (mapping.entries().containsKey(part.word())) {
        return block(mapping, surroundings);
      }
    }
    Fields fields = Fields.open(node, "a task", TaskLoader.KEYS, problems);
    for (String word : List.of("import_tasks", "import_role", "include_tasks", "include_role")) {
      Optional<Map.Entry<String, Node.Entry>> call = TaskLoader.named(fields, word);
      if (call.isPresent()) {
        tasks.refuseOthers(fields, call.get().getKey());
        Node what = call.get().getValue().value();
        return switch (word) {
          case "import_tasks" -> importTasks(fields, what, surroundings);
          case "import_role" -> importRole(fields, what, surroundings);
          case "include_tasks" -> includeTasks(fields, what, surroundings);
          default -> includeRole(fields, what, surroundings);
        };
      }
    }
    return tasks.task(node, surroundings).stream()
        .map(task -> new Line(task, surroundings.places()))
        .toList();
  }

  // ---- blocks --------------------------------------------------------------------------------

  private List<Line> block(Node.Mapping node, Surroundings surroundings) {
    Fields fields = Fields.open(node, "a block", BLOCK_KEYS, problems);
    Unsupported.refuse(fields.others(), "a block", BLOCK_KEYS, problems);
    if (!node.entries().containsKey("block")) {
      String part = fields.has("rescue") ? "rescue" : "always";
      problems.add(
          Problem.at(fields.position(part), "\"" + part + "\" without a \"block\"")
              .withRemedy("put the tasks it is for into \"block\" beside it"));
    }
    if (surroundings.handlers()) {
      problems.add(
          Problem.at(node.position(), "a handler cannot be a block")
              .withRemedy("make a handler of each task and let them \"listen\" to one topic"));
      return List.of();
    }
    Surroundings inner = surroundings.with(tasks.keywords(fields, Keyword.OF_ALL));
    Line.Block block = new Line.Block(node.position());
    Map<Line.Part, List<Node>> parts = new EnumMap<>(Line.Part.class);
    for (Line.Part part : Line.Part.values()) {
      parts.put(part, fields.list(part.word()));
    }
    List<Line> lines = new ArrayList<>();
    parts.forEach(
        (part, nodes) -> lines.addAll(lines(nodes, inner.in(new Line.Place(block, part)))));
    return lines;
  }

  // ---- files of tasks ------------------------------------------------------------------------

  private List<Line> importTasks(Fields fields, Node what, Surroundings surroundings) {
    refuseWithImport(fields, "import_tasks", "include_tasks");
    Optional<Node.Scalar> name = fileName(what, "import_tasks", List.of("file"));
    if (name.isEmpty() || refuseTemplate(name.get(), "import_tasks", "include_tasks")) {
      return List.of();
    }
    Surroundings inner = surroundings.with(tasks.keywords(fields, Keyword.OF_ALL));
    return file(name.get().text(), name.get().position(), inner);
  }

  private List<Line> includeTasks(Fields fields, Node what, Surroundings surroundings) {
    Optional<Node.Scalar> name = fileName(what, "include_tasks", List.of("file", "apply"));
    if (name.isEmpty()) {
      return List.of();
    }
    Surroundings inner = surroundings.with(given(fields)).with(applied(what));
    return include(
        fields,
        "include_tasks",
        name.get(),
        surroundings,
        (some, file) ->
            new Body(some.lists().file(file, name.get().position(), inner.apart()), List.of()));
  }

  /** An include's own variables reach what it brings; its other keywords are for itself. */
  private static Keywords given(Fields fields) {
    return new Keywords(
        Map.of(),
        List.of(),
        java.util.Set.of(),
        TaskLoader.values(fields.entries("vars")),
        List.of(),
        List.of());
  }

  private Keywords applied(Node what) {
    if (!(what instanceof Node.Mapping mapping) || mapping.get("apply").isEmpty()) {
      return Keywords.NONE;
    }
    Fields apply = Fields.of(mapping.get("apply").get(), "apply", APPLY_KEYS, problems);
    return tasks.keywords(apply, Keyword.OF_ALL);
  }

  private interface Source {
    Body load(Loaders some, String name);
  }

  private List<Line> include(
      Fields fields, String word, Node.Scalar name, Surroundings surroundings, Source source) {
    Optional<Body> body = Optional.empty();
    if (Templates.isDynamic(name)) {
      problems.gather(() -> new Templates(new io.groundwork.text.Redactor()).check(name));
    } else {
      body = Optional.of(source.load(loaders, name.text()));
      surroundings.play().add(body.get().handlers());
    }
    Map<String, Body> loaded = new ConcurrentHashMap<>();
    Control.Bodies bodies = rendered -> loaded.computeIfAbsent(rendered, key -> fresh(source, key));
    Task task =
        tasks.assemble(
            fields,
            new ControlModule(word),
            word,
            Map.of(),
            surroundings,
            Optional.of(new Control.Include(name, body, bodies)));
    return List.of(new Line(task, surroundings.places()));
  }

  /** Loads while the run is under way: what is wrong is told at once. */
  private Body fresh(Source source, String name) {
    Loaders own = loaders.fresh();
    Body body = source.load(own, name);
    own.problems().throwIfAny();
    return body;
  }

  private Optional<Node.Scalar> fileName(Node what, String word, List<String> keys) {
    if (what instanceof Node.Scalar scalar && !scalar.isNull()) {
      return Optional.of(scalar);
    }
    Fields fields = Fields.of(what, word, keys, problems);
    return fields.required("file").isEmpty() ? Optional.empty() : fields.scalar("file");
  }

  private void refuseWithImport(Fields fields, String word, String instead) {
    for (String key : NOT_WITH_IMPORT) {
      if (fields.has(key)) {
        problems.add(
            Problem.at(fields.position(key), "\"" + key + "\" does not go with \"" + word + "\"")
                .withRemedy("use \"" + instead + "\", which is looked at when the run gets there"));
      }
    }
  }

  private boolean refuseTemplate(Node.Scalar name, String word, String instead) {
    if (!Templates.isDynamic(name)) {
      return false;
    }
    problems.add(
        Problem.at(name.position(), "\"" + word + "\" takes a plain name: it is read at load")
            .withRemedy("use \"" + instead + "\", which is looked at when the run gets there"));
    return true;
  }

  /** The tasks of a file, looked for beside the present one, then in the role, then the play. */
  List<Line> file(String name, Position where, Surroundings surroundings) {
    List<Path> places = new ArrayList<>(List.of(surroundings.base()));
    surroundings.role().ifPresent(role -> places.add(role.directory().resolve("tasks")));
    places.add(loaders.directory());
    for (Path place : places) {
      Path file = place.resolve(name).normalize();
      if (Files.isRegularFile(file)) {
        if (surroundings.open().contains(file)) {
          problems.add(
              Problem.at(where, file.getFileName() + " takes itself in")
                  .withRemedy("take it in from outside, with \"loop\" if it is for many things"));
          return List.of();
        }
        return lines(items(file, "a list of tasks"), surroundings.inFile(file));
      }
    }
    problems.add(
        Problem.at(where, "there is no file " + name)
            .withRemedy(
                Suggestion.didYouMean(name, names(places))
                    .orElse(
                        "it is looked for in "
                            + String.join(
                                ", ", places.stream().map(Path::toString).distinct().toList()))));
    return List.of();
  }

  private static List<String> names(List<Path> places) {
    List<String> names = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          files.map(file -> file.getFileName().toString()).forEach(names::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return names;
  }

  /** The items of a file that is a list; an empty file has none. */
  List<Node> items(Path file, String what) {
    Optional<Node> document = Optional.empty();
    try {
      document = Yaml.load(file, loaders.vault());
    } catch (LoadException e) {
      problems.addAll(e.problems());
    }
    if (document.isPresent() && !(document.get() instanceof Node.Sequence)) {
      problems.add(
          Problem.at(
              document.get().position(),
              "this must be " + what + ", not " + document.get().kind()));
    }
    return document
        .filter(Node.Sequence.class::isInstance)
        .map(node -> ((Node.Sequence) node).items())
        .orElseGet(List::of);
  }

  // ---- roles ---------------------------------------------------------------------------------

  private List<Line> importRole(Fields fields, Node what, Surroundings surroundings) {
    refuseWithImport(fields, "import_role", "include_role");
    Optional<RoleCall> call = roleCall(what, "import_role");
    if (call.isEmpty() || refuseTemplate(call.get().name(), "import_role", "include_role")) {
      return List.of();
    }
    Surroundings inner = surroundings.with(tasks.keywords(fields, Keyword.OF_ALL));
    Body body = roles.body(call.get(), call.get().name().text(), inner, true);
    surroundings.play().add(body.handlers());
    return body.lines();
  }

  private List<Line> includeRole(Fields fields, Node what, Surroundings surroundings) {
    Optional<RoleCall> call = roleCall(what, "include_role");
    if (call.isEmpty()) {
      return List.of();
    }
    Surroundings inner = surroundings.with(given(fields)).with(applied(what));
    return include(
        fields,
        "include_role",
        call.get().name(),
        surroundings,
        (some, name) -> some.roles().body(call.get(), name, inner.apart(), false));
  }

  private Optional<RoleCall> roleCall(Node what, String word) {
    Fields fields = Fields.of(what, word, ROLE_KEYS, problems);
    Optional<Node> name = fields.required("name");
    fields.flag("public");
    fields.flag("allow_duplicates");
    return name.flatMap(node -> fields.scalar("name"))
        .map(
            scalar ->
                new RoleCall(
                    scalar,
                    fields.text("tasks_from").orElse("main"),
                    fields.text("vars_from").orElse("main"),
                    fields.text("defaults_from").orElse("main"),
                    fields.text("handlers_from").orElse("main")));
  }

  /** Which parts of a role are asked for. */
  record RoleCall(Node.Scalar name, String tasks, String vars, String defaults, String handlers) {
    static RoleCall whole(Node.Scalar name) {
      return new RoleCall(name, "main", "main", "main", "main");
    }
  }
}
