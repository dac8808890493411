package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.owner;
import static io.groundwork.modules.files.Fixture.summaries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundwork.module.Execution;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnarchiveModuleTest {

  private final UnarchiveModule unarchive = new UnarchiveModule();

  @TempDir Path dir;

  private Path tree;
  private Path dest;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectories(dir.resolve("tree"));
    Files.createDirectories(tree.resolve("app/it's ü"));
    Files.writeString(tree.resolve("app/it's ü/größe"), "one\n");
    Files.writeString(tree.resolve("app/run"), "two\n");
    mode(tree.resolve("app/run"), 0755);
    dest = Files.createDirectory(dir.resolve("dest"));
  }

  private Path pack(String name, String... command) throws IOException {
    return packed(dir.resolve(name), command);
  }

  private Path packed(Path archive, String... command) throws IOException {
    Path script =
        Files.writeString(
            dir.resolve("pack.sh"), "cd '" + tree + "' && " + String.join(" ", command));
    try {
      Process process =
          new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return archive;
  }

  private Path tar() throws IOException {
    return pack(
        "app.tar.gz",
        "ln -s ../run \"app/it's ü/link\"; ln app/run app/hard;",
        "tar -czf ../app.tar.gz .");
  }

  private Map<String, Object> remote(Path archive) {
    return Map.of("src", archive + "", "remote_src", true, "dest", dest + "");
  }

  private Map<String, Object> creating(Path archive) {
    return Map.of(
        "src", archive + "", "remote_src", true, "dest", dest + "", "creates", dest + "/app/run");
  }

  private static boolean isBusybox(ModuleHarness host) {
    return host.execute(new Snippet("which", "command -v tar").call(), Optional.empty())
        .out()
        .contains("busybox");
  }

  @EachShell
  void unpacksWhatIsNotThere(ModuleHarness host) throws IOException {
    Path archive = tar();
    mode(dest, 0710);
    ModuleHarness.Outcome outcome = host.apply(unarchive, creating(archive));
    assertThat(outcome.executions()).allMatch(Execution::succeeded);
    assertThat(dest.resolve("app/it's ü/größe")).hasContent("one\n");
    assertThat(dest.resolve("app/it's ü/link")).isSymbolicLink().hasContent("two\n");
    assertThat(Files.isSameFile(dest.resolve("app/run"), dest.resolve("app/hard"))).isTrue();
    assertThat(mode(dest.resolve("app/run"))).isEqualTo("0755");
    assertThat(summaries(outcome.plan())).containsExactly("unpack " + archive + " in " + dest);
    assertThat(outcome.plan().changes().get(0).alters()).contains(Resource.path(dest + "/app/run"));
    assertThat(names(dest)).containsExactly("app");
    assertThat(host.plan(unarchive, creating(archive)).reason())
        .isEqualTo(dest + "/app/run exists");
    assertThat(outcome.result()).containsEntry("dest", dest + "").doesNotContainKey("files");
  }

  @EachShell
  void comparesArchiveAndDirectory(ModuleHarness host) throws IOException {
    Path archive = tar();
    if (isBusybox(host)) {
      assertThat(failure(host.plan(unarchive, remote(archive)))).contains("creates");
      return;
    }
    mode(dest, 0710);
    host.apply(unarchive, remote(archive));
    assertThat(mode(dest)).isEqualTo("0710");
    mode(dest.resolve("app/run"), 0700);
    assertThat(host.plan(unarchive, remote(archive)).reason())
        .isEqualTo("all of " + archive + " is in " + dest);
    Files.writeString(dest.resolve("app/it's ü/größe"), "other size");
    Plan plan = host.apply(unarchive, remote(archive)).plan();
    assertThat(diffs(plan).toString()).contains("Size differs");
    assertThat(dest.resolve("app/it's ü/größe")).hasContent("one\n");
  }

  @EachShell
  void takesEveryCompression(ModuleHarness host) throws IOException {
    for (String[] way :
        new String[][] {
          {"tar", "tar -cf ../a.tar app"},
          {"tar.bz2", "tar -cf - app | bzip2 >../a.tar.bz2"},
          {"txz", "tar -cf - app | xz >../a.txz"},
          {"tar.zst", "tar -cf - app | zstd -q >../a.tar.zst"}
        }) {
      if (way[0].equals("tar.zst") && isBusybox(host)) {
        continue;
      }
      Path archive = pack("a." + way[0], way[1]);
      host.apply(unarchive, creating(archive));
      assertThat(dest.resolve("app/run")).as(way[0]).hasContent("two\n");
      host.apply(new FileModule(), Map.of("path", dest + "/app", "state", "absent"));
    }
  }

  @EachShell
  void unpacksZip(ModuleHarness host) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/zip")), "skipped: zip is not installed");
    Path archive = pack("a.zip", "LC_ALL=C.UTF-8 zip -qr ../a.zip app");
    if (isBusybox(host)) {
      assertThat(host.plan(unarchive, creating(archive)).needs())
          .extracting(Need::resource)
          .containsExactly(Resource.command("unzip"));
      return;
    }
    host.apply(unarchive, remote(archive));
    assertThat(dest.resolve("app/it's ü/größe")).hasContent("one\n");
    assertThat(host.plan(unarchive, remote(archive)).changes()).isEmpty();
    Files.writeString(dest.resolve("app/run"), "longer than before\n");
    assertThat(diffs(host.apply(unarchive, remote(archive)).plan()).toString())
        .contains("sizes differ");
    Files.delete(dest.resolve("app/run"));
    assertThat(diffs(host.plan(unarchive, remote(archive))).toString())
        .contains("app/run is missing");
    Path linked = pack("l.zip", "ln -s /etc app/out; zip -qry ../l.zip app; rm app/out");
    assertThat(host.apply(unarchive, remote(linked)).executions().get(0).err())
        .contains("the link app/out leads out of");
    Path inner = pack("i.zip", "ln -s run app/in; zip -qry ../i.zip app; rm app/in");
    host.apply(unarchive, remote(inner));
    assertThat(dest.resolve("app/in")).isSymbolicLink().hasContent("two\n");
    assertThat(host.plan(unarchive, remote(inner)).changes()).isEmpty();
  }

  @EachShell
  void takesALocalArchive(ModuleHarness host) throws IOException {
    byte[] bytes = Files.readAllBytes(tar());
    ModuleHarness with = host.with(new LocalFiles(Map.of("app.tgz", bytes)));
    Map<String, Object> wanted =
        Map.of("src", "app.tgz", "dest", dest + "", "creates", dest + "/app/run");
    with.apply(unarchive, wanted);
    assertThat(dest.resolve("app/run")).hasContent("two\n");
    assertThat(names(dest)).containsExactly("app");
  }

  @EachShell
  void comparesALocalArchiveWithTheDirectory(ModuleHarness host) throws IOException {
    String longest = "x".repeat(120);
    Files.createDirectories(tree.resolve(longest));
    Files.writeString(tree.resolve(longest).resolve(longest), "long\n");
    Path empty = Files.createFile(tree.resolve("app/back\\slash"));
    assertThat(empty).exists();
    for (String[] way :
        new String[][] {
          {"gnu.tar", "tar --format=gnu -cf ../gnu.tar ."},
          {"pax.tar.gz", "tar --format=posix -czf ../pax.tar.gz app " + longest},
          {"old.txz", "tar -cJf ../old.txz app"},
          {"z.zip", "LC_ALL=C.UTF-8 zip -qry ../z.zip app -x '*slash'"},
        }) {
      if (way[0].endsWith("zip") && isBusybox(host)) {
        continue;
      }
      Files.deleteIfExists(tree.resolve("app/hard"));
      Path archive =
          pack(way[0], "ln -sf ../run \"app/it's ü/link\"; ln app/run app/hard;", way[1]);
      ModuleHarness with = host.with(new LocalFiles(Map.of(way[0], Files.readAllBytes(archive))));
      Map<String, Object> wanted = Map.of("src", way[0], "dest", dest + "");
      with.apply(unarchive, wanted);
      assertThat(dest.resolve("app/hard")).as(way[0]).hasContent("two\n");
      Plan again = with.plan(unarchive, wanted);
      assertThat(diffs(again)).as(way[0]).isEmpty();
      assertThat(again.reason()).isEqualTo("all of " + way[0] + " is in " + dest);
      Files.writeString(dest.resolve("app/run"), "owt\n");
      Files.delete(dest.resolve("app/it's ü/link"));
      assertThat(diffs(with.apply(unarchive, wanted).plan()).toString())
          .contains("./app/run differs", "it's ü/link is no link to ../run");
      assertThat(dest.resolve("app/run")).hasContent("two\n");
      host.apply(new FileModule(), Map.of("path", dest + "/app", "state", "absent"));
    }
  }

  @EachShell
  void comparesTheChosenMembersOfALocalArchive(ModuleHarness host) throws IOException {
    ModuleHarness with = host.with(new LocalFiles(Map.of("app.tgz", Files.readAllBytes(tar()))));
    Map<String, Object> wanted =
        Map.of("src", "app.tgz", "dest", dest + "", "include", List.of("./app/it's ü/größe"));
    with.apply(unarchive, wanted);
    assertThat(names(dest.resolve("app"))).containsExactly("it's ü");
    assertThat(with.plan(unarchive, wanted).changes()).isEmpty();
    if (isBusybox(host)) {
      return; // its tar knows no patterns to leave out
    }
    Map<String, Object> without =
        Map.of("src", "app.tgz", "dest", dest + "", "exclude", List.of("größe"));
    with.apply(unarchive, without);
    assertThat(names(dest.resolve("app"))).containsExactly("hard", "it's ü", "run");
    assertThat(with.plan(unarchive, without).changes()).isEmpty();
  }

  @EachShell
  void givesOwnerGroupAndModeToAllOfIt(ModuleHarness host) throws IOException {
    Fixture.needsRoot();
    Path archive = tar();
    Map<String, Object> wanted = new LinkedHashMap<>(creating(archive));
    wanted.putAll(Map.of("owner", "nobody", "group", "daemon", "mode", "u=rwX,g=rX,o="));
    wanted.put("list_files", true);
    ModuleHarness.Outcome outcome = host.apply(unarchive, wanted);
    assertThat(owner(dest.resolve("app/it's ü/größe"))).isEqualTo("65534:1");
    assertThat(owner(dest.resolve("app/it's ü/link"))).isEqualTo("65534:1");
    assertThat(mode(dest.resolve("app/it's ü/größe"))).isEqualTo("0640");
    assertThat(mode(dest.resolve("app/run"))).isEqualTo("0750");
    assertThat(owner(dest)).isEqualTo("0:0");
    assertThat((List<?>) outcome.result().get("files"))
        .hasSize(6)
        .asString()
        .contains("app/it's ü/größe");
  }

  @EachShell
  void choosesMembers(ModuleHarness host) throws IOException {
    Path archive = pack("a.tar", "tar -cf ../a.tar app");
    Map<String, Object> wanted = new LinkedHashMap<>(creating(archive));
    wanted.put("include", List.of("app/run"));
    host.apply(unarchive, wanted);
    assertThat(names(dest.resolve("app"))).containsExactly("run");
    if (!isBusybox(host)) {
      Files.delete(dest.resolve("app/run"));
      wanted.remove("include");
      wanted.put("exclude", List.of("app/it*"));
      host.apply(unarchive, wanted);
      assertThat(names(dest.resolve("app"))).containsExactly("run");
    }
  }

  @EachShell
  void refusesWhatLeadsOutOfTheDirectory(ModuleHarness host) throws IOException {
    Files.writeString(dir.resolve("victim"), "untouched");
    Map<String, String> evil = new LinkedHashMap<>();
    if (!isBusybox(host)) { // its tar mends these names before it shows them
      evil.put("absolute", "tar -cPf ../absolute.tar " + dir + "/victim");
      evil.put("dots", "tar -cPf ../dots.tar ../victim");
      evil.put("inner", "tar -cPf ../inner.tar app/../../victim");
    }
    evil.put("symlink", "ln -s /etc app/a; tar -cf ../symlink.tar app; rm app/a");
    evil.put("relative", "ln -s ../../x app/a; tar -cf ../relative.tar app; rm app/a");
    evil.put("winding", "ln -s \"it's ü/../../..\" app/a; tar -cf ../winding.tar app; rm app/a");
    evil.put(
        "through",
        "ln -s . a; mkdir b; echo x >b/f; tar -cf ../through.tar"
            + " --transform='s,^b/,a/,' a b/f; rm -r a b");
    evil.put(
        "hardlink",
        "ln ../victim app/h; tar -cPf ../hardlink.tar ../victim app/h"
            + " --transform='flags=r;s,^../victim,x,'; rm app/h");
    evil.put("fifo", "mkfifo app/p; tar -cf ../fifo.tar app; rm app/p");
    evil.put("line", "echo x >'app/a\nb'; tar -cf ../line.tar app; rm app/a*b");
    for (Map.Entry<String, String> one : evil.entrySet()) {
      Path archive = pack(one.getKey() + ".tar", one.getValue());
      Execution execution = host.apply(unarchive, creating(archive)).executions().get(0);
      assertThat(execution.succeeded()).as(one.getKey()).isFalse();
      assertThat(execution.err()).as(one.getKey()).contains("refused and nothing was unpacked");
      assertThat(names(dest)).as(one.getKey()).isEmpty();
    }
    assertThat(dir.resolve("victim")).hasContent("untouched");
  }

  @EachShell
  void refusesABrokenArchive(ModuleHarness host) throws IOException {
    Path archive = tar();
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
    Execution execution = host.apply(unarchive, creating(archive)).executions().get(0);
    assertThat(execution.succeeded()).isFalse();
    assertThat(execution.err()).contains("it cannot be read");
    assertThat(names(dest)).isEmpty();
  }

  @EachShell
  void saysWhenWhatItShouldCreateWasNotInIt(ModuleHarness host) throws IOException {
    Map<String, Object> wanted =
        Map.of(
            "src", tar() + "", "remote_src", true, "dest", dest + "", "creates", dest + "/other");
    assertThat(host.apply(unarchive, wanted).executions().get(0).err())
        .contains(dest + "/other was not in it");
  }

  @EachShell
  void needsTheArchiveTheDirectoryAndTheUser(ModuleHarness host) {
    Plan plan =
        host.plan(
            unarchive,
            Map.of(
                "src",
                dir + "/no.tar",
                "remote_src",
                true,
                "dest",
                dir + "/no",
                "creates",
                dir + "/no/x",
                "owner",
                "gw-nobody-here"));
    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(
            Resource.path(dir + "/no"),
            Resource.path(dir + "/no.tar"),
            Resource.user("gw-nobody-here"));
  }

  @Test
  void contradictionsAreLoadErrors() {
    ModuleHarness host = ModuleHarness.create().with(LocalFiles.of("a.tar", "x"));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("src", "a.tar", "dest", "/x"),
            Map.of("src", "/a.tar", "dest", "/x", "remote_src", true, "keep_newer", true),
            Map.of("src", "a.rar", "dest", "/x", "creates", "/x/y"),
            Map.of("src", "http://x/a.tar", "dest", "/x", "remote_src", true),
            Map.of("src", "a.tar", "dest", "/x", "remote_src", true),
            Map.of(
                "src", "/a.tar", "dest", "/x", "remote_src", true, "include", "--to-command=x"))) {
      assertThatThrownBy(() -> host.wanted(unarchive, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("unarchive");
    }
  }
}
