package io.groundwork.modules.postgresql;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the role's defaults come to on hosts of different sizes. */
class RoleDefaultsTest {

  private static final Path DEFAULTS =
      Path.of("..", "playbooks", "roles", "postgresql", "defaults", "main.yml");

  private static Map<?, ?> settings(long memory, boolean shared) {
    Map<String, Binding> scope = new HashMap<>();
    ((Node.Mapping) Yaml.load(DEFAULTS).orElseThrow())
        .entries()
        .forEach((name, entry) -> scope.put(name, new Binding.Written(entry.value())));
    scope.put("ansible_facts", Binding.Known.of(Map.of("memtotal_mb", memory)));
    scope.put("inventory_hostname", Binding.Known.of("db1"));
    scope.put("service_address", Binding.Known.of("192.0.2.11"));
    scope.put("groups", Binding.Known.of(Map.of("mongodb", List.of(shared ? "db1" : "elsewhere"))));
    Node node =
        new Node.Scalar(
            "${postgresql_settings + postgresql_extra_settings}",
            false,
            Optional.empty(),
            Position.of("test.yml"));
    return (Map<?, ?>) new Templates(new Redactor()).value(node, Scope.of(scope)).orElseThrow();
  }

  @ParameterizedTest(name = "{0} MB, shared with MongoDB: {1}")
  @CsvSource({
    "256, false, 128MB, 256MB, 64MB, 4MB",
    "1024, false, 256MB, 768MB, 64MB, 4MB",
    "24106, true, 3013MB, 9039MB, 753MB, 15MB",
    "24107, true, 3013MB, 9039MB, 753MB, 15MB",
    "65536, false, 16384MB, 49152MB, 2048MB, 64MB",
    "65536, true, 8192MB, 24576MB, 2048MB, 40MB"
  })
  void memorySettingsFollowTheHostsMemory(
      long memory, boolean shared, String buffers, String cache, String maintenance, String work) {
    Map<?, ?> settings = settings(memory, shared);
    assertThat(settings.get("shared_buffers")).isEqualTo(buffers);
    assertThat(settings.get("effective_cache_size")).isEqualTo(cache);
    assertThat(settings.get("maintenance_work_mem")).isEqualTo(maintenance);
    assertThat(settings.get("work_mem")).isEqualTo(work);
    assertThat(settings.get("listen_addresses")).isEqualTo("192.0.2.11");
  }
}
