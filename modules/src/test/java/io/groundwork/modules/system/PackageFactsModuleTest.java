package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.modules.FakeCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFactsModuleTest {

  private static final PackageFactsModule MODULE = new PackageFactsModule();

  @TempDir Path directory;

  @Test
  void whatDpkgHasInstalledIsAFact() {
    ModuleHarness host =
        new FakeCommands(directory)
            .with(
                "dpkg-query",
                "printf 'installed\\tlibc6\\t2.36-9\\tamd64\\tlibs\\n"
                    + "installed\\tlibc6\\t2.36-9\\ti386\\tlibs\\n"
                    + "config-files\\told\\t1\\tall\\tmisc\\n'")
            .harness();
    Plan plan = host.plan(MODULE, Map.of());

    assertThat(plan.reason()).isEqualTo("1 packages are installed");
    assertThat(plan.facts())
        .containsEntry("packages", Map.of("libc6", List.of(debian("amd64"), debian("i386"))));
  }

  private static Map<String, Object> debian(String arch) {
    return Map.of(
        "name", "libc6", "version", "2.36-9", "arch", arch, "source", "apt", "category", "libs");
  }

  @Test
  void whatRpmHasInstalledIsAFact() {
    ModuleHarness host =
        new FakeCommands(directory)
            .with(
                "rpm",
                "printf 'bash\\t5.1.8\\t6.el9\\t(none)\\tx86_64\\n"
                    + "bind\\t9\\t1\\t32\\tx86_64\\n'")
            .harness();

    assertThat(host.plan(MODULE, Map.of("manager", "rpm")).facts().get("packages"))
        .isEqualTo(
            Map.of(
                "bash",
                List.of(
                    Map.of(
                        "name", "bash", "version", "5.1.8", "release", "6.el9", "arch", "x86_64",
                        "source", "rpm")),
                "bind",
                List.of(
                    Map.of(
                        "name", "bind", "version", "9", "release", "1", "epoch", 32L, "arch",
                        "x86_64", "source", "rpm"))));
  }
}
