package io.groundwork.modules.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the roles' variables come to on hosts of different sizes and with different neighbours. */
class RoleVariablesTest {

  private static final Path ROLES = Path.of("..", "playbooks", "roles");

  private static Object value(
      String role, String expression, long memory, String virtualization, List<String> products) {
    Map<String, Binding> scope = new HashMap<>();
    for (String file : List.of("defaults/main.yml", "vars/main.yml")) {
      add(ROLES.resolve(role).resolve(file), scope);
    }
    add(Path.of("..", "playbooks", "pins.yml"), scope);
    Map<String, List<String>> groups = new HashMap<>();
    products.forEach(product -> groups.put(product, List.of("db1")));
    scope.put("groups", Binding.Known.of(groups));
    scope.put("inventory_hostname", Binding.Known.of("db1"));
    scope.put("service_address", Binding.Known.of("192.0.2.11"));
    scope.put(
        "ansible_facts",
        Binding.Known.of(Map.of("memtotal_mb", memory, "virtualization_type", virtualization)));
    return evaluated(expression, scope);
  }

  private static Object evaluated(String expression, Map<String, Binding> scope) {
    Node node =
        new Node.Scalar("${" + expression + "}", false, Optional.empty(), Position.of("test.yml"));
    return new Templates(new Redactor()).value(node, Scope.of(scope)).orElseThrow();
  }

  private static void add(Path file, Map<String, Binding> scope) {
    if (Files.exists(file)) {
      ((Node.Mapping) Yaml.load(file).orElseThrow())
          .entries()
          .forEach((name, entry) -> scope.put(name, new Binding.Written(entry.value())));
    }
  }

  private static List<String> products(String words) {
    return List.of(words.split(" ", -1));
  }

  @ParameterizedTest(name = "{0}: {2} with {1} MB and {3} is {4}")
  @CsvSource({
    "mongodb, 65536, mongodb_cache_gb, mongodb, 31.5",
    "mongodb, 65536, mongodb_cache_gb, mongodb postgresql, 15.75",
    "mongodb, 1024, mongodb_cache_gb, mongodb, 0.25",
    "kvrocks, 65536, kvrocks_cache_mb, kvrocks, 4096",
    "kvrocks, 8192, kvrocks_cache_mb, kvrocks mongodb, 1024",
    "kvrocks, 256, kvrocks_cache_mb, kvrocks, 64",
    "clickhouse, 10000, clickhouse_memory_mb, clickhouse, 9000",
    "clickhouse, 10000, clickhouse_memory_mb, clickhouse mongodb, 4000",
    "clickhouse, 10000, clickhouse_mark_cache_mb, clickhouse, 1125",
    "rabbitmq, 8192, rabbitmq_memory_watermark, rabbitmq, 0.4",
    "rabbitmq, 8192, rabbitmq_memory_watermark, rabbitmq mongodb, 0.2",
  })
  void memoryFollowsTheHostsAndItsNeighbours(
      String role, long memory, String variable, String words, String expected) {
    assertThat(String.valueOf(value(role, variable, memory, "kvm", products(words))))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "huge pages with {0}: {1}")
  @CsvSource({
    "mongodb postgresql, always, MongoDB 8 asks for them",
    "mongodb clickhouse, madvise, ClickHouse warns of always",
    "kvrocks, madvise, no store of this host gains by more"
  })
  void oneArbiterSettlesHugePagesAndSaysWhy(String words, String wanted, String why) {
    assertThat(value("common", "common_huge_pages", 8192, "kvm", products(words)))
        .isEqualTo(wanted);
    assertThat(value("common", "common_huge_pages_why", 8192, "kvm", products(words)))
        .isEqualTo(why);
  }

  @Test
  void kernelSettingsAreThoseThatTheStoresOfTheHostNeed() {
    String names = "common_kernel_settings?map(one -> one.name + \"=\" + one.value)";
    assertThat(value("common", names, 8192, "kvm", products("mongodb clickhouse")))
        .isEqualTo(
            List.of(
                "vm.overcommit_memory=1",
                "vm.swappiness=1",
                "vm.max_map_count=1048576",
                "net.ipv4.tcp_keepalive_time=120",
                "net.core.somaxconn=4096"));
    assertThat(value("common", names, 8192, "kvm", products("postgresql")))
        .isEqualTo(
            List.of(
                "vm.swappiness=1", "net.ipv4.tcp_keepalive_time=120", "net.core.somaxconn=4096"));
    assertThat(value("common", names, 8192, "kvm", products("akd"))).isEqualTo(List.of());
  }

  @Test
  void aContainersKernelIsLeftToTheMachine() {
    assertThat(value("common", "common_owns_kernel", 8192, "kvm", products("mongodb")))
        .isEqualTo(true);
    assertThat(value("common", "common_owns_kernel", 8192, "systemd-nspawn", products("mongodb")))
        .isEqualTo(false);
  }

  @Test
  void thePlatformIsToldEveryMemberOfAReplicaSet() {
    Map<String, Binding> scope = new HashMap<>();
    add(ROLES.resolve("akd/vars/main.yml"), scope);
    add(Path.of("..", "playbooks", "ports.yml"), scope);
    Map<String, Object> hosts = new HashMap<>();
    List.of("11", "12", "13")
        .forEach(one -> hosts.put("db" + one, Map.of("service_address", "192.0.2." + one)));
    scope.put("hostvars", Binding.Known.of(hosts));
    scope.put("groups", Binding.Known.of(Map.of("mongodb", List.of("db11", "db12", "db13"))));

    assertThat(evaluated("akd_mongodb_members", scope))
        .isEqualTo(
            Map.of(
                "CONTROLDB_REPL_SET_NAME",
                "rs0",
                "CONTROLDB",
                places("192.0.2.11", "192.0.2.12", "192.0.2.13"),
                "FILEDB_REPL_SET_NAME",
                "rs0",
                "FILEDB",
                places("192.0.2.11", "192.0.2.12", "192.0.2.13")));

    scope.put("groups", Binding.Known.of(Map.of("mongodb", List.of("db11"))));
    assertThat(evaluated("akd_mongodb_set", scope)).isEqualTo("");
    assertThat(evaluated("akd_mongodb_single", scope).toString())
        .contains("CONTROLDB_IP=192.0.2.11", "FILEDB_PORT=27017");
  }

  private static List<Map<String, Object>> places(String... addresses) {
    return Stream.of(addresses)
        .map(address -> Map.<String, Object>of("IP", address, "PORT", 27017L))
        .toList();
  }

  @Test
  void everySecretThatARoleAsksForIsOneThatCanBeMade() {
    Node.Mapping file =
        (Node.Mapping) Yaml.load(Path.of("..", "playbooks", "secrets.yml")).orElseThrow();
    ((Node.Mapping) file.entries().get("secrets").value())
        .entries()
        .forEach(
            (role, entry) ->
                ((Node.Sequence) entry.value())
                    .items()
                    .forEach(
                        name ->
                            assertThat(ROLES.resolve(role).resolve("tasks/main.yml"))
                                .content()
                                .contains(((Node.Scalar) name).text())));
  }
}
