package io.groundwork.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A file with the password of a vault, or, if it may be executed, a program that says it. As with
 * Ansible a program whose name ends in {@code -client} is told which vault id it is asked for.
 *
 * @param path the file
 * @param label the vault id
 */
public record VaultPasswordFile(Path path, String label) {

  private static final int LONGEST_BYTES = 64 * 1024;
  private static final long MOST_MINUTES = 5;

  public VaultPasswordFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(label, "label");
  }

  /**
   * The password, without blanks and line ends around it.
   *
   * @throws LoadException when the file cannot be read, the program fails, or there is no password
   */
  public VaultPassword read() {
    boolean program = Files.isRegularFile(path) && Files.isExecutable(path);
    String said = program ? run() : TextFile.read(path, Vault.EMPTY).text();
    String password = said.strip();
    if (password.isEmpty()) {
      throw refused(program ? "this program says no password" : "this file holds no password");
    }
    return new VaultPassword(label, Secret.of(password));
  }

  private String run() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      Process process = builder.start();
      try (InputStream output = process.getInputStream()) {
        byte[] said = output.readNBytes(LONGEST_BYTES);
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
          throw refused("this program, which shall say a password, does not end");
        }
        if (process.exitValue() != 0) {
          throw refused(
              "this program, which shall say a password, ends with status " + process.exitValue());
        }
        return new String(said, UTF_8);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw refused("this program cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("this program was interrupted");
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of(path.toAbsolutePath().toString()));
    if (path.getFileName().toString().replaceFirst("\\.[^.]*$", "").endsWith("-client")) {
      command.addAll(List.of("--vault-id", label));
    }
    return command;
  }

  private LoadException refused(String summary) {
    return new LoadException(
        Problem.at(Position.of(path.toString()), summary)
            .withRemedy(
                "a vault password stands in a file by itself; an executable one is run and has to"
                    + " print it"));
  }
}
