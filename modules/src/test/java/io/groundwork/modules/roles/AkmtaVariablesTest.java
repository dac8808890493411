package io.groundwork.modules.roles;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the role akmta takes a host and its inventory for. */
class AkmtaVariablesTest {

  private static final Path ROLE = Path.of("..", "playbooks", "roles", "akmta");

  private static final Map<String, Object> FACTS =
      Map.of(
          "all_ipv4_addresses",
          List.of("192.0.2.21", "192.0.2.22"),
          "dns_upstreams",
          List.of("192.0.2.53"),
          "mounts",
          List.of(
              Map.of("mount", "/", "device", "/dev/vda1"),
              Map.of("mount", "/srv/spool", "device", "/dev/vdb1"),
              Map.of("mount", "/srv", "device", "/dev/vdc1")));

  private static Object value(String name, Map<String, Object> inventory) {
    Map<String, Binding> scope = new HashMap<>();
    for (String file : List.of("defaults/main.yml", "vars/main.yml")) {
      ((Node.Mapping) Yaml.load(ROLE.resolve(file)).orElseThrow())
          .entries()
          .forEach((key, entry) -> scope.put(key, new Binding.Written(entry.value())));
    }
    scope.put("groups", Binding.Known.of(Map.of("akd", List.of("akd1", "akd2"))));
    scope.put("inventory_hostname", Binding.Known.of("akmta1"));
    scope.put("ansible_host", Binding.Known.of("192.0.2.21"));
    scope.put("ansible_facts", Binding.Known.of(FACTS));
    inventory.forEach((key, one) -> scope.put(key, Binding.Known.of(one)));
    Node node =
        new Node.Scalar("${" + name + "}", false, Optional.empty(), Position.of("test.yml"));
    return new Templates(new Redactor()).value(node, Scope.of(scope)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/akmta_node/spool, /,          /dev/vda1",
    "/srv/spool,            /srv/spool, /dev/vdb1",
    "/srv/spool/mails,      /srv/spool, /dev/vdb1",
    "/srv/spooled,          /srv,       /dev/vdc1"
  })
  void theSpoolIsOnTheNearestDiskAboveIt(String directory, String mount, String device) {
    Map<String, Object> inventory = Map.of("akmta_spool_directory", directory);
    assertThat(value("akmta_spool_disk_is", inventory)).isEqualTo(mount);
    assertThat(value("akmta_spool_device_is", inventory)).isEqualTo(device);
  }

  @Test
  void aSenderSendsFromItsServiceAddressUnlessTheInventorySaysMore() {
    assertThat(value("akmta_sending_addresses", Map.of())).isEqualTo(List.of("192.0.2.21"));
    assertThat(value("akmta_missing_addresses", Map.of())).isEqualTo(List.of());
    assertThat(
            value(
                "akmta_missing_addresses",
                Map.of("sending_addresses", List.of("192.0.2.22", "192.0.2.23", "2001:db8::1"))))
        .isEqualTo(List.of("192.0.2.23", "2001:db8::1"));
  }

  @Test
  void aKeyIsMadeOnTheFirstControlHostUnlessTheInventoryBringsOne() {
    assertThat(value("akmta_makes_key", Map.of())).isEqualTo(true);
    assertThat(value("akmta_key_host", Map.of())).isEqualTo("akd1");
    assertThat(value("akmta_makes_key", Map.of("akmta_public_keys", List.of("ssh-ed25519 A"))))
        .isEqualTo(false);
    assertThat(value("akmta_makes_key", Map.of("akmta_control", "https"))).isEqualTo(false);
    assertThat(value("akmta_key_host", Map.of("groups", Map.of()))).isEqualTo("akmta1");
  }
}
