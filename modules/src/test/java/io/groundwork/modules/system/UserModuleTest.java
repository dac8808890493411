package io.groundwork.modules.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.modules.FakeCommands;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files of users and groups of its own: nothing on this machine changes. */
class UserModuleTest {

  private static final ModuleHarness HARNESS = ModuleHarness.create();
  private static final String HASH = "$6$salt$hash";

  @TempDir Path etc;
  private UserModule user;
  private GroupModule group;

  @BeforeEach
  void aHostWithOneUser() throws IOException {
    Files.writeString(
        etc.resolve("passwd"),
        "root:x:0:0:root:/root:/bin/bash\n"
            + ("akd:x:1500:1500:The platform, é:" + etc + ":/usr/sbin/nologin\n")
            + "far:x:1600:100::/nowhere/at/all:/bin/sh\n");
    Files.writeString(
        etc.resolve("group"), "root:x:0:\nadm:x:4:akd\naudio:x:29:x,akd\nakd:x:1500:\nbare:x:7:\n");
    Files.writeString(
        etc.resolve("shadow"), "root:*:1::::::\nakd:" + HASH + ":1::::::\nfar:!" + HASH + ":1:\n");
    user = new UserModule(etc.toString());
    group = new GroupModule(etc.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seuser      | semanage login -a",
        "local       | leave it out",
        "login_class | only BSD",
        "uid_min     | UID_MIN in /etc/login.defs",
      })
  void whatOnlyAnsibleTakesIsRefusedWithWhatToDoInstead(String parameter, String remedy) {
    assertThatThrownBy(() -> HARNESS.wanted(new UserModule(), Map.of("name", "a", parameter, "b")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("user does not take Ansible's \"" + parameter + "\"")
        .hasMessageContaining(remedy);
  }

  @Test
  void theSameOfGroups() {
    assertThatThrownBy(() -> HARNESS.wanted(new GroupModule(), Map.of("name", "a", "gid_min", 5L)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("GID_MIN in /etc/login.defs");
  }

  @Test
  void aUserAsWantedHolds() {
    Plan plan =
        plan(
            Map.of(
                "name",
                "akd",
                "uid",
                1500L,
                "group",
                "akd",
                "groups",
                List.of("audio", "adm"),
                "home",
                etc.toString(),
                "shell",
                "/usr/sbin/nologin",
                "comment",
                "The platform, é",
                "password",
                HASH,
                "password_lock",
                false));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).isEqualTo("user akd is there as wanted");
  }

  @Test
  void whatDiffersIsChangedAtOnce() {
    Plan plan =
        plan(
            Map.of(
                "name",
                "akd",
                "shell",
                "/bin/sh",
                "groups",
                List.of("adm"),
                "comment",
                "",
                "group",
                "29"));

    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.changes().get(0).summary())
        .isEqualTo("change user akd: group, groups, shell, comment");
    assertThat(plan.changes().get(0).diffs())
        .contains(
            Diff.value("groups", "adm,audio", "adm"),
            Diff.value("shell", "/usr/sbin/nologin", "/bin/sh"));
    assertThat(plan.changes().get(0).call().values())
        .containsExactly("-g", "29", "-G", "adm", "-s", "/bin/sh", "-c", "", "akd");
  }

  @Test
  void appendLeavesOtherGroupsAlone() {
    assertThat(plan(Map.of("name", "akd", "groups", List.of("adm"), "append", true)).changes())
        .isEmpty();
    assertThat(
            plan(Map.of("name", "akd", "groups", List.of("bare"), "append", true))
                .changes()
                .get(0)
                .diffs())
        .containsExactly(Diff.value("groups", "adm,audio", "adm,audio,bare"));
  }

  @Test
  void aMissingGroupIsNeeded() {
    Plan plan = plan(Map.of("name", "new", "group", "nosuch", "groups", List.of("adm", "neither")));

    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.group("nosuch"), Resource.group("neither"));
    assertThat(plan.changes()).extracting(Change::summary).containsExactly("create user new");
  }

  @Test
  void aNewUserTakesTheGroupOfTheirNameIfItIsThere() {
    assertThat(plan(Map.of("name", "bare")).changes().get(0).call().values())
        .containsExactly("no", "-g", "bare", "-m", "bare");
    assertThat(plan(Map.of("name", "new")).changes().get(0).alters())
        .containsExactlyInAnyOrder(
            Resource.user("new"), Resource.group("new"), Resource.path("/home/new"));
  }

  @Test
  void theHashReachesTheHostOnStandardInputOnly(@TempDir Path directory) {
    FakeCommands host =
        new FakeCommands(directory)
            .with("useradd", "")
            .with("chpasswd", "read -r line; echo \"$line\" >\"$FAKE/line\"");
    Plan plan = plan(Map.of("name", "new", "password", HASH, "password_lock", true));

    Change change = plan.changes().get(0);
    assertThat(change.call().words()).doesNotContain("salt");
    assertThat(change.diffs().toString()).doesNotContain("salt");
    assertThat(host.harness().execute(change.call(), change.payload()).exit()).isZero();
    assertThat(host.calls()).containsExactly("useradd -m new", "chpasswd -e");
    assertThat(directory.resolve("line")).hasContent("new:!" + HASH);
  }

  @Test
  void passwordsAreComparedOnTheHost() {
    String other = "$6$salt$other";

    assertThat(plan(Map.of("name", "akd", "password", other)).changes())
        .extracting(Change::summary)
        .containsExactly("set the password of user akd");
    assertThat(
            plan(Map.of("name", "akd", "password", other, "update_password", "on_create"))
                .changes())
        .isEmpty();
    assertThat(plan(Map.of("name", "far", "password", HASH, "create_home", false)).changes())
        .isEmpty();
    assertThat(
            HARNESS
                .read(
                    user.probe(HARNESS.wanted(user, Map.of("name", "akd", "password", HASH)))
                        .call()
                        .orElseThrow())
                .state())
        .doesNotContain("salt");
  }

  @ParameterizedTest
  @CsvSource({"akd, true, -L", "akd, false, ''", "far, false, -U", "far, true, ''"})
  void passwordsAreLockedAndUnlocked(String name, boolean lock, String flag) {
    Plan plan = plan(Map.of("name", name, "password_lock", lock, "create_home", false));

    assertThat(plan.changes()).hasSize(flag.isEmpty() ? 0 : 1);
    plan.changes().forEach(change -> assertThat(change.call().values()).contains(flag));
  }

  @Test
  void aMissingHomeDirectoryIsCreated() {
    assertThat(plan(Map.of("name", "far")).changes())
        .extracting(Change::summary)
        .containsExactly("create the home directory /nowhere/at/all");
    assertThat(plan(Map.of("name", "far", "create_home", false)).changes()).isEmpty();
  }

  @Test
  void aNumberInUseIsToldBeforeAnythingHappens() {
    assertThat(plan(Map.of("name", "new", "uid", 1500L)).failure().orElseThrow().summary())
        .isEqualTo("uid 1500 is already that of user akd");
    assertThat(
            HARNESS.plan(group, Map.of("name", "new", "gid", 4L)).failure().orElseThrow().summary())
        .isEqualTo("gid 4 is already that of group adm");
  }

  @Test
  void absentUsersAreRemovedOnce() {
    assertThat(plan(Map.of("name", "akd", "state", "absent", "remove", true)).changes())
        .extracting(Change::summary)
        .containsExactly("remove user akd and the home directory");
    assertThat(plan(Map.of("name", "new", "state", "absent")).reason())
        .isEqualTo("user new is absent");
  }

  @Test
  void groupsAreCreatedChangedAndRemoved() {
    assertThat(HARNESS.plan(group, Map.of("name", "akd", "gid", 1500L)).reason())
        .isEqualTo("group akd is there with gid 1500");
    assertThat(HARNESS.plan(group, Map.of("name", "akd", "gid", 1501L)).changes())
        .extracting(Change::summary)
        .containsExactly("change group akd: gid 1501");
    assertThat(
            HARNESS
                .plan(group, Map.of("name", "new", "gid", 1501L, "system", true))
                .changes()
                .get(0)
                .call()
                .values())
        .containsExactly("-g", "1501", "-r", "new");
    assertThat(HARNESS.plan(group, Map.of("name", "akd", "state", "absent")).changes()).hasSize(1);
    assertThat(HARNESS.plan(group, Map.of("name", "new", "state", "absent")).changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"swordfish", "", "a:b", "$6$a\nroot:x"})
  void aPasswordInClearIsRefusedWithoutShowingIt(String password) {
    assertThatThrownBy(() -> HARNESS.wanted(user, Map.of("name", "akd", "password", password)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("takes a crypt hash")
        .hasMessageNotContaining("swordfish");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-r", "a:b", "a b", ""})
  void namesThatToolsWouldMisreadAreRefused(String name) {
    assertThatThrownBy(() -> HARNESS.wanted(user, Map.of("name", name)))
        .isInstanceOf(LoadException.class);
  }

  @Test
  void anSshKeyIsMadeUnlessThereIsOne() throws IOException {
    Map<String, Object> task =
        Map.of("name", "akd", "generate_ssh_key", true, "ssh_key_type", "ed25519");
    assertThat(plan(task).changes())
        .extracting(Change::summary)
        .containsExactly("make an SSH key for user akd");
    assertThat(plan(task).changes().get(0).call().values())
        .containsExactly("akd", ".ssh/id_ed25519", "ed25519", "", "");
    Files.createDirectory(etc.resolve(".ssh"));
    Files.writeString(etc.resolve(".ssh/id_ed25519"), "private");
    Files.writeString(etc.resolve(".ssh/id_ed25519.pub"), "ssh-ed25519 AAAA x\n");
    assertThat(plan(task).changes()).isEmpty();
    assertThat(HARNESS.apply(user, task).result())
        .containsEntry("ssh_public_key", "ssh-ed25519 AAAA x")
        .containsEntry("ssh_key_file", etc + "/.ssh/id_ed25519");
    assertThatThrownBy(() -> plan(Map.of("name", "akd", "ssh_key_bits", 4096L)))
        .isInstanceOf(LoadException.class);
  }

  private Plan plan(Map<String, Object> parameters) {
    return HARNESS.plan(user, parameters);
  }
}
