package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.Sizing.Server;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SizerTest {

  private static Sizing size(long customers, long daily, Scheme scheme) {
    return new Sizer(Answers.ALTCRAFT.tables()).size(customers, daily, scheme);
  }

  @ParameterizedTest
  @CsvSource({
    // customers, daily, tier, spool in GB, addresses, how much the document does not say
    "1,        1,        MINIMUM,     0,    2-4,  0",
    "5000000,  1000000,  MINIMUM,     210,  2-4,  0",
    "5000001,  1000000,  RECOMMENDED, 210,  2-4,  0",
    "5000000,  1000001,  RECOMMENDED, 211,  none, 1",
    "10000000, 3000000,  RECOMMENDED, 630,  none, 1",
    "10000000, 5000000,  RECOMMENDED, 1050, 4-16, 0",
    "10000001, 5000000,  RECOMMENDED, 1050, 4-16, 1",
    "10000000, 7000000,  RECOMMENDED, 1470, 4-16, 1",
    "10000000, 10000001, RECOMMENDED, 2101, none, 2",
  })
  void the_table_has_steps_and_ends(
      long customers, long daily, Tier tier, long spool, String addresses, int beyond) {
    Sizing sizing = size(customers, daily, Scheme.TWO);
    assertThat(sizing.tier()).isEqualTo(tier);
    assertThat((sizing.spoolBytes() + 999_999_999) / 1_000_000_000)
        .isEqualTo(Math.max(spool, sizing.spoolBytes() > 0 ? 1 : 0));
    assertThat(sizing.addresses().map(one -> one.least() + "-" + one.most()).orElse("none"))
        .isEqualTo(addresses);
    assertThat(sizing.beyond()).hasSize(beyond);
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLE,   1000000, 1, 12, 80, 1",
    "SINGLE,   5000000, 1, 24, 128, 1",
    "TWO,      1000000, 2, 12, 80, 1",
    "SEPARATE, 1000000, 4, 28, 208, 1",
    "CLUSTER,  1000000, 7, 44, 304, 3",
  })
  void each_topology_has_its_hosts(
      Scheme scheme, long daily, int hosts, int cores, int memory, int senders) {
    List<Server> servers = size(5_000_000, daily, scheme).servers();
    assertThat(servers).hasSize(hosts);
    assertThat(servers.stream().mapToInt(Server::cores).sum()).isEqualTo(cores);
    assertThat(servers.stream().mapToInt(Server::memoryGb).sum()).isEqualTo(memory);
    assertThat(servers).filteredOn(server -> server.groups().contains("akmta")).hasSize(senders);
  }

  @Test
  void a_spool_larger_than_the_table_has_its_disk() {
    Sizing sizing = size(10_000_000, 10_000_000, Scheme.TWO);
    assertThat(sizing.servers().get(1).disks()).containsExactly(2100);
    assertThat(size(1, 1_000_000, Scheme.TWO).servers().get(1).disks()).containsExactly(500);
  }

  @Test
  void the_arithmetic_is_shown_with_its_source() {
    assertThat(size(5_000_000, 1_000_000, Scheme.TWO).arithmetic())
        .anySatisfy(
            line -> {
              assertThat(line.how())
                  .isEqualTo("1 000 000 messages a day × 70 KB × 72 h ÷ 24 h = 210 GB");
              assertThat(line.source()).contains("footnote ****");
            })
        .allSatisfy(line -> assertThat(line.source()).isNotBlank());
  }

  @Test
  void nothing_has_no_size() {
    assertThatThrownBy(() -> size(0, 1, Scheme.TWO)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void the_skeleton_is_an_inventory_placed_as_was_asked(Scheme scheme, @TempDir Path directory)
      throws IOException {
    Sizing sizing = size(5_000_000, 3_000_000, scheme);
    Path file = directory.resolve("inventory.yml");
    Files.writeString(file, SkeletonInventory.text(sizing));
    Inventory inventory = Inventory.load(List.of(file));
    assertThat(inventory.warnings()).isEmpty();
    assertThat(inventory.hosts())
        .extracting(Host::name)
        .containsExactlyElementsOf(sizing.servers().stream().map(Server::name).toList());
    Placement placement = Placement.of(inventory, Answers.ALTCRAFT.tables());
    assertThat(placement.warnings()).isEmpty();
    assertThat(placement.hosts()).extracting(HostInfo::layout).allMatch(l -> l.scheme() == scheme);
    assertThat(placement.hosts().stream().flatMap(host -> host.roles().stream()))
        .contains("mongodb", "postgresql", "rabbitmq", "akd", "akmta", "ssdb");
  }
}
