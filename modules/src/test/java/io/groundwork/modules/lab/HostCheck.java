package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Survey;
import io.groundwork.inventory.Group;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.requirements.Catalogue;
import io.groundwork.requirements.Checker;
import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Placement;
import io.groundwork.requirements.Tier;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.text.Position;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The check of one host of the lab.
 *
 * @param lab where it is
 * @param catalogue what it is checked against
 * @param host its name
 * @param peers other hosts of the inventory that it has to know
 */
record HostCheck(Lab lab, Catalogue catalogue, String host, List<String> peers) {

  HostCheck {
    peers = List.copyOf(peers);
  }

  /** Against the whole catalogue; names that are tried on the internet are replaced. */
  static HostCheck of(Lab lab, String host) {
    String data =
        data()
            .replaceAll("host: lic[123]\\.altkraft\\.com, port: 443", "host: 127.0.0.1, port: 1")
            .replaceAll("https://[a-z.-]+", "https://127.0.0.1:1");
    return new HostCheck(lab, Catalogue.parse(data, "altcraft.yml"), host, List.of());
  }

  /** Against these requirements, which must not be such that leave the lab. */
  static HostCheck only(Lab lab, String host, String... ids) {
    Catalogue all = Catalogue.parse(data(), "altcraft.yml");
    return new HostCheck(lab, all.only(List.of(ids), Position.of("a test")), host, List.of());
  }

  private static String data() {
    try {
      return Files.readString(Path.of("..", "playbooks", "requirements", "altcraft.yml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostCheck knowing(String... names) {
    return new HostCheck(lab, catalogue, host, List.of(names));
  }

  /** The findings by their ids, with the host in these groups. */
  Map<String, Finding> in(String... groups) {
    Inventory inventory = Inventory.load(List.of(lab.inventory()));
    List<Host> hosts =
        Stream.concat(Stream.of(host), peers.stream())
            .map(name -> inventory.host(name).orElseThrow())
            .toList();
    Map<String, Group> placed = new HashMap<>();
    for (String group : groups) {
      placed.put(group, new Group(group, List.of(), List.of(host)));
    }
    HostInfo info = Placement.of(hosts, placed, catalogue.tables()).hosts().get(0);
    Checker checker = new Checker(catalogue, Tier.AUTO);
    try (Connector connector = new SshConnector()) {
      List<Finding> findings =
          new Survey(inventory, ConnectionOptions.defaults(), 1)
              .ask(
                  hosts.subList(0, 1),
                  connector,
                  one -> {},
                  (one, scope, reader) -> checker.check(info, reader))
              .get(0)
              .value()
              .orElseThrow();
      Map<String, Finding> byId = new LinkedHashMap<>();
      findings.forEach(finding -> byId.put(finding.requirement().id(), finding));
      return byId;
    }
  }

  /** The finding of this id, which has this outcome. */
  static Finding expect(Map<String, Finding> findings, String id, Outcome outcome) {
    Finding finding = findings.get(id);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    return finding;
  }
}
