package io.groundwork.modules.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory with all that hosts need: for each system a package repository, and files.
 *
 * @param directory what is brought to the hosts, and the list of it
 */
public record Bundle(Path directory, Manifest manifest) {

  /** Where it lies on a host. */
  public static final String PLACE = "/var/lib/groundwork/bundle";

  private static final String LIST = "bundle.json";
  private static final String PLAYBOOK = "push.yml";
  private static final String MIRRORS = "mirrors.yml";

  public Bundle {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(manifest, "manifest");
  }

  /**
   * The one in a directory.
   *
   * @throws LoadException when there is none
   */
  public static Bundle read(Path directory) {
    Path list = directory.resolve(LIST);
    try {
      return new Bundle(directory, Manifest.parse(Files.readString(list, UTF_8), list.toString()));
    } catch (IOException e) {
      throw new LoadException(
          Problem.of("there is no bundle in " + directory)
              .withRemedy("make one: \"groundwork bundle create\""));
    }
  }

  /**
   * The one in a directory, or a new one where there is nothing.
   *
   * @throws LoadException when there is something else
   */
  public static Bundle at(Path directory) {
    try {
      if (Files.exists(directory.resolve(LIST))) {
        return read(directory);
      }
      Files.createDirectories(directory);
      try (Stream<Path> found = Files.list(directory)) {
        if (found.findAny().isPresent()) {
          throw new LoadException(
              Problem.of(directory + " has files in it, but no bundle")
                  .withRemedy("name an empty directory, or one that is not there yet"));
        }
      }
      Bundle bundle = new Bundle(directory, Manifest.NONE);
      bundle.write(LIST, Manifest.NONE.json());
      return bundle;
    } catch (IOException e) {
      throw new LoadException(
          Problem.of(directory + " cannot be used: " + e.getMessage())
              .withRemedy("name a directory that you may write to"));
    }
  }

  /** What is wrong with its files: gone, cut short or altered. */
  public List<Problem> faults() {
    List<Problem> faults = new ArrayList<>();
    manifest
        .systems()
        .forEach(
            (system, contents) ->
                contents
                    .files()
                    .forEach(
                        (path, item) -> {
                          Path file = file(system, path);
                          if (!Files.exists(file)) {
                            faults.add(fault(file + " is gone"));
                          } else if (!holds(file, item)) {
                            faults.add(
                                fault(
                                    file
                                        + " is not what was collected: its SHA-256 sum is another"));
                          }
                        }));
    return faults;
  }

  private static Problem fault(String what) {
    return Problem.of(what).withRemedy("\"groundwork bundle create\" mends the bundle");
  }

  /** Where a file of a system is. */
  Path file(String system, String path) {
    return directory.resolve("systems").resolve(system).resolve(path);
  }

  /** The playbook that brings it to hosts. */
  public Path playbook() {
    return directory.resolve(PLAYBOOK);
  }

  /** The variables that make the roles take everything from it. */
  public Path mirrors() {
    return directory.resolve(MIRRORS);
  }

  static boolean holds(Path file, Manifest.Item item) {
    try {
      return Files.size(file) == item.size() && sum(file).equals(item.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sum(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }

  /** This one with another content; removes files of packages that are in it no more. */
  Bundle keep(Manifest other, String playbook) throws IOException {
    Bundle bundle = new Bundle(directory, other);
    bundle.write(PLAYBOOK, playbook);
    bundle.write(MIRRORS, bundle.mirrorsText());
    bundle.write(LIST, other.json());
    for (Map.Entry<String, Manifest.Contents> system : other.systems().entrySet()) {
      for (String part : List.of("pool", "files", "dists")) {
        bundle.sweep(system.getKey(), part, system.getValue());
      }
    }
    return bundle;
  }

  private void sweep(String system, String part, Manifest.Contents wanted) throws IOException {
    Path root = file(system, "");
    if (!Files.isDirectory(root.resolve(part))) {
      return;
    }
    try (Stream<Path> found = Files.walk(root.resolve(part))) {
      for (Path one : found.filter(Files::isRegularFile).toList()) {
        if (!wanted.files().containsKey(root.relativize(one).toString())) {
          Files.delete(one);
        }
      }
    }
  }

  private void write(String name, String text) throws IOException {
    write(directory.resolve(name), text.getBytes(UTF_8));
  }

  /** Puts a content into a file as a whole. */
  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    Files.write(beside, content);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private String mirrorsText() {
    StringBuilder text =
        new StringBuilder("# Makes the roles take everything from the bundle on each host.\n")
            .append("mirrors:\n");
    Map<String, String> products = new TreeMap<>();
    manifest
        .systems()
        .values()
        .forEach(
            system ->
                system
                    .products()
                    .forEach(
                        (name, product) -> {
                          String lines = mirror(name, product, system.files());
                          String other = lines.isEmpty() ? lines : products.put(name, lines);
                          if (other != null && !other.equals(lines)) {
                            throw new LoadException(
                                Problem.of(name + " is not the same on all systems")
                                    .withRemedy("make a bundle for each of them, with --limit"));
                          }
                        }));
    products.forEach((name, lines) -> text.append("  ").append(name).append(":\n").append(lines));
    return products.isEmpty()
        ? text.toString().replace("mirrors:\n", "mirrors: {}\n")
        : text.toString();
  }

  private String mirror(String name, Manifest.Product product, Map<String, Manifest.Item> files) {
    StringBuilder text = new StringBuilder();
    if (product.repository()) {
      text.append("    uri: file:").append(PLACE).append('\n');
      text.append("    suite: ").append(name).append('\n');
      text.append("    components: main\n");
      text.append("    key_url: file:").append(PLACE).append("/key.asc\n");
      text.append("    key_fingerprint: \"").append(manifest.fingerprint()).append("\"\n");
    }
    product
        .file()
        .ifPresent(
            path ->
                text.append("    url: file://")
                    .append(PLACE)
                    .append('/')
                    .append(path)
                    .append('\n')
                    .append("    sha256: \"")
                    .append(Objects.requireNonNull(files.get(path)).sha256())
                    .append("\"\n"));
    return text.toString();
  }
}
