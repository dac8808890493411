package io.groundwork.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinPlaybooksTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final String SELF = "io/groundwork/modules/BuiltinPlaybooks.class";

  @Test
  void thePlaybooksOfTheClassPathLoad() {
    try (BuiltinPlaybooks builtin = BuiltinPlaybooks.open()) {
      Playbook site = Playbook.load(builtin.path("site.yml"), Registry.load());

      assertThat(site.plays())
          .isNotEmpty()
          .allSatisfy(play -> assertThat(play.tasks()).isNotEmpty());
    }
  }

  @Test
  void thePlaybooksOfAJarLoad(@TempDir Path directory) throws Exception {
    // A space, since the place of a jar is told as a URL.
    Path jar = jar(Files.createDirectory(directory.resolve("with space")).resolve("modules.jar"));
    List<String> fromClasses;
    try (BuiltinPlaybooks builtin = BuiltinPlaybooks.open()) {
      fromClasses = tasks(builtin.path("site.yml"));
    }

    URL self = new URL("jar:" + jar.toUri() + "!/" + SELF);
    try (BuiltinPlaybooks first = BuiltinPlaybooks.of(self)) {
      Path site = first.path("site.yml");
      assertThat(site.toUri().getScheme()).isEqualTo("jar");
      assertThat(tasks(site)).isEqualTo(fromClasses);

      // Another program's, in the same process: each has the jar open for itself.
      BuiltinPlaybooks.of(self).close();
      assertThat(tasks(site)).isEqualTo(fromClasses);
    }
  }

  @Test
  void thereIsNoPlaybookOfAnotherName() {
    try (BuiltinPlaybooks builtin = BuiltinPlaybooks.open()) {
      assertThatThrownBy(() -> builtin.path("sites.yml"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no built-in playbook sites.yml");
    }
  }

  private static List<String> tasks(Path playbook) {
    return Playbook.load(playbook, Registry.load()).plays().stream()
        .flatMap(play -> play.tasks().stream())
        .map(task -> task.name())
        .toList();
  }

  /** The jar that Maven makes of the classes, directories included. */
  private static Path jar(Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> all = Files.walk(CLASSES)) {
      for (Path path : all.skip(1).toList()) {
        String name = CLASSES.relativize(path).toString();
        jar.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
        if (Files.isRegularFile(path)) {
          Files.copy(path, jar);
        }
        jar.closeEntry();
      }
    }
    return file;
  }
}
