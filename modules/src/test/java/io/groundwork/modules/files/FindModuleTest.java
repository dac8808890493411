package io.groundwork.modules.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Plan;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindModuleTest {

  private final FindModule find = new FindModule();

  @TempDir Path dir;

  @BeforeEach
  void tree() throws IOException {
    Files.writeString(dir.resolve("a.log"), "first\nsecond error 7\n");
    Files.writeString(dir.resolve("b.txt"), "error\n");
    Files.writeString(dir.resolve(".hidden.log"), "x\n");
    Files.createDirectories(dir.resolve("sub/deep"));
    Files.writeString(dir.resolve("sub/c.log"), "");
    Files.write(dir.resolve("sub/deep/d.log"), new byte[3000]);
    Files.createSymbolicLink(dir.resolve("link"), Path.of("sub"));
    Instant old = Instant.now().minusSeconds(10 * 86_400);
    Files.setLastModifiedTime(dir.resolve("b.txt"), FileTime.from(old));
  }

  private Map<String, Object> with(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("paths", dir.toString());
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private List<String> names(ModuleHarness host, Object... pairs) {
    return files(host.plan(find, with(pairs))).stream()
        .map(file -> dir.relativize(Path.of((String) file.get("path"))).toString())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> files(Plan plan) {
    assertThat(plan.changes()).isEmpty();
    return (List<Map<String, Object>>) plan.result().get("files");
  }

  @EachShell
  void findsFilesByNameAndDepth(ModuleHarness host) {
    assertThat(names(host)).containsExactly("a.log", "b.txt");
    assertThat(names(host, "patterns", "*.log,z*")).containsExactly("a.log");
    assertThat(names(host, "excludes", "*.log")).containsExactly("b.txt");
    assertThat(names(host, "hidden", true)).containsExactly(".hidden.log", "a.log", "b.txt");
    assertThat(names(host, "patterns", List.of("[ab]\\..*"), "use_regex", true))
        .containsExactly("a.log", "b.txt");
    assertThat(names(host, "recurse", true, "patterns", "*.log"))
        .containsExactly("a.log", "sub/c.log", "sub/deep/d.log");
    assertThat(names(host, "recurse", true, "patterns", "*.log", "depth", 2L))
        .containsExactly("a.log", "sub/c.log");
    assertThat(names(host, "recurse", true, "limit", 3L))
        .containsExactly("a.log", "b.txt", "sub/c.log");
  }

  @EachShell
  void findsOtherKinds(ModuleHarness host) {
    assertThat(names(host, "file_type", "directory", "recurse", true))
        .containsExactly("sub", "sub/deep");
    assertThat(names(host, "file_type", "link")).containsExactly("link");
    assertThat(names(host, "file_type", "any")).containsExactly("a.log", "b.txt", "link", "sub");
    assertThat(names(host, "recurse", true, "follow", true, "patterns", "c.log"))
        .containsExactly("link/c.log", "sub/c.log");
  }

  @EachShell
  void findsByAgeSizeAndContent(ModuleHarness host) {
    assertThat(names(host, "age", "1w")).containsExactly("b.txt");
    assertThat(names(host, "age", "-1d")).containsExactly("a.log");
    assertThat(names(host, "recurse", true, "size", "1k")).containsExactly("sub/deep/d.log");
    assertThat(names(host, "recurse", true, "size", "-6")).containsExactly("b.txt", "sub/c.log");
    assertThat(names(host, "contains", "error")).containsExactly("b.txt");
    assertThat(names(host, "contains", ".*error\\s\\d$")).containsExactly("a.log");
    assertThat(names(host, "contains", "(?i)ERROR|fir[s]t")).containsExactly("a.log", "b.txt");
    assertThat(names(host, "contains", "error", "read_whole_file", true))
        .containsExactly("a.log", "b.txt");
  }

  @EachShell
  void givesWhatAnsibleGives(ModuleHarness host) throws IOException {
    Plan plan = host.plan(find, with("patterns", "b.txt", "get_checksum", true));
    assertThat(plan.result())
        .containsEntry("matched", 1L)
        .containsEntry("examined", 5L)
        .containsEntry("skipped_paths", Map.of())
        .containsEntry("msg", "All paths examined");
    assertThat(files(plan).get(0))
        .containsEntry("path", dir.resolve("b.txt").toString())
        .containsEntry("size", 6L)
        .containsEntry("isreg", true)
        .containsEntry("checksum", sha1())
        .containsKeys("mode", "pw_name", "gr_name", "mtime", "nlink", "rusr", "xoth");
    assertThat(host.plan(find, with("recurse", true, "depth", 1L)).result())
        .containsEntry("examined", 7L);
    assertThat(host.plan(find, with("recurse", true)).result()).containsEntry("examined", 8L);
  }

  @SuppressWarnings("deprecation") // SHA-1 is what Ansible's result holds.
  private String sha1() throws IOException {
    return com.google.common.hash.Hashing.sha1()
        .hashBytes(Files.readAllBytes(dir.resolve("b.txt")))
        .toString();
  }

  @EachShell
  void isNotFooledByNames(ModuleHarness host) throws IOException {
    Path nasty = Files.createDirectory(dir.resolve("nasty"));
    for (String name : Fixture.NASTY) {
      Files.writeString(nasty.resolve(name), "x");
    }
    Files.writeString(nasty.resolve("x\nis 81a4 0 0 1 1 1 1 1 1 1"), "forged");
    Plan plan =
        host.plan(find, Map.of("paths", nasty.toString(), "hidden", true, "get_checksum", true));
    assertThat(files(plan))
        .extracting(file -> HostPath.name((String) file.get("path")))
        .hasSize(Fixture.NASTY.size() + 1)
        .containsAll(Fixture.NASTY);
    assertThat(files(plan)).allMatch(file -> file.containsKey("checksum"));
  }

  @EachShell
  void tellsOfDirectoriesThatAreNotThere(ModuleHarness host) {
    Plan plan = host.plan(find, Map.of("paths", List.of("/no/way", dir.toString())));
    assertThat(plan.result())
        .containsEntry("matched", 2L)
        .containsEntry("skipped_paths", Map.of("/no/way", "'/no/way' is not a directory"));
  }

  @ParameterizedTest
  @CsvSource({
    "*.log, a.log, true",
    "*.log, a.logs, false",
    "?, ab, false",
    "[a-c]x, bx, true",
    "[!a-c]x, bx, false",
    "[]]x, ]x, true",
    "[x, [x, true",
    "a.c, abc, false",
    "[-a], -, true"
  })
  void wildcardsAreThoseOfPython(String wildcards, String name, boolean fits) {
    assertThat(Wildcard.pattern(wildcards).matcher(name).lookingAt()).isEqualTo(fits);
  }

  @Test
  void contradictionsAreLoadErrors() {
    for (Map<String, Object> wrong :
        List.of(
            with("age", "1y"),
            with("size", "big"),
            with("depth", 0L),
            with("patterns", "(", "use_regex", true),
            with("contains", "(?=x)"),
            with("contains", "x\\b"),
            with("contains", "x", "file_type", "any"),
            Map.<String, Object>of("paths", "relative"))) {
      assertThatThrownBy(() -> ModuleHarness.create().wanted(find, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("find");
    }
  }
}
