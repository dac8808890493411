package io.groundwork.runner.report;

import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** The end of a run: a line of counts for each host, as Ansible prints it, and one for all. */
final class RecapText {

  private final Terminal terminal;

  RecapText(Terminal terminal) {
    this.terminal = terminal;
  }

  List<Line> lines(Recap recap) {
    int widest = recap.hosts().stream().mapToInt(host -> Cells.width(host.host())).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    recap.hosts().forEach(host -> lines.add(line(host, widest)));
    lines.add(total(recap));
    return lines;
  }

  private Line line(HostRecap host, int widest) {
    Colour whole =
        host.succeeded() ? (host.changed() > 0 ? Colour.CHANGED : Colour.OK) : Colour.FAILED;
    Line line = terminal.line().add(whole, Cells.pad(host.host(), widest)).add(" :");
    for (Count count : Count.values()) {
      if (isRare(count) && count.in(host) == 0) {
        continue;
      }
      line.add(" ");
      String text = count.label() + "=" + count.in(host);
      if (count.in(host) == 0) {
        line.add(Colour.FAINT, text);
      } else {
        line.add(colour(count), text);
      }
    }
    return line;
  }

  /** What most runs never have, and what would only make their lines too long. */
  private static boolean isRare(Count count) {
    return count == Count.RESCUED || count == Count.IGNORED;
  }

  private Line total(Recap recap) {
    Line line = terminal.line().add(Counted.of(recap.hosts().size(), "host"));
    for (Count count : List.of(Count.CHANGED, Count.FAILED, Count.UNREACHABLE)) {
      line.add(", ");
      String text = count.in(recap) + " " + count.label();
      if (count.in(recap) == 0) {
        line.add(text);
      } else {
        line.add(colour(count), text);
      }
    }
    line.add(" in " + Durations.text(recap.duration()));
    return recap.interrupted() ? line.add(Colour.FAILED, " (interrupted)") : line;
  }

  private static Colour colour(Count count) {
    return switch (count) {
      case OK -> Colour.OK;
      case CHANGED -> Colour.CHANGED;
      case SKIPPED -> Colour.SKIPPED;
      case UNKNOWN -> Colour.UNKNOWN;
      case FAILED, UNREACHABLE -> Colour.FAILED;
      case RESCUED, IGNORED -> Colour.UNKNOWN;
    };
  }
}
