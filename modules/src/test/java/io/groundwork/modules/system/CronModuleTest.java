package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.modules.FakeCommands;
import io.groundwork.modules.files.EachShell;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CronModuleTest {

  private static final CronModule MODULE = new CronModule();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void aFile() {
    file = directory.resolve("jobs");
  }

  @EachShell
  void aJobStandsBehindItsName(ModuleHarness harness) throws IOException {
    Map<String, Object> result =
        harness
            .apply(MODULE, inFile(Map.of("name", "old reports", "job", "ls -l\n", "hour", 3L)))
            .result();
    assertThat(file).hasContent("#Ansible: old reports\n* 3 * * * akd ls -l\n");
    assertThat(result).containsEntry("jobs", List.of("old reports"));

    harness.apply(
        MODULE,
        inFile(
            Map.of("name", "old reports", "job", "ls", "special_time", "daily", "disabled", true)));
    assertThat(file).hasContent("#Ansible: old reports\n#@daily akd ls\n");
  }

  @EachShell
  void theFileGoesWithItsLastJob(ModuleHarness harness) throws IOException {
    Files.writeString(file, "  \n#Ansible: a\n* * * * * akd ls\n#Ansible: b\n* * * * * akd id\n");
    harness.apply(MODULE, inFile(Map.of("name", "a", "state", "absent")));
    assertThat(file).hasContent("  \n#Ansible: b\n* * * * * akd id\n");
    harness.apply(MODULE, inFile(Map.of("name", "b", "state", "absent")));
    assertThat(file).doesNotExist();
    assertThat(plan(inFile(Map.of("name", "b", "state", "absent"))).changes()).isEmpty();
  }

  @EachShell
  void variablesStandWhereTheyAreWanted(ModuleHarness harness) throws IOException {
    Files.writeString(file, "A=\"1\"\n* * * * * akd ls");
    harness.apply(MODULE, inFile(Map.of("name", "B", "job", "2", "env", true)));
    harness.apply(MODULE, inFile(Map.of("name", "C", "job", "3", "env", true, "insertafter", "A")));
    harness.apply(
        MODULE, inFile(Map.of("name", "D", "job", "4", "env", true, "insertbefore", "A")));
    harness.apply(MODULE, inFile(Map.of("name", "A", "job", "x", "env", true)));
    assertThat(file).hasContent("B=\"2\"\nD=\"4\"\nA=\"x\"\nC=\"3\"\n* * * * * akd ls\n");
    harness.apply(MODULE, inFile(Map.of("name", "A", "state", "absent", "env", true)));
    assertThat(file).hasContent("B=\"2\"\nD=\"4\"\nC=\"3\"\n* * * * * akd ls\n");
  }

  @Test
  void aFileEmptiedOfVariablesIsKept() throws IOException {
    Files.writeString(file, "A=\"1\"\n");
    ModuleHarness.create()
        .apply(MODULE, inFile(Map.of("name", "A", "state", "absent", "env", true)));
    assertThat(file).exists().isEmptyFile();
  }

  @Test
  void theSameLineWithoutANameGetsIt() throws IOException {
    Files.writeString(file, "* * * * * akd ls\n");
    ModuleHarness.create().apply(MODULE, inFile(Map.of("name", "list", "job", "ls")));
    assertThat(file).hasContent("#Ansible: list\n* * * * * akd ls\n");
  }

  @Test
  void aNameWithoutAJobIsCompleted() throws IOException {
    Files.writeString(file, "#Ansible: list\n#Ansible: other\n* * * * * akd id\n");
    ModuleHarness.create().apply(MODULE, inFile(Map.of("name", "list", "job", "ls")));
    assertThat(file)
        .hasContent("#Ansible: list\n* * * * * akd ls\n#Ansible: other\n* * * * * akd id\n");
  }

  @Test
  void theLastLineIsEndedWhenNothingElseIsToDo() throws IOException {
    Files.writeString(file, "#Ansible: list\n* * * * * akd ls");
    Plan plan = plan(inFile(Map.of("name", "list", "job", "ls")));
    assertThat(plan.changes()).hasSize(1);
  }

  @Test
  void aCrontabIsReadAndWrittenByItsCommand() {
    FakeCommands cron =
        new FakeCommands(directory)
            .with("id", "[ \"$1\" = -un ] && echo root || echo 0")
            .with(
                "crontab",
                "case \"$*\" in *-l) cat \"$FAKE/tab\" 2>/dev/null || { echo 'no crontab for akd' >&2;"
                    + " exit 1; };; *) cat >\"$FAKE/tab\" ;; esac");
    Map<String, Object> job = Map.of("name", "x", "job", "echo %", "user", "akd", "backup", true);
    ModuleHarness.Outcome outcome = cron.harness().apply(MODULE, job);

    assertThat(directory.resolve("tab")).hasContent("#Ansible: x\n* * * * * echo %\n");
    assertThat(Path.of((String) outcome.result().get("backup_file"))).isEmptyFile();
    assertThat(cron.calls()).contains("crontab -u akd -l", "crontab -u akd -");
    cron.harness().apply(MODULE, Map.of("name", "x", "user", "akd", "state", "absent"));
    assertThat(directory.resolve("tab")).isEmptyFile();
  }

  @Test
  void aCrontabThatCronDoesNotTakeLeavesTheOldOne() {
    FakeCommands cron =
        new FakeCommands(directory)
            .with(
                "crontab",
                "[ \"$1\" = -l ] && { echo 'no crontab for root'; exit 1; };"
                    + " echo 'bad minute' >&2; exit 1");
    ModuleHarness.Outcome outcome =
        cron.harness().apply(MODULE, Map.of("name", "x", "job", "ls", "minute", "99"));
    assertThat(outcome.executions().get(0).err())
        .isEqualTo("bad minute\ncron does not take the new crontab, the old one stays");
  }

  @Test
  void withoutCronOrItsUserTheJobComesAfterThem() {
    FakeCommands cron = new FakeCommands(directory).with("crontab", "exit 9").with("id", "exit 1");
    assertThat(
            cron.harness().plan(MODULE, Map.of("name", "x", "job", "ls", "user", "later")).needs())
        .extracting(Need::message)
        .containsExactly("there is no user \"later\"");
  }

  @Test
  void whatCronCannotRunIsRefused() {
    refused("more than one line", Map.of("name", "x", "job", "a\nb"));
    refused(
        "does not go with special_time",
        Map.of("name", "x", "job", "a", "special_time", "daily", "hour", "3"));
    refused("needs user", Map.of("name", "x", "job", "a", "cron_file", "x"));
    refused("passes over", Map.of("name", "x", "job", "a", "cron_file", "x.y", "user", "akd"));
    refused("/etc/crontab", Map.of("name", "x", "job", "a", "cron_file", "/etc/crontab"));
    refused("is missing", Map.of("name", "x"));
    refused("goes with env", Map.of("name", "x", "job", "a", "insertafter", "B"));
    refused("no name of a variable", Map.of("name", "x y", "job", "a", "env", true));
    refused("cron's form", Map.of("name", "x", "job", "a", "minute", "1 2"));
  }

  private static void refused(String message, Map<String, Object> parameters) {
    assertThatThrownBy(() -> plan(parameters))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  private static Plan plan(Map<String, Object> parameters) {
    return ModuleHarness.create().plan(MODULE, parameters);
  }

  private Map<String, Object> inFile(Map<String, Object> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("cron_file", file.toString());
    all.put("user", "akd");
    return all;
  }
}
