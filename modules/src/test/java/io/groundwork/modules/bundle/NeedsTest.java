package io.groundwork.modules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.inventory.Inventory;
import io.groundwork.modules.BuiltinPlaybooks;
import io.groundwork.text.LoadException;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeedsTest {

  private static final Path PLAYBOOKS = Path.of("..", "playbooks");
  private static final Map<String, Object> BOOKWORM =
      Map.of("distribution", "Debian", "distribution_release", "bookworm");
  private static final String SUM =
      "d3e20886bd9c772b18a5578030c952289f245e537efd26fc5f5d849a9d4cd539";

  @TempDir private Path directory;

  private List<Need> needs(String inventory, String host) throws IOException {
    Path file = Files.writeString(directory.resolve("inventory.yml"), inventory);
    Inventory loaded = Inventory.load(List.of(file));
    try (BuiltinPlaybooks playbooks = BuiltinPlaybooks.open()) {
      return new Needs(loaded, Map.of("common_packages", List.of("curl")), playbooks)
          .of(loaded.host(host).orElseThrow(), BOOKWORM);
    }
  }

  @Test
  void aHostNeedsWhatTheRolesOfItsGroupsFetchFromThePinsOrTheInventorysMirrors()
      throws IOException {
    List<Need> needs =
        needs(
            """
            all:
              vars:
                mirrors:
                  kvrocks: {url: "http://192.0.2.1/kvrocks.deb", sha256: %s}
                  clickhouse: {uri: "http://192.0.2.1/ch"}
              children:
                postgresql: {hosts: {db1: }}
                kvrocks: {hosts: {db1: }}
                clickhouse: {hosts: {db1: }}
                mongodb: {hosts: {db2: }}
            """
                .formatted(SUM),
            "db1");

    assertThat(needs)
        .extracting(Need::product)
        .containsExactly("common", "firewall", "postgresql", "clickhouse", "kvrocks");
    assertThat(needs.get(0).packages()).containsExactly("curl", "chrony");
    assertThat(needs.get(2).packages())
        .containsExactly("postgresql-16=16.1", "postgresql-client-16=16.1");
    assertThat(needs.get(2).repository().orElseThrow().suite()).isEqualTo("bookworm-pgdg-archive");
    assertThat(needs.get(3).packages()).contains("clickhouse-server=24.8.14.39");
    assertThat(needs.get(3).repository().orElseThrow())
        .extracting(Need.Repository::uri, Need.Repository::suite)
        .containsExactly("http://192.0.2.1/ch", "lts");
    assertThat(needs.get(4).file())
        .contains(new Need.Artefact("http://192.0.2.1/kvrocks.deb", SUM));
  }

  @Test
  void aFileWithoutASumIsAskedFor() {
    assertThatThrownBy(() -> needs("all: {children: {ssdb: {hosts: {db1: }}}}", "db1"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("ssdb_source_sha256");
  }

  static List<String> roles() throws IOException {
    try (Stream<Path> found = Files.list(PLAYBOOKS.resolve("roles"))) {
      return found.map(role -> role.getFileName().toString()).sorted().toList();
    }
  }

  /** Whoever adds a package to a role has to add it to needs.yml. */
  @ParameterizedTest
  @MethodSource("roles")
  void whatARoleFetchesIsInItsNeeds(String role) throws IOException {
    Node.Mapping all =
        (Node.Mapping)
            ((Node.Mapping) Yaml.load(PLAYBOOKS.resolve("needs.yml")).orElseThrow())
                .entries()
                .get("needs")
                .value();
    List<String> fetched = new ArrayList<>();
    List<String> modules = new ArrayList<>();
    visit(
        Yaml.load(PLAYBOOKS.resolve("roles/" + role + "/tasks/main.yml")).orElseThrow(),
        fetched,
        modules);
    if (fetched.isEmpty() && modules.isEmpty()) {
      return;
    }

    assertThat(all.entries()).containsKey(role);
    Node.Mapping need = (Node.Mapping) all.entries().get(role).value();
    List<String> said = new ArrayList<>();
    words(need.entries().get("packages").value(), said);
    assertThat(String.join(" ", said)).contains(fetched);
    assertThat(need.entries().containsKey("repository"))
        .isEqualTo(modules.contains("apt_repository"));
    assertThat(need.entries().containsKey("file")).isEqualTo(modules.contains("get_url"));
  }

  private static void visit(Node node, List<String> packages, List<String> modules) {
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> visit(item, packages, modules));
    } else if (node instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (name, entry) -> {
                if (name.equals("apt") && entry.value() instanceof Node.Mapping apt) {
                  if (apt.entries().containsKey("name")) {
                    words(apt.entries().get("name").value(), packages);
                  }
                } else if (List.of("apt_repository", "deb822_repository", "get_url")
                    .contains(name)) {
                  modules.add(name);
                } else if (name.equals("block")) {
                  visit(entry.value(), packages, modules);
                }
              });
    }
  }

  /** Packages as they are written, without versions and what makes an expression. */
  private static void words(Node node, List<String> words) {
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> words(item, words));
    } else {
      String text = ((Node.Scalar) node).text();
      words.add(
          text.startsWith("${")
              ? text.replaceAll("\\s+", " ").strip()
              : text.replaceAll("=.*", ""));
    }
  }
}
