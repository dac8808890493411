package io.groundwork.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Secret;
import io.groundwork.text.Shell;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demonstration for every machine: a small playbook of files in a temporary directory, over a
 * real SSH server inside this process. It changes nothing outside that directory and removes it.
 */
public final class SmallDemo {

  private static final List<String> FILES = List.of("site.yml", "app.conf.ftl");

  private final Terminal terminal;
  private final BiFunction<Terminal, String[], Integer> program;

  /**
   * @param program takes a terminal and arguments, and returns the exit code
   */
  public SmallDemo(Terminal terminal, BiFunction<Terminal, String[], Integer> program) {
    this.terminal = terminal;
    this.program = program;
  }

  /** Whether all of it held. */
  public boolean run() throws Exception {
    Path directory = Files.createTempDirectory("groundwork-demo");
    Secret password = Secret.of(random());
    try (EmbeddedSshServer server = EmbeddedSshServer.builder().password(password).start()) {
      write(directory, server, password);
      return new Show(terminal).of(steps(directory));
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private List<Step> steps(Path directory) {
    Groundwork groundwork = new Groundwork(terminal, program);
    List<String> inventory = List.of("-i", directory.resolve("inventory.yml").toString());
    String site = directory.resolve("site.yml").toString();
    return List.of(
        step(
            "Read the host over SSH",
            "the host was read",
            groundwork,
            List.of("facts", "demo", "--filter", "distribution*"),
            inventory,
            Groundwork.Result::done),
        step(
            "Show what would change, line by line",
            "it is planned, and nothing has changed",
            groundwork,
            List.of("plan", site, "--diff"),
            inventory,
            result -> result.done() && Files.notExists(directory.resolve("host"))),
        step(
            "Change it",
            "it is as planned",
            groundwork,
            List.of("apply", site, "--yes"),
            inventory,
            result -> result.done() && Files.exists(directory.resolve("host/etc/app.conf"))),
        step(
            "Once more: nothing is left to do",
            "0 changed",
            groundwork,
            List.of("apply", site, "--yes"),
            inventory,
            Groundwork.Result::changedNothing));
  }

  /** What a step's result has to be like. */
  private interface Promise {
    boolean holds(Groundwork.Result result);
  }

  private static Step step(
      String title,
      String promise,
      Groundwork groundwork,
      List<String> words,
      List<String> inventory,
      Promise expected) {
    List<String> args = Stream.concat(words.stream(), inventory.stream()).toList();
    return new Step(
        title,
        "groundwork " + args.stream().map(Shell::quote).collect(Collectors.joining(" ")),
        promise,
        () -> expected.holds(groundwork.run(args)));
  }

  private static void write(Path directory, EmbeddedSshServer server, Secret password)
      throws IOException {
    for (String file : FILES) {
      Files.writeString(
          directory.resolve(file),
          Resources.toString(Resources.getResource(SmallDemo.class, file), UTF_8));
    }
    Path knownHosts = directory.resolve("known_hosts");
    Files.writeString(knownHosts, server.knownHostsLine());
    Path inventory = directory.resolve("inventory.yml");
    Files.createFile(inventory);
    Files.writeString(
        inventory,
        String.join(
            "\n",
            "all:",
            "  hosts:",
            "    demo:",
            "      ansible_host: 127.0.0.1",
            "      ansible_port: " + server.port(),
            "      ansible_user: demo",
            "      ansible_password: " + password.reveal(),
            "      ansible_ssh_common_args: -o UserKnownHostsFile=" + knownHosts,
            "      directory: " + directory.resolve("host"),
            ""));
  }

  private static String random() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
