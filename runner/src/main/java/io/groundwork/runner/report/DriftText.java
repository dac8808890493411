package io.groundwork.runner.report;

import io.groundwork.engine.Approval;
import io.groundwork.engine.Moved;
import io.groundwork.event.Step;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** The hosts that a kept plan no longer fits: which tasks moved, and how. */
public final class DriftText {

  private final Terminal terminal;
  private final DiffText diffs;

  public DriftText(Terminal terminal) {
    this.terminal = terminal;
    this.diffs = new DiffText(terminal);
  }

  public List<Line> lines(Approval approval) {
    List<Line> lines = new ArrayList<>();
    approval
        .refused()
        .forEach(
            (host, why) -> {
              lines.add(terminal.line());
              lines.add(
                  terminal
                      .line()
                      .add(Colour.FAILED, terminal.symbols().fail())
                      .add(" ")
                      .add(Colour.STRONG, host)
                      .add(Colour.FAILED, "  refused"));
              lines.addAll(new ProblemText(terminal, Severity.ERROR).lines(why, "    "));
              approval.moved().getOrDefault(host, List.of()).forEach(one -> add(one, lines));
            });
    return lines;
  }

  private void add(Moved moved, List<Line> lines) {
    lines.add(
        terminal
            .line()
            .add("    ")
            .add(Colour.CHANGED, "! ")
            .add(moved.task().title())
            .add(Colour.FAINT, ": " + moved.how()));
    side("planned", moved.planned(), lines);
    side("now", moved.now(), lines);
  }

  private void side(String name, List<Step> steps, List<Line> lines) {
    if (steps.isEmpty()) {
      lines.add(terminal.line().add("        " + name + ": nothing"));
    }
    for (Step step : steps) {
      Line line = terminal.line().add("        " + name + ": ").add(step.summary());
      lines.add(line);
      lines.addAll(diffs.full(step.diffs(), "          "));
    }
  }
}
