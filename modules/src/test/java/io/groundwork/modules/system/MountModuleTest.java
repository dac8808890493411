package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a table and a list of mounts of its own, with commands that only note what they get. */
class MountModuleTest {

  private static final String TABLE =
      """
      # table
      UUID=1 / ext4 defaults 0 1
      /dev/sdb1\t/srv/old\\040data ext4  noatime
      /dev/sdc1 none swap sw 0 0
      tmpfs /run/x tmpfs size=1m 0 0
      """;

  @TempDir Path directory;
  private Path table;
  private Path mounts;
  private Path point;
  private MountModule module;

  @BeforeEach
  void aHost() throws IOException {
    table = Files.writeString(directory.resolve("fstab"), TABLE);
    mounts = Files.writeString(directory.resolve("mountinfo"), "1 0 0:1 / / rw - ext4 /dev/a rw\n");
    point = directory.resolve("point/deep");
    module = new MountModule(mounts.toString());
  }

  @EachShell
  void aFileSystemIsPutIntoTheTableAtItsPlace(ModuleHarness harness) throws IOException {
    harness.apply(module, task("present", "/srv/new data", Map.of("src", "/dev/x&y")));
    assertThat(table).hasContent(TABLE + "/dev/x\\046y /srv/new\\040data ext4 defaults 0 0\n");
    harness.apply(
        module,
        task("present", "/srv/old data/", Map.of("src", "/dev/sdb1", "passno", 2L, "boot", false)));
    assertThat(Files.readAllLines(table).get(2))
        .isEqualTo("/dev/sdb1 /srv/old\\040data ext4 defaults,noauto 0 2");
    harness.apply(module, task("absent_from_fstab", "/srv/new data", Map.of()));
    assertThat(table).content().doesNotContain("/srv/new");
  }

  @Test
  void aLineThatSaysTheSameInOtherWordsStays() {
    assertThat(
            plan(task("present", "/srv/old data", Map.of("src", "/dev/sdb1", "opts", "noatime")))
                .reason())
        .isEqualTo(table + " mounts /dev/sdb1 at /srv/old data");
  }

  @Test
  void swapIsToldByItsSource() throws IOException {
    ModuleHarness.create()
        .apply(
            module,
            task("present", "none", Map.of("src", "/dev/sdd1", "fstype", "swap", "opts", "sw")));
    assertThat(table).hasContent(TABLE + "/dev/sdd1 none swap sw 0 0\n");
    ModuleHarness.create()
        .apply(module, task("absent", "none", Map.of("src", "/dev/sdc1", "fstype", "swap")));
    assertThat(table).content().doesNotContain("/dev/sdc1").contains("/dev/sdd1");
  }

  @EachShell
  void aFailedMountLeavesEverythingAsItWas(ModuleHarness harness) throws IOException {
    FakeCommands commands =
        new FakeCommands(directory).with("mount", "echo 'no such device' >&2; exit 32");
    ModuleHarness.Outcome outcome =
        commands
            .harness()
            .apply(module, task("mounted", point.toString(), Map.of("src", "/dev/none")));

    assertThat(outcome.plan().changes())
        .extracting(Change::summary)
        .containsExactly("mount /dev/none at " + point);
    assertThat(outcome.executions().get(0).err())
        .isEqualTo(
            "no such device\n"
                + point
                + " was not mounted; the table of file systems is as it was");
    assertThat(table).hasContent(TABLE);
    assertThat(point.getParent()).doesNotExist();
    assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith(".groundwork"));
  }

  @Test
  void aFileSystemIsMountedAndRemountedWhenTheTableChanges() throws IOException {
    FakeCommands commands =
        new FakeCommands(directory)
            .with(
                "mount",
                "echo \"2 1 0:2 / "
                    + point
                    + " rw,relatime shared:1 - ext4 /dev/b rw\" >>"
                    + mounts);
    commands.harness().apply(module, task("mounted", point.toString(), Map.of("src", "/dev/b")));
    assertThat(commands.calls()).containsExactly("mount -T " + table + " -- " + point);
    assertThat(table).content().endsWith("/dev/b " + point + " ext4 defaults 0 0\n");

    Plan plan = plan(task("mounted", point.toString(), Map.of("src", "/dev/b", "opts", "noatime")));
    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly("mount " + point + " anew with its options");
    assertThat(plan(task("mounted", point.toString(), Map.of("src", "/dev/c"))).changes())
        .extracting(Change::summary)
        .containsExactly("mount /dev/c at " + point);
    assertThat(plan(task("ephemeral", point.toString(), Map.of("src", "/dev/b"))).reason())
        .isEqualTo("/dev/b is mounted at " + point);
    assertThat(
            plan(task("ephemeral", point.toString(), Map.of("src", "/dev/c")))
                .failure()
                .orElseThrow()
                .summary())
        .isEqualTo("/dev/b is mounted at " + point + " already");
  }

  @EachShell
  void aBusyFileSystemStaysInTheTable(ModuleHarness harness) throws IOException {
    Files.createDirectories(point);
    Files.writeString(mounts, "2 1 0:2 / " + point.toRealPath() + " rw - tmpfs tmpfs rw\n");
    Files.writeString(table, "tmpfs " + point + " tmpfs defaults 0 0\n");
    FakeCommands commands =
        new FakeCommands(directory).with("umount", "echo 'target is busy' >&2; exit 32");
    ModuleHarness.Outcome outcome =
        commands.harness().apply(module, task("absent", point.toString(), Map.of()));
    assertThat(outcome.executions().get(0).err())
        .startsWith("target is busy")
        .endsWith(point + " is still mounted; nothing was changed");
    assertThat(table).content().contains(point.toString());
    assertThat(point).exists();
  }

  @Test
  void whatIsNotMountedIsNotMountedAnew() {
    assertThat(plan(task("unmounted", "/srv/x", Map.of())).reason())
        .isEqualTo("nothing is mounted at /srv/x");
    assertThat(plan(task("remounted", "/srv/x", Map.of())).needs())
        .extracting(Need::message)
        .containsExactly("nothing is mounted at /srv/x; mount it with state: mounted");
    assertThat(plan(task("absent", "/srv/x", Map.of())).changes()).isEmpty();
  }

  @Test
  void whatCannotBeMountedIsRefused() {
    refused("\"src\" is missing", Map.of("path", "/x", "state", "mounted", "fstype", "ext4"));
    refused("\"fstype\" is missing", Map.of("path", "/x", "state", "present", "src", "/dev/a"));
    refused("absolute path", Map.of("path", "x", "state", "unmounted"));
    refused("goes with fstype: swap", Map.of("path", "none", "state", "unmounted"));
    refused("takes a number", Map.of("path", "/x", "state", "unmounted", "passno", "a"));
    refused("is one of", Map.of("path", "/x", "state", "on"));
  }

  private void refused(String message, Map<String, Object> parameters) {
    assertThatThrownBy(() -> plan(parameters))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  private Plan plan(Map<String, Object> parameters) {
    return ModuleHarness.create().plan(module, parameters);
  }

  private Map<String, Object> task(String state, String path, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("state", state);
    all.put("path", path);
    if (more.containsKey("src")) {
      all.putIfAbsent("fstype", "ext4");
    }
    all.put("fstab", table.toString());
    return all;
  }
}
