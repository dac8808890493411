package io.groundwork.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The platform's playbooks as they travel with the modules, with their roles, templates and
 * requirements, so that a program needs no checkout. To change a playbook, copy it.
 *
 * <pre>{@code
 * try (BuiltinPlaybooks builtin = BuiltinPlaybooks.open()) {
 *   Playbook site = Playbook.load(builtin.path("site.yml"), Registry.load());
 * }
 * }</pre>
 *
 * <p>Its paths are good until it is closed, so a run of such a playbook must end before that.
 */
public final class BuiltinPlaybooks implements AutoCloseable {

  private final Path directory;
  private final Optional<FileSystem> jar;

  private BuiltinPlaybooks(Path root, Optional<FileSystem> jar) {
    this.directory = root.resolve("playbooks");
    this.jar = jar;
  }

  /**
   * Opens those of the jar, or the directory of classes, that this class was loaded from.
   *
   * @throws UncheckedIOException when the jar cannot be read
   */
  public static BuiltinPlaybooks open() {
    String name = BuiltinPlaybooks.class.getSimpleName() + ".class";
    return of(Objects.requireNonNull(BuiltinPlaybooks.class.getResource(name), name));
  }

  /**
   * Opens those beside a class file.
   *
   * @param self where this class was loaded from
   */
  static BuiltinPlaybooks of(URL self) {
    try {
      if (self.openConnection() instanceof JarURLConnection connection) {
        FileSystem files = FileSystems.newFileSystem(Path.of(connection.getJarFileURL().toURI()));
        return new BuiltinPlaybooks(files.getPath("/"), Optional.of(files));
      }
      Path root = Path.of(self.toURI());
      for (String part : BuiltinPlaybooks.class.getName().split("\\.", -1)) {
        root = Objects.requireNonNull(root.getParent(), part);
      }
      return new BuiltinPlaybooks(root, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the modules were loaded from " + self, e);
    }
  }

  /**
   * The path of a playbook.
   *
   * @param name as in the checkout's {@code playbooks}, {@code site.yml} for one
   * @throws IllegalArgumentException when there is no such file
   */
  public Path path(String name) {
    Path path = directory.resolve(name);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("there is no built-in playbook " + name);
    }
    return path;
  }

  @Override
  public void close() {
    if (jar.isPresent()) {
      try {
        jar.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
