package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.engine.HostReader;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckOnThisMachineTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox"})
  void every_snippet_prints_what_its_parser_takes(String shell) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not installed");
    ModuleHarness harness = harness(shell);
    HostReader here = calls -> calls.stream().map(call -> read(harness, call)).toList();
    // Names that are tried on the network are replaced: a test talks to this machine only.
    String text =
        Files.readString(Path.of("..", "playbooks", "requirements", "altcraft.yml"))
            .replaceAll("host: lic[123]\\.altkraft\\.com, port: 443", "host: 127.0.0.1, port: 1")
            .replaceAll("https://[a-z.-]+", "https://127.0.0.1:1");
    Catalogue catalogue = Catalogue.parse(text, "altcraft.yml");
    HostInfo host =
        new HostInfo("here", List.copyOf(catalogue.tables().roles().keySet()), List.of("localhost"))
            .with(
                new Settings(
                    Map.of(
                        Settings.OUTBOUND_SMTP_TARGET,
                        "127.0.0.1:1",
                        Settings.SENDING_ADDRESSES,
                        List.of("127.0.0.1", "192.0.2.77"),
                        Settings.PUBLIC_ADDRESSES,
                        List.of("127.0.0.1"),
                        Settings.SMTP_RELAY,
                        "127.0.0.1:1",
                        Settings.DAILY_MESSAGES,
                        1000L)));
    List<Finding> findings =
        new Checker(catalogue, Tier.AUTO)
            .check(host, here).stream()
                .filter(one -> !one.requirement().check().equals("port_reachable"))
                .filter(one -> !one.note().contains("with --deep only"))
                .filter(one -> !one.note().equals("not asked"))
                // The firmware's tables need root, dmidecode, and firmware.
                .filter(one -> !one.requirement().id().equals("memory-type"))
                .toList();
    assertThat(findings)
        .isNotEmpty()
        .noneMatch(finding -> finding.note().contains("cannot be understood"))
        .noneMatch(finding -> finding.measured().equals("not known"));
    assertThat(findings)
        .filteredOn(finding -> finding.requirement().id().equals("license-servers"))
        .allSatisfy(finding -> assertThat(finding.measured()).contains("127.0.0.1:1 refused"));
    assertThat(findings)
        .filteredOn(finding -> finding.requirement().id().equals("outbound-mail"))
        .allSatisfy(
            finding ->
                assertThat(finding.measured())
                    .isEqualTo(
                        "from 127.0.0.1: refused the connection,"
                            + " from 192.0.2.77: is no address of this host"));
  }

  /** The firmware's tables cannot be read everywhere. */
  private static Read read(ModuleHarness harness, Snippet.Call call) {
    return call.snippet().name().equals("memory_type.sh")
        ? new Read.Failed(1, "not asked")
        : new Read.Done(harness.read(call));
  }

  /** Busybox is a shell only under that name. */
  private ModuleHarness harness(String shell) throws IOException {
    if (!shell.endsWith("busybox")) {
      return ModuleHarness.withShell(shell);
    }
    Path copy = directory.resolve("sh");
    Files.copy(Path.of(shell), copy, StandardCopyOption.COPY_ATTRIBUTES);
    return ModuleHarness.withShell(copy.toString());
  }
}
