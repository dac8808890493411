package io.groundwork.inventory;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds files: those of a source, and those with variables beside it. */
final class SourceFiles {

  static final List<String> FOLDERS = List.of("group_vars", "host_vars");

  /** Hidden files, backups and what editors leave behind. */
  private static final Pattern LEFTOVER =
      Pattern.compile("\\..*|.*~|#.*#|.*\\.(bak|orig|rej|swp|old|retry|dpkg-.*|rpm(new|save))");

  private SourceFiles() {}

  static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }

  static boolean isLeftover(Path file) {
    return LEFTOVER.matcher(file.getFileName().toString()).matches();
  }

  /**
   * The inventory files of a source, in the order to read them.
   *
   * @param warnings learns which files of a directory are left out
   */
  static List<Path> of(Path source, List<Problem> warnings) {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    List<Path> files = new ArrayList<>();
    for (Path path : entries(source)) {
      if (isLeftover(path) || FOLDERS.contains(path.getFileName().toString())) {
        continue;
      }
      if (Files.isDirectory(path) || isYaml(path)) {
        files.addAll(of(path, warnings));
      } else {
        warnings.add(
            Problem.at(Position.of(path.toString()), "this file of the inventory is not read")
                .withRemedy("only .yml and .yaml files are"));
      }
    }
    return files;
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
