package io.groundwork.modules.files;

import static io.groundwork.modules.files.Fixture.diffs;
import static io.groundwork.modules.files.Fixture.failure;
import static io.groundwork.modules.files.Fixture.mode;
import static io.groundwork.modules.files.Fixture.names;
import static io.groundwork.modules.files.Fixture.summaries;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineInFileModuleTest {

  private final LineInFileModule lines = new LineInFileModule();

  @TempDir Path dir;

  private static Map<String, Object> with(String... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("a line goes to the end", "a\nb\n", "a\nb\nx\n", with("line", "x")),
        edit("a line that is there stays", "a\nx\nb\n", "a\nx\nb\n", with("line", "x")),
        edit("an empty file gets the line", "", "x\n", with("line", "x")),
        edit("a last line without end gets one", "a\nb", "a\nb\nx\n", with("line", "x")),
        edit("the line itself gets its end", "a\nx", "a\nx\n", with("line", "x")),
        edit("part of a line is not the line", "ax\n", "ax\nx\n", with("line", "x")),
        edit("the end of a block in YAML is not meant", "x\n", "x\n", with("line", "x\n")),
        edit(
            "the last match is replaced",
            "k=1\na\nk=2\n",
            "k=1\na\nk=3\n",
            with("line", "k=3", "regexp", "^k=")),
        edit(
            "or the first",
            "k=1\na\nk=2\n",
            "k=3\na\nk=2\n",
            with("line", "k=3", "regexp", "^k=", "firstmatch", "yes")),
        edit(
            "without a match it goes to the end",
            "a\n",
            "a\nk=3\n",
            with("line", "k=3", "regexp", "^k=")),
        edit(
            "an expression that no longer matches finds the line",
            "# off\n",
            "on\n",
            with("line", "on", "regexp", "^# off$")),
        edit("and then leaves it", "on\n", "on\n", with("line", "on", "regexp", "^# off$")),
        edit(
            "a plain text finds a line",
            "a.b\naxb\n",
            "new a.b\naxb\n",
            with("line", "new a.b", "search_string", "a.b")),
        edit(
            "behind a match",
            "a\nb\na\nc\n",
            "a\nb\na\nx\nc\n",
            with("line", "x", "insertafter", "^a")),
        edit(
            "behind the first match",
            "a\nb\na\nc\n",
            "a\nx\nb\na\nc\n",
            with("line", "x", "insertafter", "^a", "firstmatch", "true")),
        edit(
            "behind a last line without end",
            "b\na",
            "b\na\nx\n",
            with("line", "x", "insertafter", "^a")),
        edit(
            "before a match",
            "a\nb\na\nc\n",
            "a\nb\nx\na\nc\n",
            with("line", "x", "insertbefore", "^a")),
        edit(
            "before the first match",
            "a\nb\na\n",
            "x\na\nb\na\n",
            with("line", "x", "insertbefore", "^a", "firstmatch", "true")),
        edit(
            "no match to go before: the end",
            "a\n",
            "a\nx\n",
            with("line", "x", "insertbefore", "^z")),
        edit("at the beginning", "a\n", "x\na\n", with("line", "x", "insertbefore", "BOF")),
        edit(
            "at the beginning, twice",
            "x\na\n",
            "x\na\n",
            with("line", "x", "insertbefore", "BOF")),
        edit(
            "at the beginning of an empty file",
            "",
            "x\n",
            with("line", "x", "insertbefore", "BOF")),
        edit("at the end by its name", "a\n", "a\nx\n", with("line", "x", "insertafter", "EOF")),
        edit(
            "a match wins over a place",
            "a\nk=1\nb\n",
            "a\nk=2\nb\n",
            with("line", "k=2", "regexp", "^k=", "insertafter", "^b")),
        edit(
            "references are filled in",
            "port = 80 # web\n",
            "port = 81 # web\n",
            with("line", "\\1 81\\2", "regexp", "^(port =) \\d+(.*)$", "backrefs", "yes")),
        edit(
            "named ones, too",
            "host a b\n",
            "b a\n",
            with(
                "line",
                "\\g<two> \\g<1>",
                "regexp",
                "host (?P<one>\\w) (?P<two>\\w)",
                "backrefs",
                "yes")),
        edit(
            "a group that took no part is empty",
            "k\n",
            "k=\n",
            with("line", "k=\\1", "regexp", "^k$|^k(z)$", "backrefs", "yes")),
        edit(
            "references without a match leave the file",
            "a\n",
            "a\n",
            with("line", "\\1", "regexp", "^k(.)", "backrefs", "yes")),
        edit(
            "without references a backslash is one",
            "k\n",
            "\\1 $1 \\d\n",
            with("line", "\\1 $1 \\d", "regexp", "^(k)$")),
        edit(
            "line ends of Windows stay",
            "a\r\nk=1\r\nb\r\n",
            "a\r\nk=2\r\nb\r\n",
            with("line", "k=2", "regexp", "^k=\\d$")),
        edit("all that match go", "k=1\na\nk=2", "a\n", with("state", "absent", "regexp", "^k=")),
        edit(
            "the line goes, each time",
            "x\na\nx\nax\n",
            "a\nax\n",
            with("state", "absent", "line", "x")),
        edit(
            "all that hold a text go",
            "a.b\naxb\n",
            "axb\n",
            with("state", "absent", "search_string", "a.b")),
        edit("none that matches: nothing goes", "a\n", "a\n", with("state", "absent", "line", "x")),
        edit("empty lines are lines", "\n\na\n", "\n\na\nx\n", with("line", "x")),
        edit("an empty line can be wanted", "a\n", "a\n\n", with("line", "")),
        edit("umlauts", "größe=1\n", "größe=2\n", with("line", "größe=2", "regexp", "^gr.ße=")));
  }

  private static Arguments edit(
      String name, String before, String after, Map<String, Object> parameters) {
    return Arguments.of(name, before, after, parameters);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void edits(String name, String before, String after, Map<String, Object> parameters)
      throws Exception {
    Map<String, Params.Given> given = new LinkedHashMap<>();
    Position position = Position.of("test.yml");
    parameters.forEach(
        (key, value) -> given.put(key, new Params.Given(Optional.of(value), position)));
    given.put("path", new Params.Given(Optional.of("/x"), position));
    TextEdit edit =
        lines.wanted(Params.of(lines.spec(), given, position, LocalFiles.of("", ""))).edit();
    assertThat(edit.apply(before).text()).as(name).isEqualTo(after);
    assertThat(edit.apply(after).text()).as("the second time").isEqualTo(after);
  }

  private Path file(String content) throws IOException {
    Path path = Files.writeString(dir.resolve("it's a file"), content);
    mode(path, 0640);
    return path;
  }

  @EachShell
  void changesTheLineAndShowsIt(ModuleHarness host) throws IOException {
    Path path = file("a\nk=1\nb");
    ModuleHarness.Outcome outcome =
        host.apply(
            lines, Map.of("path", path + "", "regexp", "^k=", "line", "k=2", "backup", true));
    assertThat(path).hasContent("a\nk=2\nb");
    assertThat(mode(path)).isEqualTo("0640");
    assertThat(summaries(outcome.plan())).containsExactly("update " + path);
    assertThat(diffs(outcome.plan())).containsExactly(path + ": a\nk=1\nb -> a\nk=2\nb");
    assertThat(Path.of((String) outcome.result().get("backup_file"))).hasContent("a\nk=1\nb");
    Plan again = host.plan(lines, Map.of("path", path + "", "regexp", "^k=", "line", "k=2"));
    assertThat(again.reason()).startsWith(path + " has the line (0640 ");
  }

  @EachShell
  void setsTheModeOfAFileThatHasTheLine(ModuleHarness host) throws IOException {
    Path path = file("x\n");
    Plan plan = host.apply(lines, Map.of("path", path + "", "line", "x", "mode", "0600")).plan();
    assertThat(summaries(plan)).containsExactly("set mode of " + path);
  }

  @EachShell
  void makesAFileOnlyWhenToldTo(ModuleHarness host) {
    Map<String, Object> wanted = Map.of("path", dir + "/new", "line", "x");
    Plan plan = host.plan(lines, wanted);
    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(dir + "/new"));
    host.apply(lines, Map.of("path", dir + "/new", "line", "x", "create", true, "mode", "0600"));
    assertThat(dir.resolve("new")).hasContent("x\n");
    assertThat(mode(dir.resolve("new"))).isEqualTo("0600");
    host.apply(lines, Map.of("path", dir + "/a/b/new", "line", "x", "create", true));
    assertThat(dir.resolve("a/b/new")).hasContent("x\n");
    assertThat(mode(dir.resolve("a"))).isEqualTo("0755");
    assertThat(host.plan(lines, Map.of("path", dir + "/no", "line", "x", "state", "absent")))
        .satisfies(absent -> assertThat(absent.changes()).isEmpty())
        .satisfies(absent -> assertThat(absent.needs()).isEmpty());
  }

  @EachShell
  void writesWhatALinkPointsTo(ModuleHarness host) throws IOException {
    Path path = file("a\n");
    Path link = Files.createSymbolicLink(dir.resolve("link"), path.getFileName());
    host.apply(lines, Map.of("path", link + "", "line", "x"));
    assertThat(path).hasContent("a\nx\n");
    assertThat(link).isSymbolicLink();
  }

  @EachShell
  void leavesTheFileWhenItsCheckFails(ModuleHarness host) throws IOException {
    Path path = file("a\n");
    ModuleHarness.Outcome outcome =
        host.apply(lines, Map.of("path", path + "", "line", "x", "validate", "grep y %s"));
    assertThat(outcome.executions().get(0).succeeded()).isFalse();
    assertThat(path).hasContent("a\n");
    assertThat(names(dir)).containsExactly("it's a file");
  }

  @EachShell
  void keepsBytesThatAreNoText(ModuleHarness host) throws IOException {
    Path path = dir.resolve("latin1");
    Files.write(path, "k\u00fc=1\n\u00ff\n".getBytes(ISO_8859_1));
    host.apply(lines, Map.of("path", path + "", "line", "=2", "regexp", "=1"));
    assertThat(Files.readAllBytes(path)).isEqualTo("=2\n\u00ff\n".getBytes(ISO_8859_1));
    host.apply(lines, Map.of("path", path + "", "line", "ü"));
    assertThat(Files.readAllBytes(path))
        .isEqualTo("=2\n\u00ff\n\u00c3\u00bc\n".getBytes(ISO_8859_1));
  }

  @EachShell
  void refusesDirectoriesAndHugeFiles(ModuleHarness host) throws IOException {
    assertThat(failure(host.plan(lines, Map.of("path", dir + "", "line", "x"))))
        .contains("is a directory");
    byte[] huge = new byte[(1 << 20) + 1];
    Arrays.fill(huge, (byte) '\n');
    Path path = Files.write(dir.resolve("huge"), huge);
    assertThat(failure(host.plan(lines, Map.of("path", path + "", "line", "x"))))
        .contains("more than 1048576 bytes");
  }

  @EachShell
  void refusesAnEditThatNeverComesToAnEnd(ModuleHarness host) throws IOException {
    Path path = file("a\n");
    assertThat(
            failure(
                host.plan(
                    lines,
                    Map.of("path", path + "", "regexp", "(a+)", "line", "\\1a", "backrefs", true))))
        .contains("every run would change");
  }

  @Test
  void contradictionsAreLoadErrors() {
    for (Map<String, Object> wrong :
        List.of(
            with("path", "/x"),
            with("path", "/x", "state", "absent"),
            with("path", "/x", "line", "x", "regexp", "x", "search_string", "x"),
            with("path", "/x", "line", "x", "backrefs", "yes"),
            with("path", "/x", "line", "x", "regexp", "("),
            with("path", "/x", "line", "x\ny"),
            with("path", "/x", "line", "\\2", "regexp", "(x)", "backrefs", "yes"),
            with("path", "/x", "line", "\\g<n>", "regexp", "(x)", "backrefs", "yes"),
            with("path", "/x", "line", "\\d", "regexp", "(x)", "backrefs", "yes"),
            with("path", "/x", "line", "x", "insertafter", "a", "insertbefore", "b"))) {
      assertThatThrownBy(() -> ModuleHarness.create().wanted(lines, wrong))
          .as("%s", wrong)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("lineinfile");
    }
  }
}
