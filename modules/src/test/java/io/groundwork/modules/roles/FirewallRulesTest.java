package io.groundwork.modules.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.requirements.Catalogue;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Yaml;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which rules a host gets, from the table of ports and the inventory. */
class FirewallRulesTest {

  private static final Path PLAYBOOKS = Path.of("..", "playbooks");

  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "all", List.of("db1", "rabbitmq1", "akd1", "akmta1"),
          "db", List.of("db1"),
          "rabbitmq", List.of("rabbitmq1"),
          "akd", List.of("akd1"),
          "akmta", List.of("akmta1"));

  private static final Map<String, Object> HOSTS =
      Map.of(
          "db1", Map.of("ansible_host", "192.0.2.11"),
          "rabbitmq1", Map.of("ansible_host", "192.0.2.12"),
          "akd1", Map.of("ansible_host", "akd1.test", "service_address", "2001:db8::13"),
          "akmta1", Map.of("ansible_host", "192.0.2.14", "service_address", "192.0.2.14"));

  private static Object value(String host, String expression, Map<String, Object> inventory) {
    Map<String, Binding> scope = new HashMap<>();
    add(PLAYBOOKS.resolve("ports.yml"), scope);
    add(PLAYBOOKS.resolve("roles/firewall/defaults/main.yml"), scope);
    add(PLAYBOOKS.resolve("roles/firewall/vars/main.yml"), scope);
    scope.put("groups", Binding.Known.of(GROUPS));
    scope.put("hostvars", Binding.Known.of(HOSTS));
    scope.put("inventory_hostname", Binding.Known.of(host));
    scope.put(
        "ansible_facts",
        Binding.Known.of(Map.of("login_address", "198.51.100.9", "login_port", "2222")));
    inventory.forEach((name, value) -> scope.put(name, Binding.Known.of(value)));
    Node node =
        new Node.Scalar("${" + expression + "}", false, Optional.empty(), Position.of("test.yml"));
    return new Templates(new Redactor()).value(node, Scope.of(scope)).orElseThrow();
  }

  private static void add(Path file, Map<String, Binding> scope) {
    ((Node.Mapping) Yaml.load(file).orElseThrow())
        .entries()
        .forEach((name, entry) -> scope.put(name, new Binding.Written(entry.value())));
  }

  private static List<String> rules(String host, Map<String, Object> inventory) {
    return ((List<?>) value(host, "firewall_rules", inventory))
        .stream().map(String::valueOf).toList();
  }

  @Test
  void theTableOfPortsIsTheDocumentedOne() {
    TreeSet<String> documented = new TreeSet<>();
    Catalogue.load(PLAYBOOKS.resolve("requirements/altcraft.yml"))
        .tables()
        .ports()
        .forEach(
            port ->
                documented.add(
                    port.number() + " " + port.role() + " " + new TreeSet<>(port.access())));
    TreeSet<String> ours = new TreeSet<>();
    ((Map<?, ?>) value("db1", "ports", Map.of()))
        .values()
        .forEach(
            one -> {
              Map<?, ?> port = (Map<?, ?>) one;
              ours.add(
                  port.get("port")
                      + " "
                      + port.get("role")
                      + " "
                      + new TreeSet<>((List<?>) port.get("who")));
            });
    assertThat(ours).isEqualTo(documented);
  }

  @Test
  void aPortIsMovedByTheSameVariableForTheChecksAsForTheRoles() {
    Map<String, Object> moved = new HashMap<>();
    Catalogue.load(PLAYBOOKS.resolve("requirements/altcraft.yml"))
        .tables()
        .ports()
        .forEach(port -> port.variable().ifPresent(name -> moved.put(name, port.number() + 1000)));
    TreeSet<String> fixed = new TreeSet<>();
    ((Map<?, ?>) value("db1", "ports", moved))
        .forEach(
            (name, port) -> {
              if (!moved.containsValue(
                  Integer.parseInt(((Map<?, ?>) port).get("port").toString()))) {
                fixed.add(name.toString());
              }
            });
    assertThat(fixed)
        .containsExactly(
            "clickhouse_http",
            "clickhouse_keeper",
            "clickhouse_keeper_members",
            "clickhouse_replication",
            "rabbitmq_epmd");
  }

  @Test
  void theHostsOfDbServeTheStoresThatHaveNoHostsOfTheirOwn() {
    assertThat(rules("db1", Map.of("mongodb_port", 27117)))
        .containsExactly(
            "tcp 2222 any SSH, for all while firewall_admin_networks is not set",
            "tcp 27117 2001:db8::13 mongodb, for akd1",
            "tcp 5432 2001:db8::13 postgresql, for akd1",
            "tcp 9000 2001:db8::13 clickhouse, for akd1",
            "tcp 6666 2001:db8::13 kvrocks, for akd1",
            "tcp 4420 2001:db8::13 ssdb_hbsupp, for akd1",
            "tcp 4430 2001:db8::13 ssdb_notify, for akd1");
  }

  @Test
  void administratorsReachTheManagementAndSshAndSoDoesTheLoginThatSetsItUp() {
    assertThat(rules("rabbitmq1", Map.of("firewall_admin_networks", List.of("192.0.2.96/27"))))
        .containsExactly(
            "tcp 2222 192.0.2.96/27 SSH, for administrators",
            "tcp 2222 198.51.100.9 SSH, for where this was set up from",
            "tcp 5672 2001:db8::13 rabbitmq_amqp, for akd1",
            "tcp 5672 192.0.2.14 rabbitmq_amqp, for akmta1",
            "tcp 25672 2001:db8::13 rabbitmq_cluster, for akd1",
            "tcp 25672 192.0.2.14 rabbitmq_cluster, for akmta1",
            "tcp 15672 192.0.2.96/27 rabbitmq_management, for administrators");
    for (String network : List.of("198.51.100.0/24", "198.51.100.8/31", "0.0.0.0/0")) {
      assertThat(rules("db1", Map.of("firewall_admin_networks", List.of(network))))
          .noneMatch(rule -> rule.contains("198.51.100.9 "));
    }
    assertThat(rules("db1", Map.of("firewall_admin_networks", List.of("198.51.100.10/31"))))
        .anyMatch(rule -> rule.contains("198.51.100.9 "));
  }

  @Test
  void whatTheInventoryOpensMayNameAPortAndGroupsAndNetworks() {
    assertThat(
            rules(
                "akd1",
                Map.of(
                    "firewall_open",
                    List.of(
                        Map.of("port", "akd_http", "who", List.of("192.0.2.0/24")),
                        Map.of("port", 53, "protocol", "udp", "who", List.of("rabbitmq"))))))
        .containsExactly(
            "tcp 2222 any SSH, for all while firewall_admin_networks is not set",
            "tcp 80 any akd_http, for all",
            "tcp 443 any akd_https, for all",
            "tcp 80 192.0.2.0/24 firewall_open",
            "udp 53 192.0.2.12 firewall_open, for rabbitmq1");
  }

  @Test
  void hostsThatRulesCannotNameAreTold() {
    assertThat(value("db1", "firewall_nameless", Map.of())).isEqualTo(List.of());
    Map<String, Object> hosts = new HashMap<>(HOSTS);
    hosts.put("akmta1", Map.of("ansible_host", "akmta1.test"));
    assertThat(value("db1", "firewall_nameless", Map.of("hostvars", hosts)))
        .isEqualTo(List.of("akmta1"));
    assertThat(value("akmta1", "firewall_nameless", Map.of("hostvars", hosts)))
        .isEqualTo(List.of());
  }
}
