package io.groundwork.runner.report;

import io.groundwork.event.HostRecap;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;

/** A host that could not be reached or was lost, and why. */
final class UnreachableText {

  private UnreachableText() {}

  static List<Line> lines(Terminal terminal, HostRecap host) {
    return host.unreachable().map(why -> lines(terminal, host.host(), why)).orElse(List.of());
  }

  static List<Line> lines(Terminal terminal, String host, Problem why) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        terminal
            .line()
            .add(Colour.FAILED, terminal.symbols().fail())
            .add(" ")
            .add(Colour.STRONG, host)
            .add("  ")
            .add(Colour.FAILED, "unreachable"));
    lines.addAll(new ProblemText(terminal, Severity.ERROR).lines(why, "    "));
    return lines;
  }
}
