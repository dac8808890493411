package io.groundwork.inventory;

import io.groundwork.inventory.Draft.Variables;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code group_vars} and {@code host_vars}: a file or a directory of files for each name. */
final class VariableFiles {

  private final Draft draft;

  VariableFiles(Draft draft) {
    this.draft = draft;
  }

  /** Reads what lies in one directory. The groups and hosts must all be known by now. */
  void read(Path home) {
    TreeSet<String> groups = new TreeSet<>(draft.groups().keySet());
    groups.addAll(Placement.roles());
    folder(home, "group", groups);
    folder(home, "host", draft.hosts().keySet());
  }

  private void folder(Path home, String kind, Collection<String> known) {
    Path folder = home.resolve(kind + "_vars");
    if (!Files.isDirectory(folder)) {
      return;
    }
    Map<String, Path> seen = new HashMap<>();
    for (Path path : SourceFiles.entries(folder)) {
      if (SourceFiles.isLeftover(path)) {
        continue;
      }
      String name = name(path);
      Path earlier = seen.putIfAbsent(name, path);
      if (earlier != null) {
        draft.problems.add(
            at(path, "the variables of " + kind + " \"" + name + "\" are in " + earlier + " too")
                .withRemedy("Ansible reads only one of them: put them together"));
      } else if (!known.contains(name)) {
        draft.problems.add(
            at(path, "there is no " + kind + " \"" + name + "\"")
                .withRemedy(
                    Suggestion.didYouMean(name, known)
                        .orElse("remove the file, or add the " + kind + " to the inventory")));
      } else {
        files(path).forEach(file -> draft.problems.gather(() -> file(home, file, kind, name)));
      }
    }
  }

  private void file(Path home, Path file, String kind, String name) {
    Optional<Node> root = Yaml.variables(file, draft.vault);
    if (root.isEmpty()) {
      return;
    }
    if (!(root.get() instanceof Mapping mapping)) {
      draft.problems.add(
          Problem.at(root.get().position(), "variables are a mapping, not " + root.get().kind()));
      return;
    }
    Variables owner =
        kind.equals("host") ? draft.hosts().get(name).variables : draft.group(name).variables;
    owner.addFile(home, Names.variables(mapping.entries(), draft.problems));
  }

  private List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    for (Path inside : SourceFiles.entries(path)) {
      if (SourceFiles.isLeftover(inside)) {
        continue;
      }
      if (Files.isDirectory(inside) || SourceFiles.isYaml(inside) || hasNoEnding(inside)) {
        files.addAll(files(inside));
      } else {
        draft.warnings.add(
            at(inside, "this file with variables is not read")
                .withRemedy("only .yml, .yaml and .json files are"));
      }
    }
    return files;
  }

  private static boolean hasNoEnding(Path file) {
    return !file.getFileName().toString().contains(".");
  }

  private static String name(Path path) {
    String name = path.getFileName().toString();
    return SourceFiles.isYaml(path) && !Files.isDirectory(path)
        ? name.substring(0, name.lastIndexOf('.'))
        : name;
  }

  private static Problem at(Path path, String summary) {
    return Problem.at(Position.of(path.toString()), summary);
  }
}
