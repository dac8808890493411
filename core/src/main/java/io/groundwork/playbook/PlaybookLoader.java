package io.groundwork.playbook;

import io.groundwork.module.Registry;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a playbook, its roles and its variable files. */
final class PlaybookLoader {

  private static final List<String> PLAY_KEYS =
      List.of(
          "name",
          "hosts",
          "become",
          "become_user",
          "gather_facts",
          "vars",
          "vars_files",
          "roles",
          "tasks",
          "handlers",
          "tags");
  private static final List<String> ROLE_KEYS =
      List.of("role", "name", "vars", "tags", "when", "become", "become_user");
  private static final List<String> ROLE_DIRECTORIES =
      List.of("defaults", "vars", "tasks", "handlers", "templates", "files");

  private final Path file;
  private final Path directory;
  private final Vault vault;
  private final Problems problems = new Problems();
  private final TaskLoader tasks;

  PlaybookLoader(Path file, Registry registry, Vault vault) {
    this.file = file;
    this.vault = vault;
    this.directory = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    this.tasks = new TaskLoader(registry, problems);
  }

  Playbook load() {
    List<Play> plays = new ArrayList<>();
    for (Node node : plays()) {
      play(node).ifPresent(plays::add);
    }
    problems.throwIfAny();
    return new Playbook(file, plays);
  }

  private List<Node> plays() {
    Optional<Node> document = Yaml.load(file, vault);
    if (document.isPresent() && document.get() instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    problems.add(
        document
            .map(
                node ->
                    Problem.at(
                        node.position(), "a playbook is a list of plays, not " + node.kind()))
            .orElseGet(() -> Problem.at(Position.of(file.toString()), "the playbook is empty"))
            .withRemedy("begin each play with \"- hosts: …\""));
    return List.of();
  }

  private Optional<Play> play(Node node) {
    Fields fields = Fields.open(node, "a play", PLAY_KEYS, problems);
    Unsupported.refuse(fields.others(), "a play", PLAY_KEYS, problems);
    Optional<String> hosts = fields.requiredText("hosts");
    Escalation escalation = TaskLoader.escalation(fields);
    Set<String> tags = new LinkedHashSet<>(fields.texts("tags"));
    List<Task> allTasks = new ArrayList<>();
    List<Task> handlers = new ArrayList<>();
    for (Node role : fields.list("roles")) {
      role(role, tags, escalation, allTasks, handlers);
    }
    TaskLoader.Surroundings own =
        new TaskLoader.Surroundings(Optional.empty(), tags, List.of(), Map.of(), escalation);
    allTasks.addAll(tasks.tasks(fields.list("tasks"), own));
    handlers.addAll(tasks.tasks(fields.list("handlers"), own));
    tasks.checkNotifications(allTasks, handlers);
    Map<String, Node> vars = new LinkedHashMap<>(TaskLoader.values(fields.entries("vars")));
    for (Node.Scalar name : fields.scalars("vars_files")) {
      vars.putAll(varsFile(directory.resolve(name.text()), name.position()));
    }
    return hosts.map(
        pattern ->
            new Play(
                fields.text("name").orElse(pattern),
                pattern,
                fields.position("hosts"),
                vars,
                allTasks,
                handlers,
                directory,
                fields.position()));
  }

  private void role(
      Node node, Set<String> playTags, Escalation play, List<Task> allTasks, List<Task> handlers) {
    Set<String> tags = new LinkedHashSet<>(playTags);
    List<Node.Scalar> when = List.of();
    Map<String, Node> vars = Map.of();
    Escalation escalation = play;
    Optional<String> name;
    if (node instanceof Node.Scalar scalar) {
      name = Optional.of(scalar.text());
    } else {
      Fields fields = Fields.of(node, "a role", ROLE_KEYS, problems);
      name = fields.text("role").or(() -> fields.requiredText("name"));
      tags.addAll(fields.texts("tags"));
      when = fields.scalars("when");
      vars = TaskLoader.values(fields.entries("vars"));
      escalation = TaskLoader.escalation(fields).or(play);
    }
    Optional<Path> home = name.flatMap(value -> roleDirectory(value, node.position()));
    if (home.isEmpty()) {
      return;
    }
    Role role = role(name.orElseThrow(), home.get());
    TaskLoader.Surroundings surroundings =
        new TaskLoader.Surroundings(Optional.of(role), tags, when, vars, escalation);
    allTasks.addAll(tasks.tasks(list(home.get(), "tasks"), surroundings));
    handlers.addAll(tasks.tasks(list(home.get(), "handlers"), surroundings));
  }

  private Optional<Path> roleDirectory(String name, Position where) {
    Path roles = directory.resolve("roles");
    Path home = roles.resolve(name).normalize();
    if (home.startsWith(roles) && Files.isDirectory(home)) {
      return Optional.of(home);
    }
    problems.add(
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
      return children.filter(Files::isDirectory).map(PlaybookLoader::fileName).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zip file systems end a directory's name with a slash. */
  private static String fileName(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private Role role(String name, Path home) {
    for (String child : directories(home)) {
      if (!ROLE_DIRECTORIES.contains(child)) {
        problems.add(
            Problem.at(
                    Position.of(home.resolve(child).toString()),
                    "a role has no directory \"" + child + "\"")
                .withRemedy(
                    Suggestion.didYouMean(child, ROLE_DIRECTORIES)
                        .orElse("it has " + String.join(", ", ROLE_DIRECTORIES))));
      }
    }
    Path shared = directory.resolve("..").resolve("templates").resolve(name).normalize();
    return new Role(
        name,
        home,
        mainVars(home, "defaults"),
        mainVars(home, "vars"),
        List.of(home.resolve("files")),
        List.of(home.resolve("templates"), shared));
  }

  private Map<String, Node> mainVars(Path home, String part) {
    Path main = home.resolve(part).resolve("main.yml");
    return Files.exists(main) ? varsFile(main, Position.of(main.toString())) : Map.of();
  }

  private List<Node> list(Path home, String part) {
    Path main = home.resolve(part).resolve("main.yml");
    if (!Files.exists(main)) {
      return List.of();
    }
    Optional<Node> document = Yaml.load(main, vault);
    if (document.isPresent() && !(document.get() instanceof Node.Sequence)) {
      problems.add(
          Problem.at(
              document.get().position(),
              "a role's " + part + " are a list, not " + document.get().kind()));
    }
    return document
        .filter(Node.Sequence.class::isInstance)
        .map(node -> ((Node.Sequence) node).items())
        .orElseGet(List::of);
  }

  private Map<String, Node> varsFile(Path path, Position where) {
    if (!Files.exists(path)) {
      problems.add(Problem.at(where, "there is no file " + path));
      return Map.of();
    }
    Optional<Node> document = Yaml.variables(path, vault);
    if (document.isPresent() && document.get() instanceof Node.Mapping mapping) {
      return TaskLoader.values(mapping.entries());
    }
    document.ifPresent(
        node ->
            problems.add(
                Problem.at(node.position(), "variables are a mapping, not " + node.kind())));
    return Map.of();
  }
}
