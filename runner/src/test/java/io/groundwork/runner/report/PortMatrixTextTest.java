package io.groundwork.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.requirements.PortMatrix;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import io.groundwork.runner.terminal.Line;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PortMatrixTextTest {

  private static String shown(Recorded recorded, PortMatrix matrix) {
    return new PortMatrixText(recorded.terminal())
            .lines(matrix).stream().map(Line::toString).collect(Collectors.joining("\n"))
        + "\n";
  }

  @Test
  void aWideTerminalShowsWhatEachPortIsFor() {
    String text = shown(Recorded.terminal(120), CheckStory.ports(8));
    Golden.check("ports-wide.txt", text);
    assertThat(text).contains("PostgreSQL");
  }

  @Test
  void aNarrowTerminalShowsTheSignsAndNoTitles() {
    String text = shown(Recorded.terminal(60), CheckStory.ports(10));
    Golden.check("ports-narrow.txt", text);
    assertThat(text).doesNotContain("PostgreSQL").contains("4 rabbit1").doesNotContain("4\n");
  }

  @Test
  void thereAreNoSignsThatAnAsciiTerminalLacks() {
    String text = shown(Recorded.ascii(), CheckStory.ports(10));
    Golden.check("ports-ascii.txt", text);
    assertThat(text).matches("\\p{ASCII}*");
  }

  @Test
  void nothingIsShownWhereNothingWasTried() {
    assertThat(new PortMatrixText(Recorded.ascii().terminal()).lines(PortMatrix.NONE)).isEmpty();
  }
}
