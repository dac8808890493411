package io.groundwork.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Outputs kept as files: a change of what people and programs read has to be seen. After a wanted
 * change, {@code mvn test -Dgolden.update=true} writes them anew.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/io/groundwork/runner/golden");

  private Golden() {}

  /** The text is what the file of this name holds. */
  public static void check(String name, String text) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
      }
      assertThat(file).as("write it with -Dgolden.update=true").exists();
      assertThat(text).isEqualTo(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
