package io.groundwork.engine;

import io.groundwork.inventory.InventorySource;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a plan is made from.
 *
 * @param version the version of Groundwork
 * @param playbook the playbook, as it was named
 * @param inventory the inventory's sources, as they were named
 * @param limit the host pattern it was narrowed to
 * @param tags the tags it was narrowed to
 * @param skipTags the tags that were left out
 * @param extraVars the variables that beat all others; only their names and a fingerprint are kept
 */
public record Origin(
    String version,
    Path playbook,
    List<String> inventory,
    Optional<String> limit,
    Set<String> tags,
    Set<String> skipTags,
    Map<String, Object> extraVars) {

  /** Where a playbook's parts lie, beside it. */
  private static final Set<String> PARTS =
      Set.of("roles", "tasks", "handlers", "vars", "files", "templates", "group_vars", "host_vars");

  private static final Set<String> VARIABLES = Set.of("group_vars", "host_vars");

  public Origin {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(playbook, "playbook");
    inventory = List.copyOf(inventory);
    Objects.requireNonNull(limit, "limit");
    tags = Set.copyOf(tags);
    skipTags = Set.copyOf(skipTags);
    extraVars = Map.copyOf(extraVars);
  }

  /** A fingerprint of each file the playbook may read. */
  Map<String, String> playbookFiles(Seal seal) {
    Path home = home(playbook);
    List<Path> files = new ArrayList<>(entries(home, Origin::isYaml));
    files.removeAll(inventoryPaths());
    for (Path part : entries(home, path -> PARTS.contains(path.getFileName().toString()))) {
      files.addAll(tree(part));
    }
    return sealed(seal, home, files);
  }

  /** The sources that are files; hosts named on the spot are none. */
  private List<Path> inventoryPaths() {
    return inventory.stream()
        .map(InventorySource::of)
        .filter(InventorySource.At.class::isInstance)
        .map(source -> ((InventorySource.At) source).path())
        .toList();
  }

  /** A fingerprint of each file of the inventory, with those of its variables. */
  Map<String, String> inventoryFiles(Seal seal) {
    Map<String, String> sealed = new TreeMap<>();
    for (Path source : inventoryPaths()) {
      List<Path> files = new ArrayList<>(tree(source));
      if (!Files.isDirectory(source)) {
        Path home = home(source);
        entries(home, path -> VARIABLES.contains(path.getFileName().toString()))
            .forEach(folder -> files.addAll(tree(folder)));
      }
      Path base = Files.isDirectory(source) ? source : home(source);
      sealed.putAll(sealed(seal, base, files));
    }
    return sealed;
  }

  /** The names of the variables that beat all others. */
  Set<String> extraNames() {
    return new TreeSet<>(extraVars.keySet());
  }

  /** A fingerprint of their values. */
  String extraValues(Seal seal) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(extraVars).forEach((name, value) -> parts.add(name + "=" + plain(value)));
    return seal.of(parts);
  }

  private static String plain(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((name, member) -> sorted.put(String.valueOf(name), plain(member)));
      return sorted.toString();
    }
    return value instanceof Collection<?> items
        ? items.stream().map(Origin::plain).toList().toString()
        : String.valueOf(value);
  }

  private static Path home(Path file) {
    return file.getParent() == null ? Path.of("") : file.getParent();
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && Files.isRegularFile(file);
  }

  private static List<Path> entries(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static List<Path> tree(Path start) {
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw unreadable(start, e);
    }
  }

  private static Map<String, String> sealed(Seal seal, Path base, List<Path> files) {
    Map<String, String> sealed = new TreeMap<>();
    for (Path file : files) {
      try {
        sealed.put(base.relativize(file).toString(), seal.of(file));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return sealed;
  }

  private static LoadException unreadable(Path path, IOException e) {
    return new LoadException(
        Problem.at(Position.of(path.toString()), "this cannot be read: " + e.getMessage()));
  }
}
