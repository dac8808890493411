package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.summaries;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.module.ModuleHarness;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class TemplateModuleTest {

  private final TemplateModule template = new TemplateModule();

  @TempDir Path dir;

  @EachShell
  void writesWhatTheTemplateRendersTo(ModuleHarness host) {
    ModuleHarness with = host.with(LocalFiles.of("nginx/site.conf.ftl", "listen 8080;\n"));
    Map<String, String> wanted =
        Map.of("src", "nginx/site.conf.ftl", "dest", dir + "/site.conf", "mode", "0640");
    ModuleHarness.Outcome outcome = with.apply(template, wanted);
    assertThat(dir.resolve("site.conf")).hasContent("listen 8080;\n");
    assertThat(mode(dir.resolve("site.conf"))).isEqualTo("0640");
    assertThat(with.plan(template, wanted).changes()).isEmpty();
    ModuleHarness other = host.with(LocalFiles.of("nginx/site.conf.ftl", "listen 8081;\n"));
    assertThat(diffs(other.plan(template, wanted)))
        .containsExactly(dir + "/site.conf: listen 8080;\n -> listen 8081;\n");
    assertThat(outcome.result()).containsEntry("mode", "0640");
  }

  @EachShell
  void inADirectoryTheFileIsCalledAsTheTemplateWithoutItsEnding(ModuleHarness host) {
    ModuleHarness with = host.with(LocalFiles.of("nginx/site.conf.ftl", "x\n"));
    assertThat(
            summaries(
                with.apply(template, Map.of("src", "nginx/site.conf.ftl", "dest", dir + "/"))
                    .plan()))
        .containsExactly("create " + dir + "/site.conf");
  }
}
