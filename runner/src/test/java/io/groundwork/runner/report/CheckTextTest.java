package io.groundwork.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Report;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.Severity;
import io.groundwork.requirements.Tier;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Reached;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import io.groundwork.runner.json.CheckJson;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Line;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckTextTest {

  private static final Checked CHECKED =
      new Checked(
          "System requirements, edition of a test",
          List.of(
              new HostInfo("db1", List.of("db", "postgresql"), List.of()),
              new HostInfo("akd1", List.of("akd"), List.of())),
          Map.of("akd1", Problem.of("connection refused").withRemedy("start sshd there")),
          new Report(
              Tier.AUTO,
              List.of(
                  finding("os", "Operating system", Outcome.PASS, "Debian 12", "Debian 9+", ""),
                  finding(
                      "cores",
                      "Physical cores",
                      Outcome.FAIL,
                      "2 cores / 2 threads",
                      "8 cores (minimum), 16 cores (recommended), of a processor no slower than"
                          + " the reference",
                      "Give the host more dedicated cores, or move some of its roles to other"
                          + " hosts of the platform."),
                  finding("memory", "Memory", Outcome.WARN, "64 GB", "96 GB", "Give it more."),
                  finding("time", "Time sync", Outcome.UNKNOWN, "", "synchronised", ""))));

  private static Finding finding(
      String id, String title, Outcome outcome, String measured, String wanted, String remedy) {
    return new Finding(
        new Requirement(
            id,
            title,
            List.of("quoted"),
            "Section",
            Requirement.Scope.of(List.of("db")),
            Severity.MUST,
            "kind",
            "A remedy."),
        "db1",
        List.of("db"),
        outcome,
        measured,
        wanted,
        outcome == Outcome.FAIL ? Optional.of(Reached.BELOW) : Optional.empty(),
        outcome == Outcome.UNKNOWN ? "chronyc is not there" : "",
        "nproc",
        remedy);
  }

  private static String shown(Recorded recorded) {
    return new CheckText(recorded.terminal())
            .lines(CHECKED).stream().map(Line::toString).collect(Collectors.joining("\n"))
        + "\n";
  }

  @Test
  void eachHostHasABlockWithTheRemedyUnderWhatFails() {
    Golden.check("check.txt", shown(Recorded.answering("")));
  }

  @Test
  void anAsciiTerminalGetsAsciiSigns() {
    Golden.check("check-ascii.txt", shown(Recorded.ascii()));
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    assertThat(shown(Recorded.answering("")).lines()).allMatch(line -> Cells.width(line) <= 80);
  }

  @Test
  void programsGetAllOfIt() {
    Golden.check("check.json", JsonDocument.text(CheckJson.document(CHECKED)) + "\n");
  }
}
