package io.groundwork.runner.report;

import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.PortMatrix;
import io.groundwork.requirements.PortMatrix.Cell;
import io.groundwork.requirements.PortMatrix.Row;
import io.groundwork.requirements.PortMatrix.Wanted;
import io.groundwork.requirements.Reach;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which host reaches which port of which other: a line for each port, a sign for each source. */
final class PortMatrixText {

  private static final String INDENT = "  ";
  private static final int MEASURE = 100;
  private static final String SIGNS =
      "+ open, - no answer, x refused, ? unknown, . the host itself; ! not as wanted;"
          + " in brackets: not named by the document, and not judged";

  private final Terminal terminal;

  PortMatrixText(Terminal terminal) {
    this.terminal = terminal;
  }

  List<Line> lines(PortMatrix matrix) {
    if (matrix.rows().isEmpty()) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line().add(Colour.STRONG, "Ports").add("  from each host"));
    indented(Cells.wrap(SIGNS, measure() - INDENT.length()), lines);
    int width = Integer.toString(matrix.sources().size()).length() + 2;
    indented(sources(matrix), lines);
    int hosts = widest(matrix, true);
    int titles = widest(matrix, false);
    boolean titled = hosts + titles + 16 + width * matrix.sources().size() <= measure();
    Line head = terminal.line().add(" ".repeat(INDENT.length() + hosts + 8));
    for (int at = 1; at <= matrix.sources().size(); at++) {
      head.add(Cells.pad(" " + at, width));
    }
    lines.add(head);
    for (Row row : matrix.rows()) {
      Line line =
          terminal
              .line()
              .add(INDENT)
              .add(Cells.pad(row.target(), hosts + 2))
              .add(Cells.pad(Integer.toString(row.port().number()), 6));
      for (String source : matrix.sources()) {
        sign(line, cell(row, source), width);
      }
      lines.add(titled ? line.add(" " + row.port().title()) : line);
    }
    return lines;
  }

  private int measure() {
    return terminal.measure() == Terminal.UNLIMITED
        ? MEASURE
        : Math.min(MEASURE, terminal.measure());
  }

  private void indented(List<String> texts, List<Line> lines) {
    texts.forEach(text -> lines.add(terminal.line().add(INDENT).add(text)));
  }

  /** {@code 1 db1, 2 db2}, as many lines as it takes; a number stays with its name. */
  private List<String> sources(PortMatrix matrix) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (int at = 0; at < matrix.sources().size(); at++) {
      String last = at + 1 == matrix.sources().size() ? "" : ",";
      String word = at + 1 + " " + matrix.sources().get(at) + last;
      if (line.isEmpty()) {
        line = word;
      } else if (Cells.width(line) + 1 + Cells.width(word) <= measure() - INDENT.length()) {
        line += " " + word;
      } else {
        lines.add(line);
        line = word;
      }
    }
    lines.add(line);
    return lines;
  }

  private static int widest(PortMatrix matrix, boolean hosts) {
    return matrix.rows().stream()
        .mapToInt(row -> Cells.width(hosts ? row.target() : row.port().title()))
        .max()
        .orElse(0);
  }

  private static Optional<Cell> cell(Row row, String source) {
    return row.cells().stream().filter(cell -> cell.source().equals(source)).findFirst();
  }

  private static void sign(Line line, Optional<Cell> cell, int width) {
    if (cell.isEmpty()) {
      line.add(Cells.pad(" .", width));
      return;
    }
    Outcome outcome = cell.get().outcome();
    boolean bad = outcome == Outcome.FAIL || outcome == Outcome.WARN;
    boolean judged = cell.get().wanted() != Wanted.EITHER;
    String sign = sign(cell.get().reach());
    String text = Cells.pad(judged ? " " + sign + (bad ? "!" : "") : "(" + sign + ")", width);
    line.add(bad ? Colour.FAILED : judged ? colour(outcome) : Colour.FAINT, text);
  }

  private static Colour colour(Outcome outcome) {
    return outcome == Outcome.UNKNOWN ? Colour.UNKNOWN : Colour.OK;
  }

  private static String sign(Reach reach) {
    return switch (reach) {
      case OPEN -> "+";
      case FILTERED -> "-";
      case REFUSED -> "x";
      case UNKNOWN -> "?";
    };
  }
}
