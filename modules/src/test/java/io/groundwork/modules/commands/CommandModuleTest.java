package io.groundwork.modules.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change.Effect;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.ModuleHarness.Outcome;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandModuleTest {

  private static final CommandModule COMMAND = new CommandModule();
  private static final ShellModule SHELL = new ShellModule();
  private static final ModuleHarness HARNESS = ModuleHarness.create();

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a  b c          | a,b,c",
        "'a b' c         | a b,c",
        "\"a 'b'\" c     | a 'b',c",
        "a\\ b c         | a b,c",
        "\"a\\\"b\" 'c\\d' | a\"b,c\\d",
        "\"a\\nb\"       | a\\nb",
        "x '' y          | x,,y",
        "pre'fix'\"ed\"  | prefixed",
        "$HOME *.txt ;   | $HOME,*.txt,;",
      })
  void wordsAreSplitAsAShellWouldAndNothingIsExpanded(String text, String words) {
    assertThat(String.join(",", Words.split(text))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "echo 'x        | has a ' that is not closed",
        "echo \"x       | has a \" that is not closed",
        "echo \\        | ends with a backslash",
        "A=1 env        | is no program",
        "''             | names no program",
      })
  void whatIsNoCommandIsRefusedWhileLoading(String text, String message) {
    assertThatThrownBy(() -> HARNESS.wanted(COMMAND, Map.of("cmd", text)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aCommandGetsItsWordsAsTheyAre() {
    Outcome outcome =
        HARNESS.apply(
            COMMAND, Map.of("argv", List.of("printf", "%s|", "a b", "$HOME", "*", "it's", "")));

    assertThat(outcome.result())
        .containsEntry("stdout", "a b|$HOME|*|it's||")
        .containsEntry("rc", 0L)
        .containsEntry("cmd", List.of("printf", "%s|", "a b", "$HOME", "*", "it's", ""));
    assertThat(outcome.plan().changes()).hasSize(1);
    assertThat(outcome.plan().changes().get(0).effect()).isEqualTo(Effect.RUNS);
    assertThat(outcome.plan().changes().get(0).altersAnything()).isTrue();
  }

  @Test
  void statusOutputAndErrorsComeBack() {
    Outcome outcome =
        HARNESS.apply(SHELL, Map.of("cmd", "echo one; echo two; echo bad >&2; exit 3"));

    assertThat(outcome.result())
        .containsEntry("rc", 3L)
        .containsEntry("stdout_lines", List.of("one", "two"))
        .containsEntry("stderr", "bad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cd /", "fail", "payload", "nosuchprogram"})
  void onlyProgramsAreFound(String command) {
    Outcome outcome = HARNESS.apply(COMMAND, Map.of("cmd", command));

    assertThat(outcome.result()).containsEntry("rc", 127L);
  }

  @Test
  void nothingIsRunWhenItsWorkIsDone() throws IOException {
    Path made = Files.createFile(directory.resolve("made it.txt"));
    String pattern = directory + "/made *.txt";

    Plan created = HARNESS.plan(COMMAND, Map.of("cmd", "false", "creates", pattern));
    assertThat(created.reason()).isEqualTo("skipped, since " + pattern + " exists");
    assertThat(created.result()).containsEntry("rc", 0L);
    assertThat(
            HARNESS
                .plan(COMMAND, Map.of("cmd", "false", "chdir", directory + "", "creates", "m*"))
                .changes())
        .isEmpty();
    Files.delete(made);
    assertThat(HARNESS.plan(COMMAND, Map.of("cmd", "false", "creates", pattern)).changes())
        .hasSize(1);
    assertThat(HARNESS.plan(COMMAND, Map.of("cmd", "false", "removes", pattern)).reason())
        .isEqualTo("skipped, since " + pattern + " does not exist");
  }

  @Test
  void itRunsInItsDirectoryAndReadsItsInput() {
    assertThat(HARNESS.apply(COMMAND, Map.of("cmd", "pwd", "chdir", directory.toString())).result())
        .containsEntry("stdout", directory.toString());
    assertThat(HARNESS.apply(COMMAND, Map.of("cmd", "cat", "stdin", "it's $HOME")).result())
        .containsEntry("stdout", "it's $HOME");
    assertThat(
            HARNESS
                .apply(SHELL, Map.of("cmd", "read -r x; echo \"<$x>\"", "stdin", "a b"))
                .result())
        .containsEntry("stdout", "<a b>");
    assertThat(HARNESS.apply(SHELL, Map.of("cmd", "cat; echo end")).result())
        .containsEntry("stdout", "end");
  }

  @Test
  void aMissingDirectoryIsNeeded() {
    Plan plan = HARNESS.plan(COMMAND, Map.of("cmd", "pwd", "chdir", directory + "/later"));

    assertThat(plan.needs())
        .extracting(Need::resource)
        .containsExactly(Resource.path(directory + "/later"));
    assertThat(plan.changes()).hasSize(1);
  }

  @Test
  void whatAShellRunsIsNotAmongAnybodysArguments() {
    Outcome outcome =
        HARNESS.apply(SHELL, Map.of("cmd", "tr '\\0' ' ' </proc/$$/cmdline # secret-word"));

    assertThat(outcome.result().get("stdout").toString())
        .startsWith("/bin/sh ")
        .doesNotContain("secret-word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void aShellRunsItsTextAsItIs(String shell) {
    String text = "x='a\\b'\nprintf '%s|' \"$x\" $((1 + 2)) '`' \\$\nset -- 1 2; echo $#";

    assertThat(HARNESS.apply(SHELL, Map.of("cmd", text, "executable", shell)).result())
        .containsEntry("stdout", "a\\b|3|`|$|2");
  }

  @Test
  void aLongCommandIsCutForPeople() {
    assertThat(
            HARNESS
                .plan(SHELL, Map.of("cmd", "echo one\n" + "x".repeat(100)))
                .changes()
                .get(0)
                .summary())
        .startsWith("run echo one xxx")
        .endsWith("…")
        .hasSize("run ".length() + 60);
  }
}
