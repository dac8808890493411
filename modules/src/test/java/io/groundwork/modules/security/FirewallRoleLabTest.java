package io.groundwork.modules.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteRole;
import io.groundwork.modules.lab.SiteRole.Story;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The role on a host of MongoDB and RabbitMQ, whose ports a sending host and this machine, where
 * the administrators are, try to reach. Takes 70 s.
 */
@OnLabHosts({"akd1", "akmta1"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirewallRoleLabTest {

  private static SiteRole role;
  private static Lab lab;
  private static String neighbour;

  @BeforeAll
  static void startFromABareHost() {
    List<String> hosts = LabHosts.of(FirewallRoleLabTest.class);
    String host = hosts.get(0);
    neighbour = hosts.get(1);
    lab = Lab.with(host, neighbour);
    role =
        SiteRole.onBareHost(host, "firewall", Map.of())
            .among(Map.of("mongodb", host, "rabbitmq", host, "akmta", neighbour));
    listen();
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }

  /** Where RabbitMQ and MongoDB would listen, and one more. */
  private static void listen() {
    role.root(
        "systemd-run -q --unit=listening --socket-property=ListenStream=5672"
            + " --socket-property=ListenStream=15672 --socket-property=ListenStream=27017"
            + " --socket-property=ListenStream=9100"
            + " sleep infinity");
  }

  private static boolean neighbourReaches(int port) {
    return lab.run(
                neighbour,
                "timeout 1 bash -c '</dev/tcp/" + role.address() + "/" + port + "' 2>/dev/null")
            .status()
        == 0;
  }

  private static boolean thisMachineReaches(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(role.address(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** This machine's address, as the host sees it. */
  private static String here() {
    return lab.run(neighbour, "echo ${SSH_CONNECTION%% *}").expect(0).out().strip();
  }

  private static String loaded() {
    return role.root("nft -s list table inet groundwork");
  }

  @Test
  @Order(1)
  void whatIsNotKnownIsToldBeforeAnythingIsDone() {
    assertThat(role.apply(Map.of("firewall_admin_networks", List.of("10.0.0.0/33"))).failures())
        .contains("firewall_admin_networks takes networks such as 192.0.2.0/24, not 10.0.0.0/33");
    assertThat(open(Map.of("port", "mongo", "who", List.of("akd"))).failures())
        .contains("a port's number or its name in ports.yml, not mongo");
    assertThat(open(Map.of("port", 9100, "who", List.of("akmtas"))).failures())
        .contains("groups of the inventory, administrators or public, not akmtas");
    assertThat(role.apply(Map.of("mongodb_port", "many")).failures())
        .contains("no TCP port: that of mongodb");
    assertThat(role.apply(Map.of("firewall", "pf")).failures())
        .contains("firewall is nftables or none, not \"pf\"");
    assertThat(role.root("command -v nft || :")).isEmpty();
  }

  private static Story open(Map<String, Object> more) {
    return role.apply(Map.of("firewall_open", List.of(more)));
  }

  @Test
  @Order(2)
  void aHostIsLeftAsItIsWhereTheInventorySaysSo() {
    assertThat(role.apply(Map.of("firewall", "none")).failures()).isEqualTo("[]");
    assertThat(role.root("command -v nft || :")).isEmpty();
  }

  @Test
  @Order(3)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(role.applied())
        .contains(
            "load table inet groundwork, to be confirmed by a new login within 30 s",
            "enable groundwork-firewall");
    assertThat(loaded())
        .contains("tcp dport 22 accept comment \"SSH, for all while firewall_admin_networks");
    assertThat(role.root("ls -d /run/groundwork-nftables* 2>/dev/null || :")).isEmpty();
  }

  @Test
  @Order(4)
  void aPortIsOpenToWhomItServesAndClosedToAllOthers() {
    role.root("nft add table ip others");
    role =
        role.with(
            Map.of(
                "firewall_admin_networks", List.of(here(), "2001:db8::/32"),
                "firewall_open", List.of(Map.of("port", 9100, "who", List.of("akmta")))));
    assertThat(role.applied())
        .containsExactly("load table inet groundwork, to be confirmed by a new login within 30 s");

    assertThat(neighbourReaches(5672)).as("AMQP from a sending host").isTrue();
    assertThat(neighbourReaches(9100)).as("what the inventory opens").isTrue();
    assertThat(neighbourReaches(15672)).as("management from a sending host").isFalse();
    assertThat(neighbourReaches(27017)).as("MongoDB from a sending host").isFalse();
    assertThat(neighbourReaches(22)).as("SSH from a sending host").isFalse();
    assertThat(thisMachineReaches(15672)).as("management from an administrator").isTrue();
    assertThat(thisMachineReaches(5672)).as("AMQP from an administrator").isFalse();
    assertThat(loaded()).contains("ip6 saddr 2001:db8::/32 tcp dport 22 accept");
    assertThat(role.root("nft list tables")).contains("table ip others");
  }

  @Test
  @Order(4)
  void whereAnotherFirewallIsAtWorkThePlanSaysSo() {
    role.root("mkdir /etc/ufw; echo ENABLED=yes >/etc/ufw/ufw.conf; ln -s /bin/true /usr/sbin/ufw");
    try {
      assertThat(role.plan().failures()).contains("nftables cannot be used while ufw is at work");
    } finally {
      role.root("rm -r /etc/ufw /usr/sbin/ufw");
    }
  }

  @Test
  @Order(5)
  void aPortThatMovesTakesItsRulesAlong() {
    Map<String, Object> moved = Map.of("rabbitmq_port", 15672, "rabbitmq_management_port", 5672);
    assertThat(role.apply(moved).steps()).hasSize(1);
    assertThat(neighbourReaches(15672)).isTrue();
    assertThat(neighbourReaches(5672)).isFalse();
    assertThat(thisMachineReaches(5672)).isTrue();
    assertThat(role.apply().steps()).hasSize(1);
    assertThat(neighbourReaches(5672)).isTrue();
  }

  @Test
  @Order(6)
  void rulesThatAreGoneArePlannedAndPutBack() {
    role.root("nft flush ruleset");
    assertThat(neighbourReaches(27017)).isTrue();
    assertThat(role.applied())
        .containsExactly("load table inet groundwork, to be confirmed by a new login within 30 s");
    assertThat(neighbourReaches(27017)).isFalse();
  }

  @Test
  @Order(7)
  void rulesThatLetNobodyInGiveWayToThoseFromBefore() throws InterruptedException {
    String before = loaded() + role.root("cat /etc/nftables.d/*.nft");
    Story story =
        role.apply(
            Map.of(
                "firewall_rules",
                List.of("tcp 22 192.0.2.1 SSH, for nobody here"),
                "firewall_confirm",
                5));
    assertThat(story.recap().succeeded()).isFalse();
    long start = System.nanoTime();
    while (!thisMachineReaches(22)) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
      Thread.sleep(200);
    }
    assertThat(loaded() + role.root("cat /etc/nftables.d/*.nft")).isEqualTo(before);
  }

  @Test
  @Order(8)
  void theyAreInForceAfterARestartOfTheHost() {
    String before = loaded();
    role.restart();
    assertThat(loaded()).isEqualTo(before);
    listen();
    assertThat(neighbourReaches(27017)).isFalse();
    assertThat(neighbourReaches(5672)).isTrue();
  }
}
