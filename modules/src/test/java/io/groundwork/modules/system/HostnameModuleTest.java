package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Diff;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files that stand in for a host's: this machine keeps its name. */
class HostnameModuleTest {

  @TempDir Path directory;
  private HostnameModule module;

  @BeforeEach
  void aHost() throws IOException {
    Files.writeString(directory.resolve("hostname"), "# named\n\nold.example\n");
    Files.writeString(directory.resolve("kernel"), "old\n");
    module = new HostnameModule(directory.toString(), directory.resolve("kernel").toString());
  }

  @EachShell
  void bothNamesAreSet(ModuleHarness harness) {
    Plan plan = harness.apply(module, Map.of("name", "db1.example", "use", "debian")).plan();

    assertThat(plan.changes().get(0).diffs())
        .containsExactly(
            Diff.value("configured name", "old.example", "db1.example"),
            Diff.value("name in use", "old", "db1.example"));
    assertThat(directory.resolve("hostname")).hasContent("db1.example\n");
    assertThat(directory.resolve("kernel")).hasContent("db1.example\n");
  }

  @EachShell
  void aHostWithoutAConfiguredNameGetsOne(ModuleHarness harness) throws IOException {
    Files.delete(directory.resolve("hostname"));
    harness.apply(module, Map.of("name", "old", "use", "debian"));
    assertThat(directory.resolve("hostname")).hasContent("old\n");
  }

  @Test
  void onlyOneOfThemDiffers() throws IOException {
    Files.writeString(directory.resolve("kernel"), "old.example");
    assertThat(ModuleHarness.create().plan(module, Map.of("name", "old.example")).reason())
        .isEqualTo("the host is called old.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "-a",
        "a-",
        "a..b",
        "a.",
        "a_b",
        "\u00e9",
        "(none)",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> ModuleHarness.create().plan(module, Map.of("name", name)))
        .isInstanceOf(LoadException.class);
  }
}
