package io.groundwork.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ansible's own programs, to compare with. */
public final class Ansible {

  private static final int MOST_SECONDS = 120;

  private Ansible() {}

  /** Skips the test where Ansible is not installed. */
  public static void require() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ansible-inventory")),
        "ansible-core is not installed: apt-get install ansible-core");
  }

  /** What a program of Ansible's writes to standard output; it has to succeed. */
  public static String run(String program, String[] args, String... more) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/" + program));
    command.addAll(List.of(args));
    command.addAll(List.of(more));
    return run(command, "");
  }

  /** What a Python script that uses Ansible says to a standard input. */
  public static String answers(Path script, String questions) {
    return run(List.of("/usr/bin/python3", script.toString()), questions);
  }

  private static String run(List<String> command, String input) {
    String program = command.get(0);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("ANSIBLE_NOCOLOR", "1");
    builder.environment().put("ANSIBLE_DEPRECATION_WARNINGS", "0");
    try {
      Path errors = Files.createTempFile("ansible", ".err");
      Path questions = Files.writeString(Files.createTempFile("ansible", ".in"), input);
      builder.redirectError(errors.toFile()).redirectInput(questions.toFile());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(program + " failed: " + output + Files.readString(errors));
      }
      Files.delete(errors);
      Files.delete(questions);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(program + " was interrupted", e);
    }
  }
}
