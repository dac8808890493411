package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Survey;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.PortMatrix.Cell;
import io.groundwork.requirements.PortMatrix.Row;
import io.groundwork.requirements.PortMatrix.Wanted;
import io.groundwork.text.Position;
import io.groundwork.text.Secret;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ports tried between hosts: SSH servers of this process, each with a loopback address of its own
 * for its services.
 */
class PortsOverSshTest {

  private static final List<String> IDS =
      List.of(
          "memory",
          "ports-free",
          "port-5672-reachable",
          "port-25672-reachable",
          "port-15672-reachable",
          "port-27017-reachable",
          "port-5432-reachable",
          "port-6666-reachable");

  @TempDir private Path directory;

  private final Map<String, EmbeddedSshServer> servers = new LinkedHashMap<>();

  @AfterEach
  void stop() throws IOException {
    for (EmbeddedSshServer server : servers.values()) {
      server.close();
    }
  }

  private static String address(int number) {
    return "127.0.71." + number;
  }

  /** An inventory with a server for each host, in groups, such as {@code db: [a, b]}. */
  private Inventory inventory(Map<String, List<String>> groups, String vars) throws Exception {
    StringBuilder known = new StringBuilder();
    StringBuilder hosts = new StringBuilder();
    StringBuilder children = new StringBuilder();
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      children.append("    ").append(group.getKey()).append(": {hosts: {");
      for (String name : group.getValue()) {
        EmbeddedSshServer server =
            EmbeddedSshServer.builder().password(Secret.of("open sesame")).start();
        servers.put(name, server);
        known.append(server.knownHostsLine()).append('\n');
        hosts.append(
            "    %s: {ansible_port: %d, service_address: %s}%n"
                .formatted(name, server.port(), address(servers.size())));
        children.append(name).append(": , ");
      }
      children.append("}}\n");
    }
    Path file = Files.writeString(directory.resolve("known_hosts"), known);
    String text =
        """
        all:
          vars:
            ansible_host: 127.0.0.1
            ansible_password: open sesame
            ansible_ssh_common_args: -o UserKnownHostsFile=%s
        %s  hosts:
        %s  children:
        %s"""
            .formatted(file, vars, hosts, children);
    return Inventory.load(List.of(Files.writeString(directory.resolve("inventory.yml"), text)));
  }

  private Inspection.Result check(Inventory inventory) {
    Catalogue catalogue = Answers.ALTCRAFT.only(IDS, Position.of("test"));
    Placement placement = Placement.of(inventory, catalogue.tables());
    Survey survey = new Survey(inventory, ConnectionOptions.defaults(), 20);
    try (Connector connector = new SshConnector()) {
      return new Inspection(new Checker(catalogue, Tier.AUTO), placement)
          .check(inventory.hosts(), survey, connector, host -> {});
    }
  }

  private static Finding finding(Inspection.Result result, String host, String id) {
    return result.answers().stream()
        .filter(answer -> answer.host().name().equals(host))
        .flatMap(answer -> answer.value().orElseThrow().stream())
        .filter(one -> one.requirement().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Row row(Inspection.Result result, String host, int port) {
    return result.ports().rows().stream()
        .filter(row -> row.target().equals(host) && row.port().number() == port)
        .findFirst()
        .orElseThrow();
  }

  private static Cell cell(Row row, String source) {
    return row.cells().stream()
        .filter(cell -> cell.source().equals(source))
        .findFirst()
        .orElseThrow();
  }

  private static boolean connects(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<String, List<String>> ten() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("db", List.of("db1", "db2", "db3"));
    groups.put("rabbitmq", List.of("mq1", "mq2", "mq3"));
    groups.put("akd", List.of("akd1", "akd2"));
    groups.put("akmta", List.of("mail1", "mail2"));
    return groups;
  }

  @Test
  void tenHostsCostTwoExecChannelsEach() throws Exception {
    Inspection.Result result = check(inventory(ten(), ""));
    assertThat(servers).hasSize(10);
    assertThat(servers.values()).allMatch(server -> server.execs() == 2);
    assertThat(result.ports().sources()).hasSize(10);
    // Three ports on each of three database hosts and of three brokers.
    assertThat(result.ports().rows()).hasSize(18);
    assertThat(result.ports().rows())
        .allSatisfy(
            row -> {
              assertThat(row.cells()).hasSize(9);
              assertThat(row.outcome()).isEqualTo(Outcome.PASS);
              assertThat(row.listener()).isEqualTo("probe");
              assertThat(row.cells()).allMatch(cell -> cell.reach() == Reach.OPEN);
            });
    Row mongodb = row(result, "db1", 27017);
    assertThat(mongodb.address()).isEqualTo("127.0.71.1");
    assertThat(cell(mongodb, "akd2").wanted()).isEqualTo(Wanted.OPEN);
    assertThat(cell(mongodb, "db2").wanted()).isEqualTo(Wanted.OPEN);
    assertThat(cell(mongodb, "mail1").wanted()).isEqualTo(Wanted.EITHER);
    Finding finding = finding(result, "db1", "port-27017-reachable");
    assertThat(finding.measured()).isEqualTo("reached from db2, db3, akd1, akd2");
    assertThat(finding.note()).contains("open to mq1, mq2, mq3, mail1, mail2 too");
    assertThat(connects("127.0.71.1", 27017)).isFalse();
  }

  @Test
  void whoIsNotNamedMustBeKeptOutWhereTheFirewallIsOurs() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("db", List.of("db1"));
    groups.put("akd", List.of("akd1"));
    groups.put("akmta", List.of("mail1"));
    Inspection.Result result = check(inventory(groups, "    firewall_managed: true\n"));
    Row mongodb = row(result, "db1", 27017);
    assertThat(cell(mongodb, "mail1"))
        .isEqualTo(new Cell("mail1", Wanted.CLOSED, Reach.OPEN, Outcome.FAIL, ""));
    assertThat(mongodb.outcome()).isEqualTo(Outcome.FAIL);
    Finding finding = finding(result, "db1", "port-27017-reachable");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.wanted()).isEqualTo("open to akd1, closed to all others");
    assertThat(finding.measured()).isEqualTo("reached from akd1, mail1");
    assertThat(finding.note()).contains("tried at 127.0.71.1, its service_address");
  }

  @Test
  void aPortThatTheInventoryMovedIsTriedWhereItIsNow() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("db", List.of("db1"));
    groups.put("akd", List.of("akd1"));
    Inspection.Result result = check(inventory(groups, "    mongodb_port: 27117\n"));
    assertThat(cell(row(result, "db1", 27117), "akd1").reach()).isEqualTo(Reach.OPEN);
    assertThat(result.ports().rows()).noneMatch(row -> row.port().number() == 27017);
    assertThat(finding(result, "db1", "port-27017-reachable").evidence()).contains(" 27117");
  }

  @Test
  void aPortThatIsHeldIsTriedAtWhoHoldsIt() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("db", List.of("db1"));
    groups.put("akd", List.of("akd1"));
    Inventory inventory = inventory(groups, "");
    try (ServerSocket mongod = new ServerSocket(27017, 50, InetAddress.getByName(address(1)))) {
      Row held = row(check(inventory), "db1", 27017);
      assertThat(held.listener()).isIn("java", "another process");
      assertThat(cell(held, "akd1").reach()).isEqualTo(Reach.OPEN);
      assertThat(mongod.isClosed()).isFalse();
    }
  }

  @Test
  void aLostHostLeavesItsCellsUnknownAndTheOthersJudged() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("db", List.of("db1", "db2"));
    groups.put("akd", List.of("akd1"));
    Inventory inventory = inventory(groups, "");
    servers.get("db2").close();
    Inspection.Result result = check(inventory);
    assertThat(cell(row(result, "db1", 27017), "akd1").reach()).isEqualTo(Reach.OPEN);
    Cell from = cell(row(result, "db1", 27017), "db2");
    assertThat(from.reach()).isEqualTo(Reach.UNKNOWN);
    assertThat(from.note()).startsWith("db2 could not try it: ");
    assertThat(row(result, "db2", 27017).cells())
        .allMatch(cell -> cell.outcome() == Outcome.UNKNOWN)
        .allMatch(cell -> cell.note().startsWith("db2 could not be told to listen: "));
    Finding finding = finding(result, "db1", "port-27017-reachable");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.measured()).isEqualTo("reached from akd1");
    assertThat(finding.note()).contains("not known from db2: db2 could not try it");
  }

  @Test
  void anAddressThatIsNotTheHostsIsSaidToBeSo() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("kvrocks", List.of("kv1"));
    groups.put("akd", List.of("akd1"));
    Inventory first = inventory(groups, "");
    String text = Files.readString(directory.resolve("inventory.yml"));
    Inventory inventory =
        Inventory.load(
            List.of(
                Files.writeString(
                    directory.resolve("other.yml"), text.replace("127.0.71.1}", "192.0.2.1}"))));
    assertThat(first.hosts()).hasSameSizeAs(inventory.hosts());
    Cell cell = cell(row(check(inventory), "kv1", 6666), "akd1");
    assertThat(cell.reach()).isEqualTo(Reach.UNKNOWN);
    assertThat(cell.note())
        .startsWith("192.0.2.1 is no address of the host itself")
        .endsWith("service_address");
  }

  @Test
  void aHostAloneIsToldWhyNothingWasTried() throws Exception {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("db", List.of("one"));
    Inspection.Result result = check(inventory(groups, ""));
    assertThat(result.ports()).isEqualTo(PortMatrix.NONE);
    Finding finding = finding(result, "one", "port-27017-reachable");
    assertThat(finding.measured()).isEqualTo("no other host needs it");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
    List<Long> execs = new ArrayList<>();
    servers.values().forEach(server -> execs.add(server.execs()));
    assertThat(execs).containsExactly(1L);
  }
}
