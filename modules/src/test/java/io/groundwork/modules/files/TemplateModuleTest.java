package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.summaries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @EachShell
  void everyLineEndsAsItIsWanted(ModuleHarness host) throws IOException {
    ModuleHarness with = host.with(LocalFiles.of("dos.conf", "a\r\nb\nc\rd"));
    for (Map.Entry<String, String> one :
        Map.of("", "a\nb\nc\nd", "\r\n", "a\r\nb\r\nc\r\nd", "\\r", "a\rb\rc\rd").entrySet()) {
      Map<String, Object> wanted = new HashMap<>(Map.of("src", "dos.conf", "dest", dir + "/f"));
      if (!one.getKey().isEmpty()) {
        wanted.put("newline_sequence", one.getKey());
      }
      with.apply(template, wanted);
      assertThat(Files.readString(dir.resolve("f"))).isEqualTo(one.getValue());
      assertThat(with.plan(template, wanted).changes()).isEmpty();
    }
  }

  @Test
  void whatIsOfJinjaIsRefusedWithARemedy() {
    ModuleHarness with = ModuleHarness.create().with(LocalFiles.of("x", "x"));
    assertThatThrownBy(
            () -> with.wanted(template, Map.of("src", "x", "dest", "/f", "trim_blocks", true)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("template does not take Ansible's \"trim_blocks\"")
        .hasMessageContaining("Freemarker");
    assertThatThrownBy(
            () -> with.wanted(template, Map.of("src", "x", "dest", "/f", "newline_sequence", "x")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("newline_sequence");
  }
}
