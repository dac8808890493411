package io.groundwork.inventory;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.TextFile;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds files: those of a source, and those with variables beside it. */
final class SourceFiles {

  /** Hidden files, backups and what editors leave behind. */
  private static final Pattern LEFTOVER =
      Pattern.compile("\\..*|.*~|#.*#|.*\\.(bak|orig|rej|swp|old|retry|dpkg-.*|rpm(new|save))");

  /** What is no inventory although it lies in a directory of inventories, as with Ansible. */
  private static final Pattern IGNORED =
      Pattern.compile("group_vars|host_vars|vars_plugins|.*\\.(pyc|pyo|rpm|md|txt|rst)");

  /** A line of YAML that opens a mapping; in the INI form a name ends with no colon. */
  private static final Pattern KEY = Pattern.compile("[^\\s=\\[]+:(\\s.*)?|[\"'].*:(\\s.*)?");

  private SourceFiles() {}

  static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json");
  }

  static boolean isLeftover(Path file) {
    return LEFTOVER.matcher(file.getFileName().toString()).matches();
  }

  /**
   * The inventory files of a source, in the order to read them: those of a directory by name.
   *
   * @param warnings learns which files of a directory are left out and might be meant
   */
  static List<Path> of(Path source, List<Problem> warnings) {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    List<Path> files = new ArrayList<>();
    for (Path path : entries(source)) {
      String name = path.getFileName().toString();
      if (name.endsWith(".ini") || name.endsWith(".cfg")) {
        warnings.add(
            Problem.at(
                    Position.of(path.toString()),
                    "in a directory this file is not read, neither here nor by Ansible")
                .withRemedy("name it without an ending, or name it itself with -i"));
      } else if (!isLeftover(path) && !IGNORED.matcher(name).matches()) {
        files.addAll(of(path, warnings));
      }
    }
    return files;
  }

  /** Reads a file in the form that it has. */
  static void read(Path file, Draft draft) {
    TextFile content = TextFile.read(file, draft.vault);
    if (content.text().startsWith("#!") && Files.isExecutable(file)) {
      throw new LoadException(
          Problem.at(Position.of(file.toString()), "an inventory that is a program is not run")
              .withRemedy("run it yourself, and write what it says into a file in YAML or INI"));
    }
    if (isYaml(file) || (hasNoEnding(file) && !looksLikeIni(content.text()))) {
      yaml(file, content, draft).ifPresent(root -> new InventoryFile(file, root, draft).read());
    } else {
      new IniInventory(file, content, draft).read();
    }
  }

  private static Optional<Node> yaml(Path file, TextFile content, Draft draft) {
    return Yaml.parse(content.text(), file.toString(), draft.vault, content.sealed());
  }

  private static boolean hasNoEnding(Path file) {
    return !file.getFileName().toString().contains(".");
  }

  /** Whether the first line that counts is a section, or no key of a mapping. */
  private static boolean looksLikeIni(String text) {
    Optional<String> first =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .findFirst();
    return first
        .filter(
            line ->
                !line.startsWith("---") && !line.startsWith("{") && !KEY.matcher(line).matches())
        .isPresent();
  }

  /** The directory in which the source's variables lie. */
  static Path home(Path source) {
    if (Files.isDirectory(source)) {
      return source;
    }
    Path parent = source.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** What is in a directory, sorted by name. */
  static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new LoadException(
          Problem.at(
              Position.of(directory.toString()),
              "this directory cannot be read: " + e.getMessage()));
    }
  }
}
