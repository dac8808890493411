package io.groundwork.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real hosts that {@code examples/lab/lab up} brings up, for tests. A test that asks for them
 * is skipped where there are none, unless the environment says {@code GROUNDWORK_LAB=required}:
 * then it fails.
 *
 * <pre>{@code
 * Lab lab = Lab.with("db1", "akd1");
 * lab.reset("db1");
 * lab.groundwork("apply", "playbooks/site.yml", "-l", "db1", "--yes").expect(0);
 * lab.run("db1", "systemctl is-active postgresql@16-main").expect(0);
 * }</pre>
 */
public final class Lab {

  /** {@code required} where a missing lab is a failure. */
  static final String DEMAND = "GROUNDWORK_LAB";

  /** An inventory other than the one that the checkout's lab has written. */
  static final String INVENTORY = "GROUNDWORK_LAB_INVENTORY";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path checkout;
  private final Path inventory;

  private Lab(Path checkout, Path inventory) {
    this.checkout = checkout;
    this.inventory = inventory;
  }

  /**
   * What a command said and how it ended.
   *
   * @param command for messages
   * @param status exit status
   * @param out standard output
   * @param err standard error
   */
  public record Result(String command, int status, String out, String err) {

    /** This result; the test fails when the command has ended otherwise. */
    public Result expect(int wanted) {
      if (status != wanted) {
        fail("%s ended with %d instead of %d%n%s%n%s", command, status, wanted, out, err);
      }
      return this;
    }
  }

  /**
   * The lab with these hosts; the test ends here, skipped or failed, when it is not up or lacks one
   * of them.
   */
  public static Lab with(String... hosts) {
    return with(System.getenv(), Path.of("").toAbsolutePath(), hosts);
  }

  static Lab with(Map<String, String> environment, Path directory, String... hosts) {
    Lab lab = of(environment, directory);
    lab.hindrance(hosts)
        .ifPresent(
            why -> {
              String message = why + "; \"sudo examples/lab/lab up\" brings the lab up";
              if ("required".equals(environment.get(DEMAND))) {
                fail("%s=required, but %s", DEMAND, message);
              }
              abort("skipped: " + message);
            });
    return lab;
  }

  private static Lab of(Map<String, String> environment, Path directory) {
    Path checkout = checkout(directory);
    Path inventory =
        Optional.ofNullable(environment.get(INVENTORY))
            .map(Path::of)
            .orElse(checkout.resolve("examples/lab/inventory.yml"));
    return new Lab(checkout, inventory);
  }

  /** Whether there is a lab that has this host. */
  static boolean has(String host) {
    Path inventory = of(System.getenv(), Path.of("").toAbsolutePath()).inventory;
    try {
      return Files.isReadable(inventory)
          && Files.readString(inventory, UTF_8).contains("\n    " + host + ":\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path checkout(Path directory) {
    for (Path place = directory; place != null; place = place.getParent()) {
      if (Files.isExecutable(place.resolve("examples/lab/lab"))) {
        return place;
      }
    }
    return directory;
  }

  private Optional<String> hindrance(String... hosts) {
    if (!Files.isReadable(inventory)) {
      return Optional.of("there is no inventory " + inventory);
    }
    return Stream.of(hosts)
        .filter(host -> run(host, "true").status() != 0)
        .findFirst()
        .map(host -> "host " + host + " does not answer");
  }

  /** The checkout's root. */
  public Path checkout() {
    return checkout;
  }

  public Path inventory() {
    return inventory;
  }

  /**
   * Runs a command on a host as {@code ops}, who may use sudo: with OpenSSH, so that what a test
   * finds this way is a witness independent of Groundwork.
   */
  public Result run(String host, String command) {
    return start("examples/lab/lab", "ssh", host, command);
  }

  /** Runs a script as root, the script on standard input; what it prints, once it has succeeded. */
  public String root(String host, String script) {
    return launch("exec 2>&1; " + script, "examples/lab/lab", "ssh", host, "sudo", "sh")
        .expect(0)
        .out()
        .strip();
  }

  /** Copies a file to a host, with OpenSSH; root owns it there, and anybody may run it. */
  public void copy(Path file, String host, String path) {
    String command = "sudo tee " + path + " >/dev/null && sudo chmod 755 " + path;
    launch(file, "examples/lab/lab", "ssh", host, command).expect(0);
  }

  /** A variable of the whole inventory, such as a password. */
  public String value(String name) {
    try (Stream<String> lines = Files.lines(inventory, UTF_8)) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + inventory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes hosts pristine: their disks are thrown away and they boot anew. */
  public void reset(String... hosts) {
    alone(words(List.of("examples/lab/lab", "reset"), hosts));
  }

  /** Boots a host that has ended itself. */
  public void restart(String host) {
    alone("examples/lab/lab", "restart", host);
  }

  /** The lab admits one such command at a time; classes of tests run beside each other. */
  private void alone(String... words) {
    synchronized (Lab.class) {
      start(words).expect(0);
    }
  }

  /** Runs the launcher on the lab's inventory, in the checkout. */
  public Result groundwork(String command, String... arguments) {
    return start(words(List.of("./groundwork", command, "-i", inventory.toString()), arguments));
  }

  private static String[] words(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }

  private Result start(String... words) {
    return launch("", words);
  }

  private Result launch(String input, String... words) {
    try {
      Path in = Files.writeString(Files.createTempFile("lab", ".in"), input, UTF_8);
      try {
        return launch(in, words);
      } finally {
        Files.delete(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files take what it says, since a pipe nobody reads would stop it. */
  private Result launch(Path in, String... words) {
    String command = Stream.of(words).collect(Collectors.joining(" "));
    try {
      Path out = Files.createTempFile("lab", ".out");
      Path err = Files.createTempFile("lab", ".err");
      try {
        Process process =
            new ProcessBuilder(words)
                .directory(checkout.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), SECONDS)) {
          process.destroy();
          fail("%s has not ended after %s%n%s", command, PATIENCE, Files.readString(out, UTF_8));
        }
        return new Result(
            command,
            process.exitValue(),
            Files.readString(out, UTF_8),
            Files.readString(err, UTF_8));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }
}
