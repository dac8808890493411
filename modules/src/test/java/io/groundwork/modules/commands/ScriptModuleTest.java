package io.groundwork.modules.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import io.groundwork.module.Execution;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Sources;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptModuleTest {

  private static final ScriptModule SCRIPT = new ScriptModule();

  @TempDir Path directory;

  @EachShell
  void itRunsWithItsArgumentsAndLeavesNothing(ModuleHarness harness) throws IOException {
    local("say", "echo \"$1|$2|$#\"; echo oops >&2; echo \"$0\" >zero; exit 3\n");
    Execution execution = run(harness, Map.of("cmd", "say 'a b' '$HOME *'", "chdir", here()));

    assertThat(execution).isEqualTo(new Execution(3, "a b|$HOME *|2", "oops"));
    Path unpacked = Path.of(Files.readString(directory.resolve("zero")).strip());
    assertThat(unpacked.getParent()).doesNotExist();
  }

  @EachShell
  void itsFirstLineSaysWhatRunsIt(ModuleHarness harness) throws IOException {
    local("shebang", "#!  /bin/sh -e\nfalse\necho never\n");
    assertThat(run(harness, Map.of("cmd", "shebang")).exit()).isEqualTo(1);
    local("cat", "#!/bin/sh\nthis is only read\n");
    assertThat(run(harness, Map.of("cmd", "cat", "executable", "cat -u")).out())
        .isEqualTo("#!/bin/sh\nthis is only read");
    local("none", "#!/no/such/thing\n");
    assertThat(run(harness, Map.of("cmd", "none")).err())
        .isEqualTo("there is no /no/such/thing on this host to run the script");
  }

  @EachShell
  void aProgramRunsToo(ModuleHarness harness) throws IOException {
    Files.copy(Path.of("/bin/true"), directory.resolve("true"));
    assertThat(run(harness, Map.of("cmd", "true"))).isEqualTo(new Execution(0, "", ""));
  }

  @Test
  void aFullOrForbiddenPlaceIsPassedOver() throws IOException {
    local("say", "echo said\n");
    Path shell =
        Files.writeString(
            directory.resolve("shell"), "#!/bin/sh\nTMPDIR=/proc/none exec /bin/sh \"$@\"\n");
    Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
    assertThat(run(ModuleHarness.withShell(shell.toString()), Map.of("cmd", "say")).out())
        .isEqualTo("said");
  }

  @EachShell
  void unlessAndCreatesKeepItFromRunning(ModuleHarness harness) throws IOException {
    local("say", "echo said\n");
    Files.writeString(directory.resolve("there"), "");
    ModuleHarness one = harness.with(new Local());
    assertThat(one.plan(SCRIPT, Map.of("cmd", "say", "creates", here() + "/th*")).reason())
        .isEqualTo("skipped, since " + here() + "/th* exists");
    assertThat(
            one.plan(SCRIPT, Map.of("cmd", "say", "chdir", here(), "unless", "ls there")).reason())
        .isEqualTo("skipped, since ls there succeeds");
    assertThat(one.plan(SCRIPT, Map.of("cmd", "say", "unless", "false; ls 'no")).changes())
        .hasSize(1);
  }

  @Test
  void aScriptThatIsNowhereIsRefused() {
    assertThatThrownBy(() -> run(ModuleHarness.create(), Map.of("cmd", "'")))
        .isInstanceOf(LoadException.class);
  }

  private Execution run(ModuleHarness harness, Map<String, Object> parameters) {
    List<Execution> executions = harness.with(new Local()).apply(SCRIPT, parameters).executions();
    assertThat(executions).hasSize(1);
    return executions.get(0);
  }

  private String here() {
    return directory.toString();
  }

  private void local(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }

  private final class Local implements Sources {
    @Override
    public ByteSource file(String source) {
      return MoreFiles.asByteSource(directory.resolve(source));
    }

    @Override
    public String template(String source) {
      throw new IllegalStateException(source);
    }
  }
}
