package io.groundwork.playbook;

import io.groundwork.playbook.ListLoader.RoleCall;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads roles: their variables, tasks and handlers, and the roles they depend on. */
final class RoleLoader {

  private static final List<String> OWN_KEYS =
      List.of("role", "name", "vars", "tags", "when", "environment");
  private static final List<String> CALL_KEYS =
      Stream.concat(OWN_KEYS.stream(), Keyword.words(Keyword.OF_ALL).stream()).toList();
  private static final List<String> META_KEYS =
      List.of("dependencies", "allow_duplicates", "galaxy_info", "collections");
  private static final List<String> DIRECTORIES =
      List.of("defaults", "vars", "tasks", "handlers", "templates", "files", "meta");

  /** What others keep in a role and no run has to do with. */
  private static final List<String> IGNORED = List.of("tests", "molecule", "docs");

  private final Loaders loaders;

  RoleLoader(Loaders loaders) {
    this.loaders = loaders;
  }

  private void wrong(Problem problem) {
    loaders.problems().add(problem);
  }

  /**
   * An entry of {@code roles} or {@code dependencies}: the role's dependencies and its own tasks,
   * unless the play has it with the same parameters already.
   */
  Body called(Node node, Surroundings surroundings) {
    Keywords keywords = Keywords.NONE;
    Optional<Node.Scalar> name;
    if (node instanceof Node.Scalar scalar) {
      name = Optional.of(scalar);
    } else {
      Fields fields = Fields.open(node, "a role", CALL_KEYS, loaders.problems());
      fields.others().forEach((key, entry) -> wrong(unknown(fields, key, entry)));
      name =
          fields
              .scalar("role")
              .or(() -> fields.required("name").flatMap(n -> fields.scalar("name")));
      keywords = loaders.tasks().keywords(fields, Keyword.OF_ALL);
    }
    Surroundings inner = surroundings.with(keywords);
    Optional<Object> parameters = Optional.of(keywords);
    return name.map(one -> body(RoleCall.whole(one), one.text(), inner, true, parameters))
        .orElse(new Body(List.of(), List.of()));
  }

  private static Problem unknown(Fields fields, String key, Node.Entry entry) {
    Problem plain = fields.unknown(key, entry, List.of());
    return plain.remedy().filter(text -> text.startsWith("did you mean")).isPresent()
        ? plain
        : plain.withRemedy("if it is a variable of the role, put it under \"vars\"");
  }

  /**
   * A role that is taken in.
   *
   * @param shares whether the play's other tasks see its variables, too
   */
  Body body(RoleCall call, String name, Surroundings surroundings, boolean shares) {
    return body(call, name, surroundings, shares, Optional.empty());
  }

  private Body body(
      RoleCall call,
      String name,
      Surroundings surroundings,
      boolean shares,
      Optional<Object> parameters) {
    Optional<Path> home = directory(name, call.name().position());
    if (home.isEmpty()) {
      return new Body(List.of(), List.of());
    }
    if (surroundings.open().contains(home.get())) {
      wrong(
          Problem.at(call.name().position(), "the role " + name + " depends on itself")
              .withRemedy("take out one of the dependencies or includes that lead back to it"));
      return new Body(List.of(), List.of());
    }
    Role role = role(call, name, home.get());
    Surroundings inner = surroundings.inRole(role);
    Meta meta = meta(home.get());
    boolean again =
        parameters.isPresent()
            && !surroundings.play().takes(List.of(name, parameters.get()))
            && !meta.duplicates();
    if (again) {
      return new Body(List.of(), List.of());
    }
    List<Line> lines = new ArrayList<>();
    List<Task> handlers = new ArrayList<>();
    for (Node dependency : meta.dependencies()) {
      Body needed = called(dependency, withoutRole(inner, surroundings));
      lines.addAll(needed.lines());
      handlers.addAll(needed.handlers());
    }
    if (shares) {
      surroundings.play().share(role);
    }
    lines.addAll(loaders.lists().lines(part(home.get(), "tasks", call.tasks(), call), inner));
    handlers.addAll(
        loaders
            .lists()
            .handlers(part(home.get(), "handlers", call.handlers(), call), inner.ofHandlers()));
    return new Body(lines, handlers);
  }

  /** What a dependency inherits: the keywords and what is open, not the role itself. */
  private static Surroundings withoutRole(Surroundings inner, Surroundings outer) {
    return new Surroundings(
        outer.role(),
        inner.keywords(),
        inner.places(),
        outer.base(),
        inner.open(),
        inner.play(),
        inner.handlers());
  }

  private record Meta(List<Node> dependencies, boolean duplicates) {}

  private Meta meta(Path home) {
    Optional<Path> file = file(home.resolve("meta"), "main");
    if (file.isEmpty()) {
      return new Meta(List.of(), false);
    }
    Optional<Node> document = Yaml.load(file.get(), loaders.vault());
    if (document.isEmpty()) {
      return new Meta(List.of(), false);
    }
    Fields fields = Fields.of(document.get(), "a role's meta", META_KEYS, loaders.problems());
    return new Meta(fields.list("dependencies"), fields.flag("allow_duplicates").orElse(false));
  }

  private Optional<Path> directory(String name, Position where) {
    Path roles = loaders.directory().resolve("roles");
    Path home = roles.resolve(name).normalize();
    if (home.startsWith(roles.normalize()) && Files.isDirectory(home)) {
      return Optional.of(home);
    }
    wrong(
        Problem.at(where, "there is no role \"" + name + "\" in " + roles)
            .withRemedy(
                Suggestion.didYouMean(name, directories(roles))
                    .orElse("make the directory " + home + "/tasks with a main.yml")));
    return Optional.empty();
  }

  private static List<String> directories(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).map(RoleLoader::fileName).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zip file systems end a directory's name with a slash. */
  private static String fileName(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private Role role(RoleCall call, String name, Path home) {
    for (String child : directories(home)) {
      if (!DIRECTORIES.contains(child) && !IGNORED.contains(child) && !child.startsWith(".")) {
        wrong(
            Problem.at(
                    Position.of(home.resolve(child).toString()),
                    "a role has no directory \"" + child + "\"")
                .withRemedy(
                    Suggestion.didYouMean(child, DIRECTORIES)
                        .orElse("it has " + String.join(", ", DIRECTORIES))));
      }
    }
    Path shared = loaders.directory().resolve("..").resolve("templates").resolve(name).normalize();
    return new Role(
        name,
        home,
        vars(home, "defaults", call.defaults(), call),
        vars(home, "vars", call.vars(), call),
        List.of(home.resolve("files")),
        List.of(home.resolve("templates"), shared));
  }

  private Map<String, Node> vars(Path home, String part, String from, RoleCall call) {
    return wanted(home, part, from, call)
        .map(main -> varsFile(main, Position.of(main.toString())))
        .orElse(Map.of());
  }

  private List<Node> part(Path home, String part, String from, RoleCall call) {
    return wanted(home, part, from, call)
        .map(file -> loaders.lists().items(file, "a list of " + part))
        .orElse(List.of());
  }

  private Optional<Path> wanted(Path home, String part, String from, RoleCall call) {
    Optional<Path> file = file(home.resolve(part), from);
    if (file.isEmpty() && !from.equals("main")) {
      wrong(
          Problem.at(
              call.name().position(),
              "the role has no file " + from + " in " + home.resolve(part)));
    }
    return file;
  }

  private static Optional<Path> file(Path directory, String name) {
    return Stream.of(name, name + ".yml", name + ".yaml")
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The variables of a file. */
  Map<String, Node> varsFile(Path path, Position where) {
    if (!Files.exists(path)) {
      wrong(Problem.at(where, "there is no file " + path));
      return Map.of();
    }
    try {
      return vars(path, loaders.vault());
    } catch (LoadException e) {
      loaders.problems().addAll(e.problems());
      return Map.of();
    }
  }

  /**
   * The variables of a file that is there.
   *
   * @throws LoadException when it cannot be read or holds something else
   */
  static Map<String, Node> vars(Path path, Vault vault) {
    Optional<Node> document = Yaml.load(path, vault);
    if (document.isPresent() && document.get() instanceof Node.Mapping mapping) {
      return TaskLoader.values(mapping.entries());
    }
    if (document.isPresent()) {
      throw new LoadException(
          Problem.at(
              document.get().position(), "variables are a mapping, not " + document.get().kind()));
    }
    return Map.of();
  }
}
