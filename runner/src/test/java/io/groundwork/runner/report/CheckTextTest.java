package io.groundwork.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import io.groundwork.runner.json.CheckJson;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Line;
import io.groundwork.text.JsonReader;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckTextTest {

  private static final Checked CHECKED = CheckStory.small();

  private static String shown(Recorded recorded, boolean verbose) {
    return new CheckText(recorded.terminal(), verbose)
            .lines(CHECKED).stream().map(Line::toString).collect(Collectors.joining("\n"))
        + "\n";
  }

  @Test
  void eachHostHasABlockWithTheRemedyUnderWhatFails() {
    Golden.check("check.txt", shown(Recorded.answering(""), false));
  }

  @Test
  void anAsciiTerminalGetsAsciiSigns() {
    Golden.check("check-ascii.txt", shown(Recorded.ascii(), false));
  }

  @Test
  void onRequestWhatIsMetIsToldAsFully() {
    assertThat(shown(Recorded.answering(""), false)).doesNotContain("Debian 12\n    ");
    assertThat(shown(Recorded.answering(""), true))
        .contains("Debian 12; wanted: Debian 9+\n                      $ nproc\n");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    assertThat(shown(Recorded.answering(""), true).lines())
        .allMatch(line -> Cells.width(line) <= 80);
  }

  @Test
  void programsGetAllOfIt() {
    Golden.check("check.json", JsonDocument.text(CheckJson.document(CHECKED)) + "\n");
  }

  @Test
  void asLinesThereIsOneForEachFindingAndOneForAll() {
    List<String> lines = CheckJson.lines(CHECKED).lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(JsonReader.object(lines.get(1))).containsEntry("id", "cores");
    assertThat(lines.get(5))
        .startsWith("{\"command\":\"check\",\"document\":")
        .contains("\"pairs\":10,\"apply\":5");
  }
}
