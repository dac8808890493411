package io.groundwork.runner.report;

import io.groundwork.engine.Journals;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.JsonMembers;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Runs that were written down: a line for each, and what one of them was. */
public final class RunsText {

  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Terminal terminal;
  private final ZoneId zone;

  public RunsText(Terminal terminal) {
    this(terminal, ZoneId.systemDefault());
  }

  RunsText(Terminal terminal, ZoneId zone) {
    this.terminal = terminal;
    this.zone = zone;
  }

  /** A table of the runs. */
  public List<Line> list(List<Journals.Entry> entries) {
    if (entries.isEmpty()) {
      return List.of(terminal.line().add("Nothing was applied from here yet."));
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "WHEN", "WHO", "HOSTS", "RESULT", "PLAYBOOK"));
    entries.forEach(entry -> rows.add(row(entry)));
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      Line line = terminal.line();
      for (int column = 0; column < rows.get(row).size(); column++) {
        int at = column;
        int widest = rows.stream().mapToInt(cells -> Cells.width(cells.get(at))).max().orElse(0);
        String cell = Cells.pad(rows.get(row).get(column), widest + 2);
        if (row == 0) {
          line.add(Colour.FAINT, cell);
        } else {
          line.add(cell);
        }
      }
      lines.add(line);
    }
    return lines;
  }

  private List<String> row(Journals.Entry entry) {
    return List.of(
        entry.id(),
        WHEN.format(entry.started().atZone(zone)),
        entry.who(),
        String.valueOf(entry.hosts().size()),
        result(entry),
        entry.playbook());
  }

  /** How it ended, in a word or two. */
  public static String result(Journals.Entry entry) {
    if (entry.ending().isEmpty()) {
      return entry.running() ? "running" : "did not end";
    }
    JsonMembers ending = entry.ending().get();
    int failed = sum(ending, "failed");
    long lost =
        ending.objects("hosts").filter(host -> host.maybeObject("unreachable").isPresent()).count();
    if (ending.truth("interrupted")) {
      return "interrupted";
    }
    if (failed > 0) {
      return failed + " failed";
    }
    return lost > 0 ? lost + " unreachable" : sum(ending, "changed") + " changed";
  }

  private static int sum(JsonMembers ending, String count) {
    return ending.objects("hosts").mapToInt(host -> host.number(count)).sum();
  }

  /** Who ran what, from where. */
  public List<Line> head(Journals.Entry entry) {
    JsonMembers header = new JsonMembers(entry.lines().get(0));
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line().add(Colour.STRONG, entry.id()).add("  " + result(entry)));
    lines.add(field("started", WHEN.format(entry.started().atZone(zone))));
    lines.add(field("by", entry.who() + " in " + header.text("from")));
    lines.add(field("command", String.join(" ", header.texts("command"))));
    lines.add(field("groundwork", header.text("groundwork")));
    lines.add(field("inventory", String.join(", ", header.texts("inventory"))));
    return lines;
  }

  private Line field(String name, String value) {
    return terminal.line().add(Colour.FAINT, "  " + Cells.pad(name, 11)).add(value);
  }

  /** What is to be known of one that did not end. */
  public List<Line> foot(Journals.Entry entry) {
    if (entry.ending().isPresent() || entry.running()) {
      return List.of();
    }
    return List.of(
        terminal.line(),
        terminal
            .line()
            .add(
                Colour.FAILED,
                "It did not end: what it was doing last on each host is not known. Run it again; it"
                    + " reads what is there first."));
  }
}
