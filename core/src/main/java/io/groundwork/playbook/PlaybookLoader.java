package io.groundwork.playbook;

import io.groundwork.module.Registry;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a playbook, the playbooks it imports, its roles and its variable files. */
final class PlaybookLoader {

  private static final List<String> IMPORT_KEYS =
      List.of("name", "import_playbook", "ansible.builtin.import_playbook", "vars", "tags", "when");

  private final Path file;
  private final Registry registry;
  private final Vault vault;
  private final Problems problems;
  private final List<Path> open;

  PlaybookLoader(Path file, Registry registry, Vault vault) {
    this(file, registry, vault, new Problems(), List.of(file.normalize()));
  }

  private PlaybookLoader(
      Path file, Registry registry, Vault vault, Problems problems, List<Path> open) {
    this.file = file;
    this.vault = vault;
    this.registry = registry;
    this.problems = problems;
    this.open = open;
  }

  Playbook load() {
    List<Play> plays = plays(Keywords.NONE, Position.of(file.toString()));
    problems.throwIfAny();
    return new Playbook(file, plays);
  }

  private List<Play> plays(Keywords outer, Position imported) {
    List<Play> plays = new ArrayList<>();
    for (Node node : nodes(imported)) {
      boolean imports =
          node instanceof Node.Mapping mapping
              && mapping.entries().keySet().stream()
                  .anyMatch(key -> key.endsWith("import_playbook"));
      if (imports) {
        plays.addAll(imported(node, outer));
      } else {
        Loaders loaders = new Loaders(registry, directory(), vault);
        new PlayLoader(loaders).play(node, outer).ifPresent(plays::add);
        problems.addAll(loaders.problems().found());
      }
    }
    return plays;
  }

  private Path directory() {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }

  private List<Node> nodes(Position imported) {
    if (!Files.isRegularFile(file) && open.size() > 1) {
      problems.add(Problem.at(imported, "there is no file " + file));
      return List.of();
    }
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

  private List<Play> imported(Node node, Keywords outer) {
    Fields fields = Fields.of(node, "an imported playbook", IMPORT_KEYS, problems);
    Optional<Node.Scalar> name =
        fields.scalar("import_playbook").or(() -> fields.scalar("ansible.builtin.import_playbook"));
    Loaders loaders = new Loaders(registry, directory(), vault);
    Keywords keywords =
        loaders.tasks().keywords(fields, java.util.EnumSet.noneOf(Keyword.class)).inside(outer);
    problems.addAll(loaders.problems().found());
    if (name.isEmpty()) {
      return List.of();
    }
    Path other = directory().resolve(name.get().text()).normalize();
    if (open.contains(other)) {
      problems.add(
          Problem.at(name.get().position(), name.get().text() + " imports itself")
              .withRemedy("take out one of the imports that lead back to it"));
      return List.of();
    }
    List<Path> deeper = new ArrayList<>(open);
    deeper.add(other);
    return new PlaybookLoader(other, registry, vault, problems, deeper)
        .plays(keywords, name.get().position());
  }
}
