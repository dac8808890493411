package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PamLimitsModuleTest {

  private static final PamLimitsModule MODULE = new PamLimitsModule();
  private static final String LIMITS =
      "#akd soft nofile 5\n\nakd  soft   nofile 1024 # why\nakd hard nofile unlimited\n*\t-\tcore\t0";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void someLimits() throws IOException {
    file = Files.writeString(directory.resolve("limits.conf"), LIMITS);
  }

  @EachShell
  void aLimitIsChangedAtItsPlaceAndKeepsItsComment(ModuleHarness harness) {
    harness.apply(MODULE, limit("akd", "soft", "nofile", "65536", Map.of()));
    assertThat(file)
        .hasContent(
            LIMITS.replace("akd  soft   nofile 1024 # why", "akd\tsoft\tnofile\t65536\t# why")
                + "\n");
  }

  @EachShell
  void aNewLimitGoesToTheEnd(ModuleHarness harness) {
    ModuleHarness.Outcome outcome =
        harness.apply(MODULE, limit("@akd", "-", "nproc", "100", Map.of("comment", " few")));
    assertThat(file).hasContent(LIMITS + "\n@akd\t-\tnproc\t100\t# few\n");
    assertThat(outcome.result()).containsEntry("msg", "@akd\t-\tnproc\t100\t# few");
  }

  @EachShell
  void aFileThatIsNotThereIsMade(ModuleHarness harness) {
    file = directory.resolve("new.conf");
    harness.apply(MODULE, limit("akd", "hard", "memlock", "unlimited", Map.of()));
    assertThat(file).hasContent("akd\thard\tmemlock\tunlimited\n");
  }

  @ParameterizedTest
  @CsvSource({
    "soft, 512,       use_max, 1024",
    "soft, 2048,      use_max, 2048",
    "soft, unlimited, use_max, unlimited",
    "hard, 2048,      use_max, unlimited",
    "soft, 512,       use_min, 512",
    "soft, 2048,      use_min, 1024",
    "soft, -1,        use_min, 1024",
    "hard, 2048,      use_min, 2048",
  })
  void theLargerOrSmallerLimitIsKept(String type, String value, String keep, String after)
      throws IOException {
    ModuleHarness.create().apply(MODULE, limit("akd", type, "nofile", value, Map.of(keep, true)));
    assertThat(Files.readAllLines(file))
        .anyMatch(
            line -> line.matches("akd\\s+" + type + "\\s+nofile\\s+" + after + "( .*|\t.*)?"));
  }

  @Test
  void theSameLimitHolds() {
    assertThat(
            ModuleHarness.create()
                .plan(MODULE, limit("*", "-", "core", "0", Map.of("comment", "other")))
                .reason())
        .isEqualTo("core (-) of * is as wanted in " + file);
  }

  @ParameterizedTest
  @CsvSource({
    "akd, soft, nofile, many",
    "akd, soft, nice, 20",
    "akd, soft, nice, unlimited",
    "akd, weak, nofile, 1",
    "akd, soft, files, 1",
    "a b, soft, nofile, 1",
  })
  void whatIsNoLimitIsRefused(String domain, String type, String item, String value) {
    assertThatThrownBy(
            () -> ModuleHarness.create().plan(MODULE, limit(domain, type, item, value, Map.of())))
        .isInstanceOf(LoadException.class);
  }

  private Map<String, Object> limit(
      String domain, String type, String item, String value, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("domain", domain);
    all.put("limit_type", type);
    all.put("limit_item", item);
    all.put("value", value);
    all.put("dest", file.toString());
    return all;
  }
}
