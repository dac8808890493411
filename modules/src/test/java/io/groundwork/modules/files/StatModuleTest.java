package io.groundwork.modules.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.module.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatModuleTest {

  private final StatModule stat = new StatModule();

  @TempDir Path dir;

  @SuppressWarnings("unchecked")
  private Map<String, Object> look(ModuleHarness host, Map<String, Object> parameters) {
    Plan plan = host.plan(stat, parameters);
    assertThat(plan.changes()).isEmpty();
    return (Map<String, Object>) plan.result().get("stat");
  }

  @EachShell
  void tellsAboutAFile(ModuleHarness host) throws IOException {
    Path file = Files.writeString(dir.resolve("it's a file"), "hello\n");
    Fixture.mode(file, 04640);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    assertThat(look(host, Map.of("path", file.toString())))
        .containsEntry("exists", true)
        .containsEntry("path", file.toString())
        .containsEntry("isreg", true)
        .containsEntry("isdir", false)
        .containsEntry("islnk", false)
        .containsEntry("mode", "4640")
        .containsEntry("isuid", true)
        .containsEntry("isgid", false)
        .containsEntry("rusr", true)
        .containsEntry("xusr", false)
        .containsEntry("woth", false)
        .containsEntry("size", 6L)
        .containsEntry("nlink", 1L)
        .containsEntry("mtime", 1_700_000_000L)
        .containsEntry("readable", true)
        .containsEntry("pw_name", Files.getOwner(file).getName())
        .containsEntry("checksum", "f572d396fae9206628714fb2ce00f72e94f2258f")
        .doesNotContainKeys("lnk_target", "lnk_source");
    assertThat(look(host, Map.of("path", file.toString(), "checksum_algorithm", "sha256")))
        .containsEntry(
            "checksum", "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
    assertThat(look(host, Map.of("path", file.toString(), "get_checksum", false)))
        .doesNotContainKey("checksum");
  }

  @EachShell
  void tellsAboutADirectoryAndWhatIsNotThere(ModuleHarness host) {
    assertThat(look(host, Map.of("path", dir.toString())))
        .containsEntry("isdir", true)
        .doesNotContainKey("checksum");
    assertThat(look(host, Map.of("path", dir + "/none"))).isEqualTo(Map.of("exists", false));
    assertThat(host.plan(stat, Map.of("path", dir + "/none")).reason())
        .isEqualTo(dir + "/none does not exist");
  }

  @EachShell
  void tellsAboutALinkOrFollowsIt(ModuleHarness host) throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("file"));
    assertThat(look(host, Map.of("path", link.toString())))
        .containsEntry("islnk", true)
        .containsEntry("lnk_target", "file")
        .containsEntry("lnk_source", file.toRealPath().toString())
        .doesNotContainKey("checksum");
    assertThat(look(host, Map.of("path", link.toString(), "follow", true)))
        .containsEntry("islnk", false)
        .containsEntry("isreg", true);
    Files.delete(file);
    assertThat(look(host, Map.of("path", link.toString()))).containsEntry("islnk", true);
    assertThat(look(host, Map.of("path", link.toString(), "follow", true)))
        .isEqualTo(Map.of("exists", false));
  }

  @EachShell
  void aLinkCannotForgeOtherAnswers(ModuleHarness host) throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("x\nuser root\nlink y"));
    assertThat(look(host, Map.of("path", link.toString())))
        .containsEntry("lnk_target", "x\nuser root\nlink y")
        .containsEntry("pw_name", Files.getOwner(dir).getName());
  }

  @Test
  void refusesWhatNoHostPrints() {
    var parser = stat.probe(new StatModule.Question("/x", false, "")).parser();
    assertThatThrownBy(() -> parser.apply(new Reading("is 81a4 0", "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parser.apply(new Reading("hello", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
