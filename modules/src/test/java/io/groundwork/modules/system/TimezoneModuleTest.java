package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Against directories that stand in for a host's. */
class TimezoneModuleTest {

  @TempDir Path directory;
  private Path etc;
  private Path zones;
  private TimezoneModule module;

  @BeforeEach
  void aHost() throws IOException {
    etc = Files.createDirectory(directory.resolve("etc"));
    zones = directory.resolve("zoneinfo");
    for (String zone : new String[] {"Etc/UTC", "Europe/Berlin", "America/Argentina/Salta"}) {
      Files.createDirectories(zones.resolve(zone).getParent());
      Files.writeString(zones.resolve(zone), "TZif");
    }
    Files.writeString(zones.resolve("zone.tab"), "");
    Files.createSymbolicLink(etc.resolve("localtime"), zones.resolve("Etc/UTC"));
    module = new TimezoneModule(etc.toString(), zones.toString());
  }

  @EachShell
  void theZoneIsSetInBothPlaces(ModuleHarness harness) throws IOException {
    Files.writeString(etc.resolve("timezone"), "Etc/UTC\n");
    harness.apply(module, Map.of("name", "Europe/Berlin"));

    assertThat(Files.readSymbolicLink(etc.resolve("localtime")))
        .isEqualTo(zones.resolve("Europe/Berlin"));
    assertThat(etc.resolve("timezone")).hasContent("Europe/Berlin\n");
    assertThat(etc.toFile().list()).containsExactlyInAnyOrder("localtime", "timezone");
  }

  @EachShell
  void aHostWithoutAZoneGetsOneAndNoFileThatItHasNot(ModuleHarness harness) throws IOException {
    Files.delete(etc.resolve("localtime"));
    harness.apply(module, Map.of("name", "Etc/UTC"));
    assertThat(etc.toFile().list()).containsExactly("localtime");
    Files.delete(etc.resolve("localtime"));
    Files.writeString(etc.resolve("localtime"), "TZif");
    harness.apply(module, Map.of("name", "Etc/UTC"));
    assertThat(etc.resolve("localtime")).isSymbolicLink();
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlim, did you mean \"Europe/Berlin\"?",
    "Salta, did you mean \"America/Argentina/Salta\"?",
  })
  void anUnknownZoneIsRefusedWithWhatMayBeMeant(String zone, String remedy) {
    assertThat(
            ModuleHarness.create()
                .plan(module, Map.of("name", zone))
                .failure()
                .orElseThrow()
                .remedy())
        .contains(remedy);
  }

  @Test
  void zonesThatAPackageBringsAreNeeded() {
    TimezoneModule bare = new TimezoneModule(etc.toString(), directory + "/none");
    assertThat(ModuleHarness.create().plan(bare, Map.of("name", "Europe/Berlin")).needs())
        .extracting(Need::message)
        .containsExactly("this host knows no time zones; install the package tzdata before");
  }

  @Test
  void whatCannotBeAZoneIsRefused() {
    for (String zone : new String[] {"../../etc/passwd", "/Etc/UTC", "Europe/", "a b", ""}) {
      assertThatThrownBy(() -> ModuleHarness.create().plan(module, Map.of("name", zone)))
          .isInstanceOf(LoadException.class);
    }
  }
}
