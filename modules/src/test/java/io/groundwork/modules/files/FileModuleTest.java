package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.needsRoot;
import static io.groundwork.modules.files.Fixture.owner;
import static io.groundwork.modules.files.Fixture.summaries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModuleTest {

  private final FileModule file = new FileModule();

  @TempDir Path dir;

  private Path plain(String name) throws IOException {
    Path path = Files.writeString(dir.resolve(name), name);
    mode(path, 0644);
    return path;
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @EachShell
  void makesADirectoryAndThoseAboveItWithTheSameMode(ModuleHarness host) {
    Path path = dir.resolve("a/b c/d");
    ModuleHarness.Outcome outcome =
        host.apply(file, Map.of("path", path.toString(), "state", "directory", "mode", "2750"));
    assertThat(path).isDirectory();
    for (Path one = path; !one.equals(dir); one = one.getParent()) {
      assertThat(mode(one)).isEqualTo("2750");
    }
    assertThat(summaries(outcome.plan())).containsExactly("create directory " + path);
    assertThat(diffs(outcome.plan()))
        .containsExactly("state: absent -> directory", "mode:  -> 2750");
    assertThat(outcome.plan().changes().get(0).alters())
        .containsExactlyInAnyOrder(
            Resource.path(dir + "/a"), Resource.path(dir + "/a/b c"), Resource.path(path + ""));
    assertThat(outcome.result())
        .containsEntry("state", "directory")
        .containsEntry("mode", "2750")
        .containsEntry("path", path.toString());
  }

  @EachShell
  void aNewDirectoryGets0755(ModuleHarness host) {
    host.apply(file, Map.of("path", dir + "/new//x/", "state", "directory"));
    assertThat(mode(dir.resolve("new/x"))).isEqualTo("0755");
  }

  @EachShell
  void makesADirectoryAlthoughOneAboveItCameMeanwhile(ModuleHarness host) throws IOException {
    WantedPath wanted =
        host.wanted(file, Map.of("path", dir + "/a/b", "state", "directory", "mode", "0700"));
    Change change = file.plan(wanted, host.read(file.probe(wanted))).changes().get(0);
    Files.createDirectory(dir.resolve("a"));
    mode(dir.resolve("a"), 0711);
    assertThat(host.execute(change.call(), change.payload()).succeeded()).isTrue();
    assertThat(mode(dir.resolve("a"))).isEqualTo("0711");
    assertThat(mode(dir.resolve("a/b"))).isEqualTo("0700");
  }

  @EachShell
  void leavesADirectoryAloneThatIsAsWanted(ModuleHarness host) throws IOException {
    mode(dir, 0700);
    plain("x");
    Plan plan =
        host.plan(file, Map.of("path", dir.toString(), "state", "directory", "mode", "0700"));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).startsWith(dir + " is as wanted (directory, 0700 ");
  }

  @EachShell
  void takesTheSetGroupBitFromADirectory(ModuleHarness host) throws IOException {
    Path sub = Files.createDirectory(dir.resolve("sub"));
    mode(sub, 02755);
    ModuleHarness.Outcome outcome =
        host.apply(file, Map.of("path", sub.toString(), "mode", "0755"));
    assertThat(diffs(outcome.plan())).containsExactly("mode: 2755 -> 0755");
    assertThat(mode(sub)).isEqualTo("0755");
    host.apply(file, Map.of("path", sub.toString(), "mode", "g+s,+t"));
    assertThat(mode(sub)).isEqualTo("3755");
  }

  @EachShell
  void refusesADirectoryWhereAFileIsAndTheReverse(ModuleHarness host) throws IOException {
    Path plain = plain("plain");
    assertThat(failure(host.plan(file, Map.of("path", plain + "", "state", "directory"))))
        .contains(plain + " is a file, not a directory");
    assertThat(failure(host.plan(file, Map.of("path", plain + "/x/y", "state", "directory"))))
        .contains(plain + " is no directory");
    assertThat(failure(host.plan(file, Map.of("path", dir + "", "state", "file"))))
        .contains(dir + " is a directory, not a file");
    Path dangling = Files.createSymbolicLink(dir.resolve("dangling"), Path.of("nowhere"));
    assertThat(failure(host.plan(file, Map.of("path", dangling + "", "state", "directory"))))
        .contains("a link that leads nowhere");
    assertThat(failure(host.plan(file, Map.of("path", dangling + "/x", "state", "directory"))))
        .contains(dangling + " is no directory");
  }

  @EachShell
  void needsAFileThatIsNotThereToSetItsAttributes(ModuleHarness host) {
    for (Map<String, String> wanted :
        List.of(
            Map.of("path", dir + "/x", "mode", "0600"),
            Map.of("path", dir + "/x", "mode", "0600", "state", "file"))) {
      Plan plan = host.plan(file, wanted);
      assertThat(plan.failure()).isEmpty();
      assertThat(plan.needs())
          .extracting(Need::resource)
          .containsExactly(Resource.path(dir + "/x"));
    }
  }

  @EachShell
  void setsOwnerGroupAndModeOfWhateverIsThere(ModuleHarness host) throws IOException {
    needsRoot();
    Path plain = plain("plain");
    Map<String, String> wanted =
        Map.of("path", plain + "", "owner", "nobody", "group", "daemon", "mode", "0640");
    ModuleHarness.Outcome outcome = host.apply(file, wanted);
    assertThat(summaries(outcome.plan()))
        .containsExactly("set owner and group and mode of " + plain);
    assertThat(owner(plain)).isEqualTo("65534:1");
    assertThat(mode(plain)).isEqualTo("0640");
    mode(plain, 04755);
    host.apply(file, Map.of("path", plain + "", "group", "root"));
    assertThat(owner(plain)).isEqualTo("65534:0");
    assertThat(mode(plain)).isEqualTo("4755");
  }

  @EachShell
  void attributesOfALinkAreThoseOfWhatItPointsToUnlessToldOtherwise(ModuleHarness host)
      throws IOException {
    needsRoot();
    Path plain = plain("plain");
    Path link = Files.createSymbolicLink(dir.resolve("link"), plain);
    host.apply(file, Map.of("path", link + "", "owner", "nobody", "mode", "0600"));
    assertThat(owner(plain)).isEqualTo("65534:0");
    assertThat(mode(plain)).isEqualTo("0600");
    assertThat(owner(link)).isEqualTo("0:0");
    host.apply(file, Map.of("path", link + "", "owner", "daemon", "follow", false));
    assertThat(owner(link)).isEqualTo("1:0");
    assertThat(owner(plain)).isEqualTo("65534:0");
  }

  @EachShell
  void removesFilesLinksAndWholeDirectories(ModuleHarness host) throws IOException {
    Path kept = plain("kept");
    Path tree = Files.createDirectories(dir.resolve("tree/sub"));
    Files.writeString(tree.resolve("x"), "x");
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("tree"));
    ModuleHarness.Outcome outcome = host.apply(file, Map.of("path", link + "", "state", "absent"));
    assertThat(summaries(outcome.plan())).containsExactly("remove " + link);
    assertThat(diffs(outcome.plan())).containsExactly("state: link -> absent");
    assertThat(tree.resolve("x")).exists();
    assertThat(summaries(host.apply(file, Map.of("path", dir + "/tree", "state", "absent")).plan()))
        .containsExactly("remove directory " + dir + "/tree");
    assertThat(names(dir)).containsExactly("kept");
    host.apply(file, Map.of("path", kept + "", "state", "absent"));
    Plan again = host.plan(file, Map.of("path", kept + "", "state", "absent"));
    assertThat(again.reason()).isEqualTo("nothing is at " + kept);
    assertThat(host.plan(file, Map.of("path", kept + "/x/y", "state", "absent")).changes())
        .isEmpty();
  }

  @EachShell
  void aGrowingFileDoesNotDisturbAPlanForItsMode(ModuleHarness host) throws IOException {
    Path log = plain("log");
    WantedPath wanted = host.wanted(file, Map.of("path", log + "", "mode", "0600"));
    String before = host.read(file.probe(wanted).call().orElseThrow()).state();
    Files.writeString(log, "more and more");
    assertThat(host.read(file.probe(wanted).call().orElseThrow()).state()).isEqualTo(before);
  }

  @EachShell
  void touchMakesAnEmptyFileOrSetsTheTimes(ModuleHarness host) throws IOException {
    Path path = dir.resolve("new");
    Map<String, String> wanted = Map.of("path", path + "", "state", "touch", "mode", "0600");
    ModuleHarness.Outcome first = host.apply(file, wanted);
    assertThat(diffs(first.plan())).containsExactly("state: absent -> file", "mode:  -> 0600");
    assertThat(path).isEmptyFile();
    Files.setLastModifiedTime(path, FileTime.fromMillis(0));
    Plan again = host.apply(file, wanted).plan();
    assertThat(summaries(again)).containsExactly("touch " + path);
    assertThat(again.changes().get(0).effect()).isEqualTo(Change.Effect.RUNS);
    assertThat(Files.getLastModifiedTime(path)).isGreaterThan(FileTime.fromMillis(1000));
    Plan preserving =
        host.plan(
            file,
            Map.of(
                "path",
                path + "",
                "state",
                "touch",
                "modification_time",
                "preserve",
                "access_time",
                "preserve"));
    assertThat(preserving.changes()).isEmpty();
    Plan missing = host.plan(file, Map.of("path", dir + "/no/x", "state", "touch"));
    assertThat(missing.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir + "/no"));
  }

  @EachShell
  void makesAndMovesLinks(ModuleHarness host) throws IOException {
    Files.createDirectory(dir.resolve("v1"));
    Files.createDirectory(dir.resolve("v2"));
    Path link = dir.resolve("current");
    Map<String, String> first = Map.of("path", link + "", "state", "link", "src", "v1");
    ModuleHarness.Outcome outcome = host.apply(file, first);
    assertThat(summaries(outcome.plan())).containsExactly("link " + link + " to v1");
    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("v1"));
    assertThat(outcome.result()).containsEntry("state", "link").containsEntry("src", "v1");
    assertThat(host.plan(file, first).reason()).isEqualTo(link + " is a link to v1");
    Plan moved =
        host.apply(file, Map.of("path", link + "", "state", "link", "src", dir + "/v2")).plan();
    assertThat(diffs(moved)).containsExactly("link: v1 -> " + dir + "/v2");
    assertThat(Files.readSymbolicLink(link)).isEqualTo(dir.resolve("v2"));
    assertThat(names(dir.resolve("v1"))).isEmpty();
    assertThat(names(dir)).containsExactly("current", "v1", "v2");
  }

  @EachShell
  void aLinkNeedsItsSourceUnlessForced(ModuleHarness host) {
    Map<String, Object> wanted = Map.of("path", dir + "/link", "state", "link", "src", "no/where");
    Plan plan = host.plan(file, wanted);
    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir + "/no/where"));
    host.apply(
        file, Map.of("path", dir + "/link", "state", "link", "src", "no/where", "force", true));
    assertThat(isThere(dir.resolve("link"))).isTrue();
    assertThat(host.plan(file, wanted).needs()).isNotEmpty();
  }

  @EachShell
  void aLinkTakesTheOtherThingsPlaceOnlyWhenForced(ModuleHarness host) throws IOException {
    Path source = plain("source");
    Path plain = plain("plain");
    Path empty = Files.createDirectory(dir.resolve("empty"));
    Path full = Files.createDirectory(dir.resolve("full"));
    Files.writeString(full.resolve("x"), "x");
    for (Path path : List.of(plain, empty)) {
      Map<String, Object> wanted = Map.of("path", path + "", "state", "link", "src", source + "");
      assertThat(failure(host.plan(file, wanted))).contains("force: true replaces it");
      host.apply(
          file, Map.of("path", path + "", "state", "link", "src", source + "", "force", true));
      assertThat(Files.readSymbolicLink(path)).isEqualTo(source);
    }
    assertThat(
            failure(
                host.plan(
                    file,
                    Map.of("path", full + "", "state", "link", "src", source + "", "force", true))))
        .contains("not empty");
  }

  @EachShell
  void attributesOfANewLinkGoToWhatItPointsTo(ModuleHarness host) throws IOException {
    needsRoot();
    Path source = plain("source");
    Path link = dir.resolve("link");
    host.apply(
        file,
        Map.of(
            "path", link + "", "state", "link", "src", "source", "mode", "+x", "owner", "nobody"));
    assertThat(mode(source)).isEqualTo("0755");
    assertThat(owner(source)).isEqualTo("65534:0");
    assertThat(owner(link)).isEqualTo("0:0");
    Path other = dir.resolve("other");
    host.apply(
        file,
        Map.of(
            "path",
            other + "",
            "state",
            "link",
            "src",
            "source",
            "owner",
            "daemon",
            "follow",
            false));
    assertThat(owner(other)).isEqualTo("1:0");
    assertThat(owner(source)).isEqualTo("65534:0");
  }

  @EachShell
  void makesHardLinks(ModuleHarness host) throws IOException {
    Path source = plain("source");
    Path link = dir.resolve("hard");
    Map<String, Object> wanted = Map.of("path", link + "", "state", "hard", "src", source + "");
    ModuleHarness.Outcome outcome = host.apply(file, wanted);
    assertThat(Files.isSameFile(source, link)).isTrue();
    assertThat(outcome.result()).containsEntry("state", "hard");
    assertThat(host.plan(file, wanted).reason()).contains("is a hard link to " + source);
    Files.delete(link);
    plain("hard");
    assertThat(failure(host.plan(file, wanted))).contains("force: true replaces it");
    host.apply(file, Map.of("path", link + "", "state", "hard", "src", source + "", "force", true));
    assertThat(Files.isSameFile(source, link)).isTrue();
    Files.delete(source);
    Files.delete(link);
    assertThat(host.plan(file, wanted).needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(source + ""));
  }

  @EachShell
  void givesAllBelowADirectoryTheAttributes(ModuleHarness host) throws IOException {
    Path tree = Files.createDirectories(dir.resolve("tree/sub"));
    Path data = Files.writeString(tree.resolve("data"), "x");
    Path run = Files.writeString(tree.resolve("it's run"), "x");
    Path outside = plain("outside");
    Files.createSymbolicLink(tree.resolve("link"), outside);
    mode(tree, 02777);
    mode(tree.getParent(), 0755);
    mode(data, 0666);
    mode(run, 0711);
    Map<String, Object> wanted =
        Map.of(
            "path", dir + "/tree", "state", "directory", "recurse", true, "mode", "u=rwX,g=rX,o=");
    Plan plan = host.apply(file, wanted).plan();
    assertThat(summaries(plan)).containsExactly("set mode of all below " + dir + "/tree");
    assertThat(mode(tree)).isEqualTo("0750");
    assertThat(mode(data)).isEqualTo("0640");
    assertThat(mode(run)).isEqualTo("0750");
    assertThat(mode(outside)).isEqualTo("0644");
    assertThat(host.plan(file, wanted).reason()).contains("all below");
    if (Fixture.isRoot()) {
      host.apply(file, Map.of("path", dir + "/tree", "recurse", true, "group", "daemon"));
      assertThat(owner(data)).isEqualTo("0:1");
      assertThat(owner(tree.getParent())).isEqualTo("0:1");
      assertThat(owner(outside)).isEqualTo("0:0");
    }
  }

  @EachShell
  void recurseMakesTheDirectoryFirst(ModuleHarness host) {
    host.apply(file, Map.of("path", dir + "/tree", "recurse", true, "mode", "0700"));
    assertThat(mode(dir.resolve("tree"))).isEqualTo("0700");
  }

  @EachShell
  void namesCanHoldAnything(ModuleHarness host) {
    for (String name : Fixture.NASTY) {
      Path path = dir.resolve(name);
      host.apply(file, Map.of("path", path + "/a", "state", "directory"));
      host.apply(file, Map.of("path", path + "/l", "state", "link", "src", name, "force", true));
      host.apply(file, Map.of("path", path + "/f", "state", "touch"));
      host.apply(file, Map.of("path", path + "", "recurse", true, "mode", "u=rwX,go="));
      assertThat(names(path)).containsExactly("a", "f", "l");
      host.apply(file, Map.of("path", path + "", "state", "absent"));
    }
    assertThat(names(dir)).isEmpty();
  }

  @Test
  void contradictionsAreLoadErrors() {
    ModuleHarness host = ModuleHarness.create();
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("state", "absent"),
            Map.of("path", "/", "state", "absent"),
            Map.of("path", "//./", "state", "absent"),
            Map.of("path", "/x", "state", "gone"),
            Map.of("path", "/x", "state", "link"),
            Map.of("path", "/x", "state", "directory", "src", "/y"),
            Map.of("path", "/x", "state", "hard", "src", "y"),
            Map.of("path", "/x", "state", "touch", "recurse", true),
            Map.of("path", "/x", "state", "link", "src", "y", "follow", false, "mode", "0600"),
            Map.of("path", "/x", "dest", "/x"))) {
      assertThatThrownBy(() -> host.wanted(file, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("file");
    }
  }
}
