package io.groundwork.runner.command;

import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.vault.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Lets the operator edit a text in a file of a directory of its own, which nobody else can enter
 * and of which nothing is left afterwards.
 */
final class VaultEditor {

  private static final String USUAL = "vi";

  private final Map<String, String> environment;

  VaultEditor(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @param name the file's name, whose ending tells the editor what it is
   * @return the text after editing
   * @throws LoadException when the editor cannot be run or fails
   */
  byte[] edit(byte[] text, String name) {
    try {
      Path directory = PrivateFile.directory();
      try {
        Path file = directory.resolve(name);
        PrivateFile.write(file, text);
        run(file);
        return Files.readAllBytes(file);
      } finally {
        PrivateFile.shred(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("editing " + name, e);
    }
  }

  private void run(Path file) throws IOException {
    String editor = environment.getOrDefault("EDITOR", USUAL);
    try {
      int status =
          new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new LoadException(
            Problem.of("the editor \"" + editor + "\" ended with status " + status)
                .withRemedy("nothing was changed; EDITOR names another editor"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException(Problem.of("editing was interrupted; nothing was changed"));
    }
  }
}
