package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.needsRoot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.module.Execution;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every file that is put in place. */
class PlaceFileTest {

  private final CopyModule copy = new CopyModule();

  @TempDir Path dir;

  private Path command(String name, String text) throws IOException {
    Path bin = Files.createDirectories(dir.resolve("bin"));
    Path command = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
    Fixture.mode(command, 0755);
    return command;
  }

  private ModuleHarness withCommands() throws IOException {
    return ModuleHarness.withShell(
        Fixture.shellAfter(dir, "PATH=" + dir + "/bin:$PATH", "export PATH", "exec sh"));
  }

  @Test
  void aFileKeepsItsContextAndANewOneGetsThePolicys() throws IOException {
    Path log = dir.resolve("log");
    command("selinuxenabled", "exit 0");
    command("chcon", "echo chcon \"$1\" >>'" + log + "'");
    command("restorecon", "echo restorecon \"$1\" >>'" + log + "'");
    Path dest = dir.resolve("f");
    ModuleHarness host = withCommands();
    host.apply(copy, Map.of("content", "one\n", "dest", dest + ""));
    assertThat(log).hasContent("restorecon " + dest);
    Files.delete(log);
    host.apply(copy, Map.of("content", "two\n", "dest", dest + ""));
    assertThat(log).hasContent("chcon --reference=" + dest);
    assertThat(dest).hasContent("two\n");
  }

  @Test
  void fileAndDirectoryAreOnTheDiskWhenItIsInPlace() throws IOException {
    Path log = dir.resolve("log");
    command("sync", "echo \"${1##*/}\" >>'" + log + "'");
    host(withCommands());
    List<String> synced = Files.readAllLines(log);
    assertThat(synced).hasSize(2);
    assertThat(synced.get(0)).startsWith(".groundwork.");
    assertThat(synced.get(1)).isEqualTo("in");
  }

  private void host(ModuleHarness host) throws IOException {
    Path in = Files.createDirectory(dir.resolve("in"));
    host.apply(copy, Map.of("content", "one\n", "dest", in + "/f"));
  }

  @EachShell
  void anImmutableFileIsNamed(ModuleHarness host) throws IOException {
    needsRoot();
    // Without lsattr the reason cannot be told, but the file stays as it is all the same.
    String told =
        host.execute(new Snippet("which", "command -v lsattr").call(), Optional.empty()).succeeded()
            ? " is immutable: chattr -i takes that away"
            : "";
    Path in = Files.createDirectory(dir.resolve("in"));
    Path dest = Files.writeString(in.resolve("f"), "old\n");
    chattr("+i", dest);
    try {
      for (Map<String, Object> wanted :
          List.<Map<String, Object>>of(
              Map.of("content", "new\n", "dest", dest + ""),
              Map.of("content", "old\n", "dest", dest + "", "mode", "0600"))) {
        Execution execution = host.apply(copy, wanted).executions().get(0);
        assertThat(execution.succeeded()).isFalse();
        assertThat(execution.err()).contains(told);
      }
      assertThat(dest).hasContent("old\n");
      assertThat(names(in)).containsExactly("f");
    } finally {
      chattr("-i", dest);
    }
  }

  private static void chattr(String option, Path path) throws IOException {
    Process process =
        new ProcessBuilder("chattr", option, path.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assumeTrue(process.waitFor() == 0, "skipped: this file system has no flags: " + said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
