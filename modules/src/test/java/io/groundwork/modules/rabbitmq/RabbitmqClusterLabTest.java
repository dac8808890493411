package io.groundwork.modules.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteCluster;
import io.groundwork.modules.lab.SiteCluster.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role on three hosts, with Debian 12's own RabbitMQ. */
@OnLabHosts({"db1", "akmta1", "db2"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RabbitmqClusterLabTest {

  private static List<String> hosts;
  private static SiteCluster cluster;

  @BeforeAll
  static void startFromBareHosts() {
    hosts = LabHosts.of(RabbitmqClusterLabTest.class);
    cluster =
        SiteCluster.onBareHosts(
            hosts,
            "rabbitmq",
            Map.of(
                "rabbitmq_version", "3.10.8",
                "rabbitmq_source", "distribution",
                "rabbitmq_platform_password", "tDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ",
                "rabbitmq_cookie_secret", "a-cookie-of-more-than-32-characters-0123"));
  }

  @AfterAll
  static void leaveNothing() {
    if (cluster != null) {
      cluster.leave();
    }
  }

  private static String tool(String host, String words) {
    return cluster.root(host, "rabbitmqctl -q " + words + " </dev/null");
  }

  private static String running(String host) {
    return tool(host, "eval 'lists:sort(rabbit_mnesia:cluster_nodes(running)).'");
  }

  @Test
  @Order(1)
  void anEvenNumberOfNodesIsRefusedBeforeAnythingIsDone() {
    assertThat(cluster.of(hosts.subList(0, 2)).plan().failures())
        .contains("2 is no number of nodes for a cluster");
  }

  @Test
  @Order(1)
  void bareHostsArePlannedInFull() {
    Story story = cluster.plan();
    assertThat(story.failures()).isEqualTo("[]");
    assertThat(story.changed()).contains(hosts.get(0) + ": rabbitmq : The platform's login");
    assertThat(story.steps(hosts.get(1)))
        .contains("start rabbitmq-server")
        .noneMatch(step -> step.contains("user altcraft"));
  }

  @Test
  @Order(2)
  void aBrokerWithDataOfItsOwnIsToldBeforeAnyOtherStarts() {
    String last = hosts.get(2);
    assertThat(cluster.of(List.of(last)).apply().failures()).isEqualTo("[]");
    Story story = cluster.apply();
    assertThat(story.failures())
        .contains("rabbit@" + last + " is a broker by itself, with data of its own");
    assertThat(cluster.root(hosts.get(0), "systemctl is-active rabbitmq-server || :"))
        .isEqualTo("inactive");
    assertThat(running(last)).isEqualTo("[rabbit@" + last + "]");
    cluster.root(last, "systemctl stop rabbitmq-server; rm -r /var/lib/rabbitmq/mnesia");
  }

  @Test
  @Order(3)
  void hostsWithoutDataBecomeACluster() {
    Story story = cluster.apply();
    assertThat(story.failures()).isEqualTo("[]");
    assertThat(story.steps(hosts.get(0))).contains("make user altcraft");
    assertThat(story.steps(hosts.get(1))).noneMatch(step -> step.contains("user altcraft"));
    assertThat(running(hosts.get(2)))
        .isEqualTo(
            "["
                + String.join(",", hosts.stream().sorted().map(one -> "rabbit@" + one).toList())
                + "]");
    assertThat(tool(hosts.get(2), "list_users --no-table-headers")).isEqualTo("altcraft\t[]");
    cluster.settled(8);
  }

  @Test
  @Order(4)
  void aNodeThatTheInventoryDoesNotKnowIsToldAndNeverTakenOut() {
    assertThat(cluster.of(hosts.subList(0, 1)).plan().failures())
        .contains("the cluster has nodes that the inventory does not know: ")
        .contains("rabbit@" + hosts.get(2));
    assertThat(running(hosts.get(0))).contains("rabbit@" + hosts.get(2));
  }
}
