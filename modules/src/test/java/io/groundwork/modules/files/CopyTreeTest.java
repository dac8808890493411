package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.summaries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.module.Sources;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

class CopyTreeTest {

  private final CopyModule copy = new CopyModule();

  @TempDir Path dir;

  /** A local directory {@code app} with files, a directory and an empty one. */
  private static final class App implements Sources {
    @Override
    public ByteSource file(String source) {
      throw new LoadException(Problem.of("there is no file " + source));
    }

    @Override
    public String template(String source) {
      throw new LoadException(Problem.of("there is no template " + source));
    }

    @Override
    public Optional<List<Below>> directory(String source) {
      return Optional.of(
          List.of(
              folder("bin"),
              file("bin/run", "#!/bin/sh\n", 0751),
              folder("empty"),
              file("it's\na \"name\"", "x", 0640)));
    }

    private static Below folder(String path) {
      return new Below(path, Optional.empty(), OptionalInt.of(0755));
    }

    private static Below file(String path, String content, int mode) {
      return new Below(
          path, Optional.of(ByteSource.wrap(content.getBytes(UTF_8))), OptionalInt.of(mode));
    }
  }

  @EachShell
  void copiesADirectoryUnderItsName(ModuleHarness host) {
    ModuleHarness with = host.with(new App());
    Map<String, Object> wanted = Map.of("src", "app", "dest", dir + "/a/b", "mode", "preserve");
    Plan plan = with.apply(copy, wanted).plan();
    String top = dir + "/a/b/app";
    assertThat(summaries(plan))
        .containsExactly(
            "create directory " + dir + "/a/b",
            "create directory " + top,
            "create directory " + top + "/bin",
            "create " + top + "/bin/run",
            "create directory " + top + "/empty",
            "create " + top + "/it's\na \"name\"");
    assertThat(Path.of(top, "bin/run")).hasContent("#!/bin/sh\n");
    assertThat(mode(Path.of(top, "bin/run"))).isEqualTo("0751");
    assertThat(mode(Path.of(top, "bin"))).isEqualTo("0755");
    assertThat(Path.of(top, "it's\na \"name\"")).hasContent("x");
    assertThat(with.plan(copy, wanted).reason()).isEqualTo("all of app is in " + dir + "/a/b");
  }

  @EachShell
  void copiesWhatIsInADirectoryBehindASlash(ModuleHarness host) throws IOException {
    ModuleHarness with = host.with(new App());
    Files.writeString(dir.resolve("other"), "stays");
    mode(dir, 0700);
    Files.createDirectory(dir.resolve("bin"));
    Files.writeString(dir.resolve("bin/run"), "old\n");
    Map<String, Object> wanted =
        Map.of("src", "app/", "dest", dir + "", "mode", "0600", "directory_mode", "0711");
    Plan plan = with.apply(copy, wanted).plan();
    assertThat(summaries(plan))
        .containsExactly(
            "set mode of " + dir + "/bin",
            "update " + dir + "/bin/run",
            "create directory " + dir + "/empty",
            "create " + dir + "/it's\na \"name\"");
    assertThat(dir.resolve("other")).hasContent("stays");
    assertThat(mode(dir)).isEqualTo("0700");
    assertThat(mode(dir.resolve("bin"))).isEqualTo("0711");
    assertThat(mode(dir.resolve("bin/run"))).isEqualTo("0600");
  }

  @EachShell
  void refusesADirectoryWhereAFileGoes(ModuleHarness host) throws IOException {
    ModuleHarness with = host.with(new App());
    Files.createDirectories(dir.resolve("bin/run"));
    assertThat(failure(with.plan(copy, Map.of("src", "app/", "dest", dir + ""))))
        .contains("bin/run is a directory");
    assertThat(with.plan(copy, Map.of("src", "app/", "dest", dir + "/x", "force", false)).changes())
        .hasSize(5);
  }
}
