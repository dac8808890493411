package io.groundwork.runner.report;

import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Symbols;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Problems for people: the place first, where a terminal makes it a link, the remedy last, and a
 * ruled margin, so that a message is copied whole or not at all.
 */
public final class ProblemText {

  private final Terminal terminal;
  private final Colour colour;
  private final String label;

  public ProblemText(Terminal terminal, Severity severity) {
    this.terminal = terminal;
    this.colour = severity == Severity.ERROR ? Colour.FAILED : Colour.CHANGED;
    this.label = severity == Severity.ERROR ? "Error" : "Warning";
  }

  /** The problem in its margin. */
  public List<Line> lines(Problem problem) {
    return lines(problem, "");
  }

  /**
   * The problem in its margin, further in.
   *
   * @param indent what to put before the margin
   */
  public List<Line> lines(Problem problem, String indent) {
    Symbols symbols = terminal.symbols();
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line().add(indent).add(colour, symbols.corner()));
    problem.where().ifPresent(where -> lines.add(margin(indent).add(Colour.STRONG, place(where))));
    String lead = label + ": ";
    List<String> summary = broken(problem.summary(), indent, lead.length());
    lines.add(margin(indent).add(colour, lead).add(summary.get(0)));
    for (String more : summary.subList(1, summary.size())) {
      lines.add(margin(indent).add(more));
    }
    problem
        .remedy()
        .ifPresent(
            remedy -> {
              String arrow = symbols.arrow() + " ";
              List<String> parts = broken(remedy, indent, arrow.length());
              lines.add(margin(indent).add(Colour.STRONG, arrow).add(parts.get(0)));
              for (String more : parts.subList(1, parts.size())) {
                lines.add(margin(indent).add(" ".repeat(arrow.length())).add(more));
              }
            });
    lines.add(terminal.line().add(indent).add(colour, symbols.foot()));
    return lines;
  }

  // What was given on the command line has no lines.
  private static String place(Position where) {
    boolean option = where.file().startsWith("-") || where.file().equals("command line");
    return option ? where.file() : where.toString();
  }

  private Line margin(String indent) {
    return terminal.line().add(indent).add(colour, terminal.symbols().bar()).add(" ");
  }

  // Line breaks of the text stay; in a pipe there are no others, so that it can be searched.
  private List<String> broken(String text, String indent, int lead) {
    if (terminal.measure() == Terminal.UNLIMITED) {
      return text.stripTrailing().lines().toList();
    }
    int room = terminal.measure() - indent.length() - 2 - lead;
    return text.stripTrailing()
        .lines()
        .flatMap(line -> Cells.wrap(Cells.harmless(line), room).stream())
        .toList();
  }
}
