package io.groundwork.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Recorded;
import io.groundwork.runner.terminal.Line;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

  private static final Problem PROBLEM =
      new Problem(
          "the task \"Configure\" has the unknown parameter \"modee\" for the module \"template\"",
          Optional.of(new Position("playbooks/site.yml", 12, 7)),
          Optional.of("did you mean \"mode\"?"));

  private static String shown(Recorded recorded, Severity severity, Problem problem) {
    return new ProblemText(recorded.terminal(), severity)
        .lines(problem).stream().map(Line::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void thePlaceComesFirstAndTheRemedyLast() {
    assertThat(shown(Recorded.pipe(), Severity.ERROR, PROBLEM))
        .isEqualTo(
            """
            ╷
            │ playbooks/site.yml:12:7
            │ Error: the task "Configure" has the unknown parameter "modee" for the module "template"
            │ → did you mean "mode"?
            ╵""");
  }

  @Test
  void aNarrowTerminalGetsWholeWordsInsideTheMargin() {
    assertThat(shown(Recorded.answering(""), Severity.WARNING, PROBLEM))
        .isEqualTo(
            """
            ╷
            │ playbooks/site.yml:12:7
            │ Warning: the task "Configure" has the unknown parameter "modee" for the module
            │ "template"
            │ → did you mean "mode"?
            ╵""");
  }

  @Test
  void anAsciiTerminalGetsAsciiSigns() {
    assertThat(shown(Recorded.ascii(), Severity.ERROR, Problem.of("no").withRemedy("yes")))
        .isEqualTo("|\n| Error: no\n| -> yes\n|");
  }

  @Test
  void whatWasGivenOnTheCommandLineHasNoLine() {
    Problem problem = Problem.at(Position.of("--limit"), "no host is called \"x\"");

    assertThat(shown(Recorded.pipe(), Severity.ERROR, problem)).contains("│ --limit\n");
  }
}
