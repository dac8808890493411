package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Survey;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.lab.WholeHost;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check of real hosts, port trials between them included. Takes about ten seconds. */
class CheckLabTest {

  private static final List<String> HOSTS = List.of("db1", "akmta1");

  private static Inspection.Result check(Lab lab) throws IOException {
    // Names that are tried on the internet are replaced: a test stays in the lab.
    String data =
        Files.readString(Path.of("..", "playbooks", "requirements", "altcraft.yml"))
            .replaceAll("host: lic[123]\\.altkraft\\.com, port: 443", "host: 127.0.0.1, port: 1")
            .replaceAll("https://[a-z.-]+", "https://127.0.0.1:1");
    Catalogue catalogue = Catalogue.parse(data, "altcraft.yml");
    Inventory inventory = Inventory.load(List.of(lab.inventory()));
    List<Host> hosts =
        inventory.hosts().stream().filter(host -> HOSTS.contains(host.name())).toList();
    Survey survey = new Survey(inventory, ConnectionOptions.defaults(), hosts.size());
    try (Connector connector = new SshConnector()) {
      return new Inspection(
              new Checker(catalogue, Tier.AUTO), Placement.of(inventory, catalogue.tables()))
          .check(hosts, survey, connector, host -> {});
    }
  }

  private static List<String> wholeHosts(Lab lab) {
    return HOSTS.stream().map(host -> WholeHost.of(lab, host)).toList();
  }

  @Test
  void itFindsWhatTheyAreAndChangesNothingOnThem() throws IOException {
    Lab lab = Lab.with("db1", "akmta1");
    List<String> before = wholeHosts(lab);

    Inspection.Result result = check(lab);

    assertThat(result.answers()).allMatch(answer -> answer.value().isPresent());
    List<Finding> findings =
        result.answers().stream().flatMap(answer -> answer.value().orElseThrow().stream()).toList();
    assertThat(findings)
        .anyMatch(one -> one.outcome() == Outcome.PASS && one.measured().contains("Debian"))
        .anyMatch(one -> one.outcome() == Outcome.FAIL && one.gauge().isPresent());
    assertThat(result.ports().rows()).isNotEmpty();
    List<String> after = wholeHosts(lab);
    for (int at = 0; at < HOSTS.size(); at++) {
      assertThat(after.get(at).lines())
          .as(HOSTS.get(at))
          .containsExactlyElementsOf(before.get(at).lines().toList());
    }
  }
}
