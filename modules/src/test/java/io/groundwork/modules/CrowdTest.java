package io.groundwork.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Recap;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.text.Secret;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import io.groundwork.transport.ssh.SshConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A hundred hosts with fifty tasks each, servers and all, in one process of modest size. Alone: it
 * keeps a small machine so busy that other tests could not log in in time.
 */
@Isolated
class CrowdTest {

  private static final int HOSTS = 100;
  private static final int TASKS = 50;
  private static final long MEGABYTES = 400;
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir Path directory;

  @Test
  void aHundredHostsFitIntoAProcessOfFourHundredMegabytes() throws Exception {
    assumeTrue(Files.exists(STATUS), "skipped: this system does not tell a process's peak memory");
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Crowd.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("it ends in time").isTrue();
    String said = Files.readString(out, UTF_8);
    assertThat(process.exitValue()).as(said).isZero();
    long megabytes = Long.parseLong(said.strip()) / 1024;
    assertThat(megabytes).as("peak memory in MB").isPositive().isLessThan(MEGABYTES);
  }

  /** The process: prints its peak memory in kB once every host has had all tasks, twice. */
  static final class Crowd {

    private Crowd() {}

    @SuppressWarnings("SystemOut") // It is a program of its own.
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      List<EmbeddedSshServer> servers = new ArrayList<>();
      StringBuilder inventory = new StringBuilder("all:\n  hosts:\n");
      for (int number = 0; number < HOSTS; number++) {
        EmbeddedSshServer server =
            EmbeddedSshServer.builder().password(Secret.of("open sesame")).start();
        servers.add(server);
        Path home = Files.createDirectory(directory.resolve("host" + number));
        Path known = Files.writeString(home.resolve("known_hosts"), server.knownHostsLine());
        inventory.append(
            """
                host%d:
                  ansible_host: 127.0.0.1
                  ansible_port: %d
                  ansible_password: open sesame
                  ansible_ssh_common_args: -o UserKnownHostsFile=%s
                  home: %s
            """
                .formatted(number, server.port(), known, home)
                .indent(4));
      }
      Path hosts = Files.writeString(directory.resolve("inventory.yml"), inventory, UTF_8);
      expect(apply(playbook(directory), hosts), TASKS, 0);
      expect(apply(playbook(directory), hosts), 0, TASKS);
      for (EmbeddedSshServer server : servers) {
        server.close();
      }
      String peak =
          Files.readString(STATUS)
              .lines()
              .filter(line -> line.startsWith("VmHWM:"))
              .findFirst()
              .orElseThrow();
      System.out.println(peak.replaceAll("[^0-9]", ""));
      System.exit(0);
    }

    private static Path playbook(Path directory) throws Exception {
      StringBuilder yaml = new StringBuilder("- hosts: all\n  tasks:\n");
      for (int number = 0; number < TASKS / 2; number++) {
        yaml.append(
            """
                - file: {path: "${home}/directory%1$d", state: directory}
                - copy: {dest: "${home}/file%1$d", content: "%1$d of ${inventory_hostname}\\n"}
            """
                .formatted(number));
      }
      return Files.writeString(directory.resolve("playbook.yml"), yaml, UTF_8);
    }

    private static Recap apply(Path playbook, Path inventory) {
      RunSpec spec =
          RunSpec.of(Playbook.load(playbook, Registry.load()), Inventory.load(List.of(inventory)));
      try (Connector connector = new SshConnector();
          Run run = Run.open(spec, connector, event -> {})) {
        return run.apply();
      }
    }

    private static void expect(Recap recap, int changed, int ok) {
      recap.hosts().stream()
          .filter(host -> host.changed() != changed || host.ok() != ok)
          .findFirst()
          .ifPresent(
              host -> {
                throw new IllegalStateException("not as expected: " + host);
              });
    }
  }
}
