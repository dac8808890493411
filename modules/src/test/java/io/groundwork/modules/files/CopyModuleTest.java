package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.needsRoot;
import static io.groundwork.modules.files.Fixture.owner;
import static io.groundwork.modules.files.Fixture.summaries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import io.groundwork.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyModuleTest {

  private final CopyModule copy = new CopyModule();

  @TempDir Path dir;

  private Path file(String name, String content) throws IOException {
    Path file = Files.writeString(dir.resolve(name), content);
    mode(file, 0644);
    return file;
  }

  @EachShell
  void makesAFileThatIsNotThere(ModuleHarness host) throws IOException {
    Path dest = dir.resolve("new.conf");
    ModuleHarness.Outcome outcome =
        host.apply(copy, Map.of("content", "a = 1\n", "dest", dest.toString()));
    assertThat(dest).hasContent("a = 1\n");
    assertThat(mode(dest)).isEqualTo("0644");
    assertThat(summaries(outcome.plan())).containsExactly("create " + dest);
    assertThat(diffs(outcome.plan())).containsExactly(dest + ":  -> a = 1\n", "mode:  -> 0644");
    assertThat(outcome.plan().changes().get(0).alters())
        .containsExactly(Resource.path(dest.toString()));
    assertThat(outcome.result())
        .containsEntry("dest", dest.toString())
        .containsEntry("size", 6L)
        .containsEntry("mode", "0644")
        .containsEntry("state", "file")
        .containsEntry("checksum", sha1("a = 1\n"))
        .doesNotContainKey("backup_file");
    assertThat(names(dir)).containsExactly("new.conf");
  }

  @SuppressWarnings("deprecation") // Ansible's result holds SHA-1.
  private static String sha1(String text) {
    return Hashing.sha1().hashString(text, UTF_8).toString();
  }

  @EachShell
  void leavesAFileAloneThatIsAsWanted(ModuleHarness host) throws IOException {
    Path dest = file("x", "same\n");
    FileTime before = Files.getLastModifiedTime(dest);
    Plan plan = host.plan(copy, Map.of("content", "same\n", "dest", dest.toString()));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason())
        .isEqualTo(dest + " is as wanted (0644 " + user() + ":" + group() + ", 5 bytes)");
    assertThat(plan.result()).containsEntry("dest", dest.toString());
    assertThat(Files.getLastModifiedTime(dest)).isEqualTo(before);
  }

  private String user() throws IOException {
    return Files.getOwner(dir).getName();
  }

  private String group() throws IOException {
    return Files.getAttribute(dir, "posix:group").toString();
  }

  @EachShell
  void doesNotSendTheContentOfAFileThatIsAsWanted(ModuleHarness host) throws IOException {
    Path dest = file("x", "same\n");
    WantedFile wanted =
        (WantedFile) host.wanted(copy, Map.of("content", "same\n", "dest", dest.toString()));
    Reading reading = host.read(copy.probe(wanted).call().orElseThrow());
    assertThat(reading.context()).isEmpty();
    assertThat(reading.state()).contains("digest ").contains("size 5");
  }

  @EachShell
  void showsHowTheContentDiffersAndKeepsTheMode(ModuleHarness host) throws IOException {
    Path dest = file("x", "old\n");
    mode(dest, 0600);
    ModuleHarness.Outcome outcome =
        host.apply(copy, Map.of("content", "new\n", "dest", dest.toString()));
    assertThat(summaries(outcome.plan())).containsExactly("update " + dest);
    assertThat(diffs(outcome.plan())).containsExactly(dest + ": old\n -> new\n");
    assertThat(dest).hasContent("new\n");
    assertThat(mode(dest)).isEqualTo("0600");
  }

  @EachShell
  void setsTheModeOfAFileWhoseContentIsAsWanted(ModuleHarness host) throws IOException {
    Path dest = file("x", "same\n");
    ModuleHarness.Outcome outcome =
        host.apply(copy, Map.of("content", "same\n", "dest", dest.toString(), "mode", "u+x,g=,o="));
    assertThat(summaries(outcome.plan())).containsExactly("set mode of " + dest);
    assertThat(diffs(outcome.plan())).containsExactly("mode: 0644 -> 0700");
    assertThat(mode(dest)).isEqualTo("0700");
  }

  @EachShell
  void setsOwnerAndGroup(ModuleHarness host) throws IOException {
    needsRoot();
    Path dest = file("x", "same\n");
    Map<String, String> wanted =
        Map.of(
            "content",
            "same\n",
            "dest",
            dest.toString(),
            "owner",
            "nobody",
            "group",
            "daemon",
            "mode",
            "4755");
    ModuleHarness.Outcome outcome = host.apply(copy, wanted);
    assertThat(diffs(outcome.plan()))
        .containsExactly("owner: root -> nobody", "group: root -> daemon", "mode: 0644 -> 4755");
    assertThat(owner(dest)).isEqualTo("65534:1");
    assertThat(mode(dest)).isEqualTo("4755");
  }

  @EachShell
  void takesNumbersForOwnerAndGroup(ModuleHarness host) {
    needsRoot();
    Path dest = dir.resolve("x");
    host.apply(
        copy, Map.of("content", "", "dest", dest.toString(), "owner", 4242L, "group", "4343"));
    assertThat(owner(dest)).isEqualTo("4242:4343");
  }

  @EachShell
  void keepsTheOwnerOfAFileItReplaces(ModuleHarness host) throws IOException {
    needsRoot();
    Path dest = file("x", "old\n");
    Files.setAttribute(dest, "unix:uid", 4242);
    Files.setAttribute(dest, "unix:gid", 4343);
    host.apply(copy, Map.of("content", "new\n", "dest", dest.toString(), "group", "root"));
    assertThat(owner(dest)).isEqualTo("4242:0");
    assertThat(dest).hasContent("new\n");
  }

  @EachShell
  void needsAUserAndAGroupThatAreNotThereYet(ModuleHarness host) {
    Plan plan =
        host.plan(
            copy,
            Map.of(
                "content",
                "x",
                "dest",
                dir.resolve("x").toString(),
                "owner",
                "gw-nobody-here",
                "group",
                "gw-no-group"));
    assertThat(plan.failure()).isEmpty();
    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.user("gw-nobody-here"), Resource.group("gw-no-group"));
    assertThat(summaries(plan)).containsExactly("create " + dir.resolve("x"));
  }

  @EachShell
  void needsTheDirectoryAFileGoesInto(ModuleHarness host) {
    Plan plan =
        host.plan(copy, Map.of("content", "x", "dest", dir.resolve("no/such/x").toString()));
    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir.resolve("no/such").toString()));
  }

  @EachShell
  void refusesAPathBelowAFile(ModuleHarness host) throws IOException {
    Path obstacle = file("plain", "x");
    assertThat(failure(host.plan(copy, Map.of("content", "x", "dest", obstacle + "/a/b"))))
        .contains(obstacle + " is no directory");
  }

  @EachShell
  void refusesToPutAFileInPlaceOfADirectory(ModuleHarness host) {
    assertThat(failure(host.plan(copy, Map.of("content", "x", "dest", dir.toString()))))
        .contains(dir + " is a directory");
  }

  @EachShell
  void putsAFileIntoADirectoryUnderItsOwnName(ModuleHarness host) throws IOException {
    ModuleHarness with = host.with(LocalFiles.of("etc/app.conf", "x\n"));
    ModuleHarness.Outcome first =
        with.apply(copy, Map.of("src", "etc/app.conf", "dest", dir.toString()));
    assertThat(dir.resolve("app.conf")).hasContent("x\n");
    assertThat(first.result()).containsEntry("dest", dir + "/app.conf");
    assertThat(with.plan(copy, Map.of("src", "etc/app.conf", "dest", dir + "/")).changes())
        .isEmpty();
    Files.delete(dir.resolve("app.conf"));
    Files.createDirectory(dir.resolve("app.conf"));
    assertThat(failure(with.plan(copy, Map.of("src", "etc/app.conf", "dest", dir + "/"))))
        .contains("app.conf is a directory");
  }

  @EachShell
  void takesASlashAtTheEndAsADirectory(ModuleHarness host) throws IOException {
    ModuleHarness with = host.with(LocalFiles.of("app.conf", "x\n"));
    Plan missing = with.apply(copy, Map.of("src", "app.conf", "dest", dir + "/a/sub/")).plan();
    assertThat(summaries(missing)).containsExactly("create " + dir + "/a/sub/app.conf");
    assertThat(diffs(missing)).first().isEqualTo("directory: absent -> " + dir + "/a/sub");
    assertThat(dir.resolve("a/sub/app.conf")).hasContent("x\n");
    file("sub", "a file");
    assertThat(failure(with.plan(copy, Map.of("src", "app.conf", "dest", dir + "/sub/"))))
        .contains("is a file, not a directory");
  }

  @EachShell
  void replacesALinkUnlessItFollowsIt(ModuleHarness host) throws IOException {
    Path target = file("target", "old\n");
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("target"));
    Map<String, Object> follow =
        Map.of("content", "new\n", "dest", link.toString(), "follow", true);
    assertThat(summaries(host.apply(copy, follow).plan())).containsExactly("update " + link);
    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new\n");
    ModuleHarness.Outcome outcome =
        host.apply(copy, Map.of("content", "own\n", "dest", link.toString()));
    assertThat(summaries(outcome.plan()))
        .containsExactly("replace the link " + link + " by a file");
    assertThat(link).isRegularFile().hasContent("own\n");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(target).hasContent("new\n");
  }

  @EachShell
  void makesTheFileADanglingLinkLeadsTo(ModuleHarness host) throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("target"));
    host.apply(copy, Map.of("content", "new\n", "dest", link.toString(), "follow", true));
    assertThat(dir.resolve("target")).hasContent("new\n");
  }

  @EachShell
  void leavesAnExistingFileAloneWithoutForce(ModuleHarness host) throws IOException {
    Path dest = file("x", "old\n");
    Plan plan =
        host.plan(
            copy,
            Map.of("content", "new\n", "dest", dest.toString(), "force", false, "mode", "0600"));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).contains("force is false");
  }

  @EachShell
  void keepsACopyOfWhatItReplaces(ModuleHarness host) throws IOException {
    Path dest = file("x", "old\n");
    mode(dest, 0600);
    ModuleHarness.Outcome outcome =
        host.apply(copy, Map.of("content", "new\n", "dest", dest.toString(), "backup", "yes"));
    String backup = (String) outcome.result().get("backup_file");
    assertThat(backup).matches(dest + "\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~");
    assertThat(Path.of(backup)).hasContent("old\n");
    assertThat(mode(Path.of(backup))).isEqualTo("0600");
  }

  @EachShell
  void putsNothingInPlaceThatItsCheckRefuses(ModuleHarness host) throws IOException {
    Path dest = file("x", "old\n");
    Map<String, Object> wanted =
        Map.of("content", "bad\n", "dest", dest.toString(), "validate", "grep -q 'go od' \"%s\"");
    ModuleHarness.Outcome outcome = host.apply(copy, wanted);
    assertThat(outcome.executions()).hasSize(1);
    assertThat(outcome.executions().get(0).succeeded()).isFalse();
    assertThat(outcome.executions().get(0).err()).contains("the check of the new content failed");
    assertThat(dest).hasContent("old\n");
    assertThat(names(dir)).containsExactly("x");
    host.apply(
        copy,
        Map.of(
            "content", "go od\n", "dest", dest.toString(), "validate", "grep -q 'go od' \"%s\""));
    assertThat(dest).hasContent("go od\n");
  }

  @EachShell
  void theCheckRunsWithoutAShell(ModuleHarness host) {
    Path dest = dir.resolve("it's here");
    host.apply(
        copy,
        Map.of(
            "content",
            "x",
            "dest",
            dest.toString(),
            "validate",
            "test -f %s -a '$(touch /)' != ';'"));
    assertThat(dest).hasContent("x");
  }

  @EachShell
  void aDirectoryThatIsGoneFailsTheChangeAndSaysSo(ModuleHarness host) throws IOException {
    Path sub = Files.createDirectory(dir.resolve("sub"));
    WantedFile wanted =
        (WantedFile) host.wanted(copy, Map.of("content", "x", "dest", sub.resolve("x").toString()));
    Change change = copy.plan(wanted, host.read(copy.probe(wanted))).changes().get(0);
    Files.delete(sub);
    assertThat(host.execute(change.call(), change.payload()).err())
        .contains("directory " + sub + " does not exist");
  }

  @Test
  void aFullDiskLeavesTheOldFile() throws IOException {
    Path sub = Files.createDirectory(dir.resolve("sub"));
    Path dest = Files.writeString(sub.resolve("x"), "old\n");
    ModuleHarness full =
        ModuleHarness.withShell(
            Fixture.shellAfter(dir, "trap '' XFSZ", "ulimit -f 16", "exec /bin/sh"));
    ModuleHarness.Outcome outcome =
        full.apply(copy, Map.of("content", "x".repeat(60_000), "dest", dest.toString()));
    assertThat(outcome.executions().get(0).succeeded()).isFalse();
    assertThat(outcome.executions().get(0).err()).contains("cannot write the content in " + sub);
    assertThat(dest).hasContent("old\n");
    assertThat(names(sub)).containsExactly("x");
  }

  @Test
  void aDirectoryWithoutTheRightToWriteLeavesTheOldFile() throws IOException {
    needsRoot();
    mode(dir, 0755);
    Path sub = Files.createDirectory(dir.resolve("sub"));
    Path dest = Files.writeString(sub.resolve("x"), "old\n");
    ModuleHarness nobody =
        ModuleHarness.withShell(
            Fixture.shellAfter(
                dir, "exec setpriv --reuid 65534 --regid 65534 --clear-groups /bin/sh"));
    ModuleHarness.Outcome outcome =
        nobody.apply(copy, Map.of("content", "new\n", "dest", dest.toString()));
    assertThat(outcome.executions().get(0).err()).contains("cannot write in " + sub);
    assertThat(dest).hasContent("old\n");
    mode(sub, 0777);
    mode(dest, 0644);
    nobody.apply(copy, Map.of("content", "new\n", "dest", dest.toString()));
    assertThat(dest).hasContent("new\n");
    assertThat(owner(dest)).isEqualTo("65534:65534");
  }

  @EachShell
  void namesCanHoldAnything(ModuleHarness host) {
    for (String name : Fixture.NASTY) {
      Path dest = dir.resolve(name);
      Map<String, String> wanted = Map.of("content", "x\n", "dest", dest.toString());
      host.apply(copy, wanted);
      assertThat(dest).hasContent("x\n");
      Plan missing = host.plan(copy, Map.of("content", "x\n", "dest", dest + "-d/x/y"));
      assertThat(missing.needs())
          .extracting(Need::resource)
          .containsExactly(Resource.path(dest + "-d/x"));
    }
    assertThat(names(dir)).hasSize(Fixture.NASTY.size());
  }

  @EachShell
  void contentCanBeAnyBytesOfAnySize(ModuleHarness host) throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    ModuleHarness with = host.with(new LocalFiles(Map.of("blob", bytes)));
    Path dest = dir.resolve("blob");
    Map<String, String> wanted = Map.of("src", "blob", "dest", dest.toString());
    ModuleHarness.Outcome outcome = with.apply(copy, wanted);
    assertThat(dest).hasBinaryContent(bytes);
    assertThat(diffs(outcome.plan()).get(0)).startsWith("content:  -> 300000 bytes, sha256 ");
    Files.writeString(dest, "x");
    assertThat(diffs(with.plan(copy, wanted)).get(0))
        .startsWith("content: 1 bytes, sha256 ")
        .contains(" -> 300000 bytes");
    Files.write(dest, new byte[200_000]);
    WantedFile value = (WantedFile) with.wanted(copy, wanted);
    assertThat(with.read(copy.probe(value).call().orElseThrow()).context()).isEmpty();
  }

  @Test
  void preservesTheModeOfTheLocalFile() {
    ModuleHarness host = ModuleHarness.create().with(LocalFiles.of("run", "x\n"));
    host.apply(copy, Map.of("src", "run", "dest", dir + "/run", "mode", "preserve"));
    assertThat(mode(dir.resolve("run"))).isEqualTo("0751");
  }

  @Test
  void aSecretContentIsInTheDiffForTheRedactorButInNoSummary() {
    Plan plan =
        ModuleHarness.create()
            .plan(copy, Map.of("content", Secret.of("hunter2\n"), "dest", dir + "/key"));
    assertThat(summaries(plan).toString()).doesNotContain("hunter2");
    assertThat(plan.changes().get(0).diffs()).contains(Diff.text(dir + "/key", "", "hunter2\n"));
    assertThat(plan.changes().get(0).call().words()).doesNotContain("hunter2");
  }

  @EachShell
  void copiesAFileOfTheHost(ModuleHarness host) throws IOException {
    Path src = file("from", "one\ntwo\n");
    mode(src, 0751);
    Path dest = file("to", "one\n");
    Map<String, Object> wanted = Map.of("src", src + "", "dest", dest + "", "remote_src", true);
    Plan plan = host.apply(copy, wanted).plan();
    assertThat(dest).hasContent("one\ntwo\n");
    assertThat(mode(dest)).isEqualTo("0644");
    assertThat(diffs(plan)).containsExactly(dest + ": one\n -> one\ntwo\n");
    assertThat(host.plan(copy, wanted).changes()).isEmpty();
    assertThat(host.plan(copy, wanted).result())
        .containsEntry("checksum", sha1("one\ntwo\n"))
        .containsEntry("dest", dest + "");
    Path into = Files.createDirectory(dir.resolve("into"));
    Map<String, Object> kept =
        Map.of("src", src + "", "dest", into + "", "remote_src", true, "mode", "preserve");
    host.apply(copy, kept);
    assertThat(into.resolve("from")).hasContent("one\ntwo\n");
    assertThat(mode(into.resolve("from"))).isEqualTo("0751");
    assertThat(host.plan(copy, kept).changes()).isEmpty();
    assertThat(names(into)).containsExactly("from");
  }

  @EachShell
  void copiesALargeAndNastyFileOfTheHost(ModuleHarness host) throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(3).nextBytes(bytes);
    for (String name : Fixture.NASTY) {
      Path src = Files.write(dir.resolve("src" + name), bytes);
      Map<String, Object> wanted =
          Map.of("src", src + "", "dest", dir + "/dest" + name, "remote_src", true);
      host.apply(copy, wanted);
      assertThat(dir.resolve("dest" + name)).hasBinaryContent(bytes);
      assertThat(host.plan(copy, wanted).changes()).isEmpty();
    }
  }

  @EachShell
  void aFileOfTheHostMustBeThereAndNoDirectory(ModuleHarness host) throws IOException {
    Map<String, Object> absent =
        Map.of("src", dir + "/none", "dest", dir + "/to", "remote_src", true);
    assertThat(host.plan(copy, absent).needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir + "/none"));
    Map<String, Object> directory =
        Map.of("src", dir + "", "dest", dir + "/to", "remote_src", true);
    assertThat(failure(host.plan(copy, directory))).contains("is a directory", "cp -a");
  }

  @Test
  void contradictionsAreLoadErrors() {
    ModuleHarness host = ModuleHarness.create().with(LocalFiles.of("x", "x"));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("dest", "/x"),
            Map.of("dest", "/x", "src", "x", "content", "x"),
            Map.of("dest", "x", "src", "x"),
            Map.of("dest", "/x/", "content", "x"),
            Map.of("dest", "/x", "src", "x/"),
            Map.of("dest", "/x", "content", "x", "mode", "rw"),
            Map.of("dest", "/x", "content", "x", "mode", "preserve"),
            Map.of("dest", "/x", "content", "x", "owner", "-R"),
            Map.of("dest", "/x", "content", "x", "owner", "a:b"),
            Map.of("dest", "/x", "content", "x", "validate", "visudo -c"),
            Map.of("dest", "/x", "content", "x", "validate", "visudo 'x %s"),
            Map.of("dest", "/x", "content", "x", "remote_src", true),
            Map.of("dest", "/x", "src", "x", "remote_src", true),
            Map.of("dest", "/x", "src", "/x/", "remote_src", true),
            Map.of("dest", "/x", "content", "x", "unsafe_writes", true))) {
      assertThatThrownBy(() -> host.wanted(copy, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("copy");
    }
  }
}
