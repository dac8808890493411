package io.groundwork.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.inventory.Placement;
import io.groundwork.text.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyInventoriesTest {

  private static final Path DIRECTORY = Path.of("..", "inventories");

  static List<Path> inventories() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void thereIsOneForEachWayToPlaceAPlatform() throws IOException {
    assertThat(inventories())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "cluster.yml", "control-and-sending.yml", "one-host.yml", "separate-servers.yml");
  }

  @ParameterizedTest
  @MethodSource("inventories")
  void everyRoleHasAHostAndEveryHostARole(Path file) {
    Inventory inventory = Inventory.load(List.of(file));

    assertThat(inventory.warnings()).isEmpty();
    for (String role : Placement.SERVERS) {
      assertThat(inventory.groups().get(role).hosts()).as(role).isNotEmpty();
    }
    assertThat(inventory.hosts()).allSatisfy(host -> assertThat(host.groups()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("inventories")
  void addressesAreThoseOfDocumentationAndSecretsAreNone(Path file) throws IOException {
    Inventory inventory = Inventory.load(List.of(file));

    for (Host host : inventory.hosts()) {
      for (String variable : List.of("ansible_host", "service_address")) {
        assertThat(inventory.explain(host, variable))
            .as("%s of %s", variable, host.name())
            .hasSize(1)
            .allSatisfy(at -> assertThat(at.node().toString()).contains("192.0.2."));
      }
    }
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> !line.strip().startsWith("#"))
        .noneMatch(line -> line.contains("password"));
  }

  @ParameterizedTest
  @CsvSource({
    "one-host.yml, altcraft1",
    "control-and-sending.yml, control1",
    "separate-servers.yml, db1",
    "cluster.yml, pg1"
  })
  void postgresqlIsWhereTheSchemeSays(String file, String host) {
    Inventory inventory = Inventory.load(List.of(DIRECTORY.resolve(file)));

    assertThat(inventory.select("postgresql", Position.of("test")))
        .extracting(Host::name)
        .containsExactly(host);
  }
}
