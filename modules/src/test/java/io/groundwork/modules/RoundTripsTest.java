package io.groundwork.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.text.Secret;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a converged playbook costs on the wire does not grow with its tasks. */
@OnLabHosts({"db1", "akd1"})
class RoundTripsTest {

  private static final int MOST = 3;

  @TempDir private Path directory;

  @Test
  void fiveHundredTasksTakeAHandfulOfExecChannelsFromBareAndConverged() throws Exception {
    StringBuilder yaml = new StringBuilder("- hosts: all\n  tasks:\n");
    for (int number = 0; number < 250; number++) {
      yaml.append(
          """
              - file: {path: "${home}/directory%1$d", state: directory}
              - copy: {dest: "${home}/file%1$d", content: "%1$d\\n"}
          """
              .formatted(number));
    }
    Path playbook = Files.writeString(directory.resolve("playbook.yml"), yaml);
    try (EmbeddedSshServer server =
        EmbeddedSshServer.builder().password(Secret.of("open sesame")).start()) {
      Path known = Files.writeString(directory.resolve("known_hosts"), server.knownHostsLine());
      Path inventory =
          Files.writeString(
              directory.resolve("inventory.yml"),
              """
              all:
                hosts:
                  one:
                    ansible_host: 127.0.0.1
                    ansible_port: %d
                    ansible_password: open sesame
                    ansible_timeout: 60
                    ansible_ssh_common_args: -o UserKnownHostsFile=%s
                    home: %s
              """
                  .formatted(server.port(), known, directory));
      Recap first = apply(playbook, inventory, "all");
      assertThat(first.hosts()).allMatch(HostRecap::succeeded);
      assertThat(first.changed()).isEqualTo(500);
      assertThat(server.execs()).isBetween(2L, (long) MOST);
      long before = server.execs();

      Recap recap = apply(playbook, inventory, "all");

      assertThat(recap.changed()).isZero();
      assertThat(recap.hosts()).extracting(HostRecap::ok).containsExactly(500);
      assertThat(server.execs() - before).isBetween(1L, (long) MOST);
    }
  }

  @Test
  void theRacesFiftyTasksOnRealHostsTakeAHandfulOfRoundTrips() throws IOException {
    List<String> hosts = LabHosts.of(RoundTripsTest.class);
    Lab lab = Lab.with(hosts.toArray(String[]::new));
    Path playbook = lab.checkout().resolve("examples/race/playbook.yml");
    String floor = Files.readString(lab.checkout().resolve("examples/race/floor.sh"));
    try {
      assertThat(apply(playbook, lab.inventory(), String.join(",", hosts)).hosts())
          .allMatch(HostRecap::succeeded);
      for (String host : hosts) {
        assertThat(lab.run(host, "sudo sh <<'END'\n" + floor + "END").expect(0).out())
            .as("the hand-written script that reads the same states")
            .isEqualTo("50 of 50\n");
      }

      Recap again = apply(playbook, lab.inventory(), String.join(",", hosts));

      assertThat(again.hosts())
          .allSatisfy(
              host -> {
                assertThat(host.ok()).isEqualTo(50);
                assertThat(host.changed()).isZero();
                assertThat(host.exchanges()).isBetween(1L, (long) MOST);
              });
    } finally {
      hosts.forEach(host -> lab.run(host, "sudo sh -c 'rm -rf /srv/race; userdel race'"));
    }
  }

  private static Recap apply(Path playbook, Path inventory, String limit) {
    RunSpec spec =
        RunSpec.of(Playbook.load(playbook, Registry.load()), Inventory.load(List.of(inventory)))
            .limit(limit);
    try (Connector connector = new SshConnector();
        Run run = Run.open(spec, connector, event -> {})) {
      return run.apply();
    }
  }
}
