package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.summaries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Execution;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchModuleTest {

  private final FetchModule fetch = new FetchModule();

  @TempDir Path dir;

  @EachShell
  void bringsAFileUnderTheHostsName(ModuleHarness host) throws IOException {
    Path src = Files.write(dir.resolve("it's\nhere"), new byte[] {0, 1, (byte) 0xff, '\n', '\n'});
    Map<String, Object> wanted = Map.of("src", src + "", "dest", dir + "/kept");
    Path local = Path.of(dir + "/kept/localhost" + src);
    ModuleHarness.Outcome outcome = host.apply(fetch, wanted);
    assertThat(summaries(outcome.plan())).containsExactly("fetch " + src + " to " + local);
    assertThat(outcome.plan().isChanging()).isTrue();
    assertThat(local).hasSameBinaryContentAs(src);
    assertThat(mode(local)).isEqualTo("0600");
    assertThat(outcome.result())
        .containsEntry("dest", local.toString())
        .containsEntry("checksum", sha1(src));
    assertThat(host.plan(fetch, wanted).changes()).isEmpty();
    assertThat(host.plan(fetch, wanted).reason()).isEqualTo(local + " holds what " + src + " does");
    mode(local, 0644);
    Files.writeString(src, "other");
    host.apply(fetch, wanted);
    assertThat(local).hasContent("other");
    assertThat(mode(local)).isEqualTo("0644");
    assertThat(names(local.getParent())).hasSize(1);
  }

  @SuppressWarnings("deprecation") // SHA-1 is what Ansible's result holds.
  private static String sha1(Path file) throws IOException {
    return com.google.common.hash.Hashing.sha1().hashBytes(Files.readAllBytes(file)).toString();
  }

  @EachShell
  void bringsAFileToAPlaceOfItsOwn(ModuleHarness host) throws IOException {
    Path src = Files.writeString(dir.resolve("a"), "x");
    host.apply(fetch, Map.of("src", src + "", "dest", dir + "/b", "flat", true));
    host.apply(fetch, Map.of("src", src + "", "dest", dir + "/c/", "flat", true));
    assertThat(dir.resolve("b")).hasContent("x");
    assertThat(dir.resolve("c/a")).hasContent("x");
  }

  @EachShell
  void saysWhatIsMissing(ModuleHarness host) {
    Map<String, Object> wanted = Map.of("src", dir + "/none", "dest", dir + "/kept");
    assertThat(host.plan(fetch, wanted).needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir + "/none"));
    Map<String, Object> ignored =
        Map.of("src", dir + "/none", "dest", dir + "/kept", "fail_on_missing", false);
    assertThat(host.apply(fetch, ignored).plan().needs()).isEmpty();
    assertThat(failure(host.plan(fetch, Map.of("src", dir + "", "dest", dir + "/kept"))))
        .contains("is a directory");
  }

  @Test
  void keepsNothingThatArrivedBroken() {
    WantedCopyHere wanted =
        ModuleHarness.create().wanted(fetch, Map.of("src", "/x", "dest", dir + "/k", "flat", true));
    List<Execution> broken = List.of(new Execution(0, "0".repeat(64) + "\neA==", ""));
    assertThatThrownBy(() -> fetch.receive(wanted, broken))
        .hasMessageContaining("another checksum");
    assertThat(names(dir)).isEmpty();
  }

  @Test
  void aHostNeverNamesALocalPath() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("src", "/../../etc/passwd", "dest", dir + "/kept"),
            Map.of("src", "/a/../../b", "dest", dir + "/kept"),
            Map.of("src", "/a", "dest", dir + "", "flat", true))) {
      assertThatThrownBy(() -> ModuleHarness.create().wanted(fetch, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("fetch");
    }
  }
}
