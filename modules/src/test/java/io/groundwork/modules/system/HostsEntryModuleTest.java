package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsEntryModuleTest {

  private static final HostsEntryModule MODULE = new HostsEntryModule();
  private static final String HOSTS =
      """
      # own
      127.0.0.1\tlocalhost
      198.18.0.7   db db.example  # the \u00e9 database
      ::1 localhost ip6-localhost

      198.18.0.8 akd
      198.18.0.7 again
      """;

  @TempDir Path directory;
  private Path hosts;

  @BeforeEach
  void aHostsFile() throws IOException {
    hosts = Files.writeString(directory.resolve("hosts"), HOSTS);
  }

  @EachShell
  void anAddressGetsExactlyItsNamesOnOneLine(ModuleHarness harness) {
    apply(harness, Map.of("ip", "198.18.0.7", "names", List.of("db1.example", "db1")));

    assertThat(hosts)
        .hasContent(
            HOSTS
                .replace("db db.example  #", "db1.example db1  #")
                .replace("198.18.0.7 again\n", ""));
  }

  @EachShell
  void aNewAddressGoesToTheEndAndACopyIsKept(ModuleHarness harness) throws IOException {
    Files.write(hosts, "127.0.0.1 b\u00fc\n127.0.0.2 x".getBytes(StandardCharsets.ISO_8859_1));
    Map<String, Object> result =
        apply(harness, Map.of("ip", "2001:DB8::1", "names", "a,b", "backup", true)).result();

    assertThat(Files.readAllBytes(hosts))
        .isEqualTo(
            "127.0.0.1 b\u00fc\n127.0.0.2 x\n2001:DB8::1 a b\n"
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Path.of((String) result.get("backup_file"))).exists();
  }

  @Test
  void theSameAddressWrittenOtherwiseIsTheSame() {
    assertThat(plan(Map.of("ip", "0:0:0:0:0:0:0:1", "names", "localhost,ip6-localhost")).changes())
        .isEmpty();
  }

  @Test
  void namesGoAndWithTheLastOneTheLine() {
    ModuleHarness harness = ModuleHarness.create();
    apply(harness, Map.of("ip", "198.18.0.7", "names", "DB,again", "state", "absent"));
    assertThat(hosts)
        .hasContent(HOSTS.replace("db db.example", "db.example").replace("198.18.0.7 again\n", ""));
    apply(harness, Map.of("ip", "198.18.0.7", "state", "absent"));
    assertThat(hosts).content().doesNotContain("198.18.0.7");
  }

  @Test
  void exclusiveNamesAreTakenFromOthersOfTheSameKind() {
    apply(
        ModuleHarness.create(),
        Map.of("ip", "198.18.0.9", "names", "akd,localhost", "exclusive", true));
    assertThat(hosts)
        .hasContent(
            HOSTS.replace("127.0.0.1\tlocalhost\n", "").replace("198.18.0.8 akd\n", "")
                + "198.18.0.9 akd localhost\n");
  }

  @Test
  void aMissingDirectoryIsNeededForANewFile() {
    hosts = directory.resolve("none/hosts");
    assertThat(plan(Map.of("ip", "198.18.0.9", "names", "x")).needs())
        .extracting(Need::message)
        .containsExactly(
            "directory " + hosts.getParent() + " does not exist; make it with a file task before");
    assertThat(plan(Map.of("ip", "198.18.0.9", "state", "absent")).changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "300.1.1.1, a",
    "db1, a",
    "198.18.0.1, a b",
    "198.18.0.1, -a",
    "198.18.0.1, a#",
    "::1, 'a,A'"
  })
  void whatIsNoAddressOrNameIsRefused(String ip, String names) {
    assertThatThrownBy(() -> plan(Map.of("ip", ip, "names", names)))
        .isInstanceOf(LoadException.class);
  }

  private Plan plan(Map<String, Object> parameters) {
    return ModuleHarness.create().plan(MODULE, with(parameters));
  }

  private ModuleHarness.Outcome apply(ModuleHarness harness, Map<String, Object> parameters) {
    ModuleHarness.Outcome outcome = harness.apply(MODULE, with(parameters));
    assertThat(outcome.executions()).isNotEmpty().allMatch(one -> one.succeeded());
    return outcome;
  }

  private Map<String, Object> with(Map<String, Object> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("path", hosts.toString());
    return all;
  }
}
