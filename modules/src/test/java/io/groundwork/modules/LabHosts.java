package io.groundwork.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.inventory.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lab's hosts, where it is up: real ones, which tests may break. */
public final class LabHosts {

  private static final Path USUAL = Path.of("..", "examples", "lab", "inventory.yml");

  /** Why a test that needs the lab is skipped. */
  public static final String WHY_NOT =
      "skipped: no lab is up; bring it up with examples/lab/lab up, or set GROUNDWORK_LAB_INVENTORY"
          + " to the inventory of one";

  private final Path inventory;

  private LabHosts(Path inventory) {
    this.inventory = inventory;
  }

  /** Whether a lab is up; for {@code @EnabledIf}, with {@link #WHY_NOT}. */
  public static boolean isUp() {
    return Files.isReadable(place());
  }

  public static LabHosts find() {
    return new LabHosts(place());
  }

  private static Path place() {
    return Optional.ofNullable(System.getenv("GROUNDWORK_LAB_INVENTORY"))
        .map(Path::of)
        .orElse(USUAL);
  }

  public Inventory inventory() {
    return Inventory.load(List.of(inventory));
  }

  /** A value of the inventory, such as a password. */
  public String value(String name) {
    try {
      Matcher line =
          Pattern.compile("^ *" + Pattern.quote(name) + ": (\\S+)$", Pattern.MULTILINE)
              .matcher(Files.readString(inventory));
      assertThat(line.find()).as(name + " in " + inventory).isTrue();
      return line.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a host pristine. */
  public void reset(String host) {
    lab(List.of("reset", host), "");
  }

  /** Runs a script as root and gives what it prints; it must succeed. */
  public String run(String host, String script) {
    return lab(List.of("ssh", host, "sudo", "sh"), "exec 2>&1; " + script);
  }

  private String lab(List<String> arguments, String input) {
    List<String> command = new ArrayList<>();
    command.add(inventory.resolveSibling("lab").toString());
    command.addAll(arguments);
    try {
      Path in = Files.createTempFile("lab", ".in");
      Path out = Files.createTempFile("lab", ".out");
      try {
        Files.writeString(in, input);
        Process process =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
          process.destroy();
          throw new AssertionError(command + " took longer than 4 minutes");
        }
        String said = Files.readString(out, UTF_8).strip();
        assertThat(process.exitValue()).as(command + ": " + said).isZero();
        return said;
      } finally {
        Files.delete(in);
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
