package io.groundwork.runner.report;

import io.groundwork.requirements.Finding;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hosts that do not meet what they must, before they would be changed. */
public final class AdmissionText {

  private final Terminal terminal;

  public AdmissionText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What is not met on each host, and what follows from it; nothing when nothing is.
   *
   * @param remark what follows
   */
  public List<Line> lines(Map<String, List<Finding>> failing, String remark) {
    List<Line> lines = new ArrayList<>();
    if (failing.isEmpty()) {
      return lines;
    }
    failing.forEach(
        (host, findings) -> {
          lines.add(terminal.line());
          lines.add(
              terminal
                  .line()
                  .add(Colour.FAILED, terminal.symbols().fail())
                  .add(" ")
                  .add(Colour.STRONG, host)
                  .add(Colour.FAILED, "  does not meet what it must"));
          lines.addAll(new CheckText(terminal, false).findings(findings));
        });
    lines.add(terminal.line());
    lines.add(terminal.line().add(remark));
    return lines;
  }
}
