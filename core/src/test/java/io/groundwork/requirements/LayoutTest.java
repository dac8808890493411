package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Layout;
import io.groundwork.requirements.check.Port;
import io.groundwork.requirements.check.Scheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way a platform is placed, from its inventory as a whole. */
class LayoutTest {

  @ParameterizedTest
  @CsvSource({
    "one-host, SINGLE",
    "control-and-sending, TWO",
    "separate-servers, SEPARATE",
    "cluster, CLUSTER"
  })
  void each_ready_inventory_is_what_its_name_says(String file, Scheme scheme) {
    Inventory inventory = Inventory.load(List.of(Path.of("..", "inventories", file + ".yml")));
    List<HostInfo> hosts =
        Placement.of(inventory.hosts(), inventory.groups(), Answers.ALTCRAFT.tables()).hosts();
    assertThat(hosts).isNotEmpty().allMatch(host -> host.layout().scheme() == scheme);
  }

  @Test
  void several_senders_make_no_cluster() {
    Layout layout =
        Layout.of(
            Map.of("akd", List.of("a"), "db", List.of("a"), "akmta", List.of("b", "c")),
            Answers.ALTCRAFT.tables().roles().values());
    assertThat(layout.scheme()).isEqualTo(Scheme.TWO);
  }

  @Test
  void two_database_hosts_with_a_product_each_make_no_cluster() {
    Layout layout =
        Layout.of(
            Map.of("db", List.of("a", "b"), "mongodb", List.of("a"), "postgresql", List.of("b")),
            Answers.ALTCRAFT.tables().roles().values());
    assertThat(layout.scheme()).isEqualTo(Scheme.SEPARATE);
  }

  @Test
  void ports_of_a_cluster_are_used_only_where_a_role_has_several_hosts() {
    Port replication =
        Answers.ALTCRAFT.tables().ports().stream()
            .filter(port -> port.number() == 9009)
            .findFirst()
            .orElseThrow();
    assertThat(replication.usedBy(host(List.of("a")))).isFalse();
    assertThat(replication.usedBy(host(List.of("a", "b")))).isTrue();
    assertThat(replication.documented()).isFalse();
  }

  private static HostInfo host(List<String> clickhouse) {
    Layout layout =
        Layout.of(Map.of("clickhouse", clickhouse), Answers.ALTCRAFT.tables().roles().values());
    return new HostInfo("a", List.of("clickhouse"), List.of(), layout);
  }
}
