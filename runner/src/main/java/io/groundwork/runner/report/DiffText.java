package io.groundwork.runner.report;

import io.groundwork.module.Diff;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.UnifiedDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What differs: in one line, or in full. */
final class DiffText {

  private static final String NOTHING = "none";
  private static final int SHORT = 32;

  private final Terminal terminal;

  DiffText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * All in one line: {@code mode: 0644 → 0600, /etc/x: +3 -1}.
   *
   * @param summary what stands before it, and need not be said again
   */
  String brief(List<Diff> diffs, String summary) {
    return diffs.stream().map(diff -> brief(diff, summary)).collect(Collectors.joining(", "));
  }

  private String brief(Diff diff, String summary) {
    if (!diff.text()) {
      return diff.subject()
          + ": "
          + value(diff.before(), SHORT)
          + arrow()
          + value(diff.after(), SHORT);
    }
    List<String> lines = unified(diff);
    if (lines.size() < 2) {
      return diff.subject() + ": " + String.join("", lines);
    }
    long added = lines.stream().skip(2).filter(line -> line.startsWith("+")).count();
    long removed = lines.stream().skip(2).filter(line -> line.startsWith("-")).count();
    String counts = "+" + added + " -" + removed;
    return summary.contains(diff.subject()) ? counts : diff.subject() + ": " + counts;
  }

  List<Line> full(List<Diff> diffs, String indent) {
    List<Line> lines = new ArrayList<>();
    for (Diff diff : diffs) {
      if (diff.text()) {
        unified(diff).forEach(line -> lines.add(unified(line, indent)));
      } else {
        lines.add(
            terminal
                .line()
                .add(indent + diff.subject() + ": ")
                .add(Colour.FAILED, value(diff.before(), Integer.MAX_VALUE))
                .add(arrow())
                .add(Colour.OK, value(diff.after(), Integer.MAX_VALUE)));
      }
    }
    return lines;
  }

  private static List<String> unified(Diff diff) {
    return UnifiedDiff.lines(diff.subject(), diff.before(), diff.after());
  }

  private Line unified(String line, String indent) {
    Line start = terminal.line().add(indent);
    if (line.startsWith("---") || line.startsWith("+++")) {
      return start.add(Colour.STRONG, line);
    }
    if (line.startsWith("@@")) {
      return start.add(Colour.SKIPPED, line);
    }
    if (line.startsWith("+")) {
      return start.add(Colour.OK, line);
    }
    return line.startsWith("-") ? start.add(Colour.FAILED, line) : start.add(line);
  }

  private String arrow() {
    return " " + terminal.symbols().arrow() + " ";
  }

  private String value(String text, int longest) {
    if (text.isEmpty()) {
      return NOTHING;
    }
    String flat = text.strip().replace("\n", "\\n");
    return longest == Integer.MAX_VALUE
        ? flat
        : Cells.cut(flat, longest, terminal.symbols().ellipsis());
  }
}
