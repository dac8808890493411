package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.inventory.Group;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Settings;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

  private static final Position HERE = Position.of("inventory.yml");

  private static Placement place(Map<String, List<String>> groups, String... hosts) {
    Map<String, Group> all = new HashMap<>();
    groups.forEach((name, members) -> all.put(name, new Group(name, List.of(), members)));
    return Placement.of(
        List.of(hosts).stream().map(name -> new Host(name, List.of(), HERE)).toList(),
        all,
        Answers.ALTCRAFT.tables());
  }

  @Test
  void the_stores_are_on_the_db_hosts_unless_they_have_hosts_of_their_own() {
    Placement placement =
        place(
            Map.of("db", List.of("db1"), "clickhouse", List.of("ch1"), "kvrocks", List.of()),
            "db1",
            "ch1");
    assertThat(placement.hosts())
        .extracting(HostInfo::roles)
        .containsExactly(
            List.of("db", "kvrocks", "mongodb", "postgresql", "ssdb"), List.of("clickhouse"));
  }

  @Test
  void peers_are_the_other_hosts_that_have_names() {
    Placement placement = place(Map.of("akd", List.of("a")), "a", "b", "198.18.0.11", "fe80::1");
    assertThat(placement.hosts().get(0).peers()).containsExactly("b");
    assertThat(placement.hosts().get(2).peers()).containsExactly("a", "b");
  }

  @Test
  void a_host_without_a_role_is_warned_of() {
    Placement placement = place(Map.of("akd", List.of("a")), "a", "monitor");
    assertThat(placement.warnings()).hasSize(1);
    assertThat(placement.warnings().get(0).toString())
        .contains("inventory.yml:1:1", "monitor", "put it into one of the groups akd, akmta");
  }

  @Test
  void a_port_that_is_none_is_refused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("inventory.yml");
    Files.writeString(file, "db: {hosts: {db1: {mongodb_port: 70000}}}\n");
    Inventory inventory = Inventory.load(List.of(file));
    assertThatThrownBy(() -> Placement.of(inventory, Answers.ALTCRAFT.tables()))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("inventory.yml:1:34")
        .hasMessageContaining("mongodb_port is no TCP port: 70000");
  }

  @Test
  void what_the_inventory_says_of_a_host_comes_with_it(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("inventory.yml");
    Files.writeString(
        file,
        """
        akmta:
          hosts:
            mta1:
              service_address: 192.0.2.1
              public_addresses: ["${service_address}", 192.0.2.2]
              daily_messages: 5_000_000
              smtp_relay: [not, a, text]
              password: not read
        """);
    Placement placement = Placement.of(Inventory.load(List.of(file)), Answers.ALTCRAFT.tables());
    Settings settings = placement.hosts().get(0).settings();
    assertThat(settings.texts(Settings.PUBLIC_ADDRESSES)).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(settings.texts(Settings.SERVICE_ADDRESS)).containsExactly("192.0.2.1");
    assertThat(settings.number(Settings.DAILY_MESSAGES)).hasValue(5_000_000);
    assertThat(settings.text(Settings.SMTP_RELAY)).isEmpty();
    assertThat(settings.text(Settings.LICENSE_PROXY)).isEmpty();
    assertThat(settings.values()).doesNotContainKey("password");
  }
}
