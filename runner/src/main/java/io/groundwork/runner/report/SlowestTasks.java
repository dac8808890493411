package io.groundwork.runner.report;

import io.groundwork.event.Event;
import io.groundwork.event.Event.RunStarted;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.Listener;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a run's time went: its slowest tasks. */
public final class SlowestTasks implements Listener {

  private static final int SHOWN = 10;

  private final List<TaskDone> done = new ArrayList<>();

  @Override
  public void on(Event event) {
    if (event instanceof RunStarted) {
      done.clear();
    } else if (event instanceof TaskDone task && !task.result().duration().isZero()) {
      done.add(task);
    }
  }

  /** The slowest first; one line when nothing took any time. */
  public List<Line> lines(Terminal terminal) {
    List<TaskDone> slowest =
        done.stream()
            .sorted(Comparator.comparing((TaskDone task) -> task.result().duration()).reversed())
            .limit(SHOWN)
            .toList();
    Line head = terminal.line().add(Colour.STRONG, "Slowest tasks");
    if (slowest.isEmpty()) {
      return List.of(terminal.line(), head.add(": nothing was changed"));
    }
    Duration all =
        done.stream().map(task -> task.result().duration()).reduce(Duration.ZERO, Duration::plus);
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line());
    lines.add(head.add(", of " + Durations.text(all) + " on all hosts together"));
    int hosts = slowest.stream().mapToInt(task -> Cells.width(task.host())).max().orElse(0);
    for (TaskDone task : slowest) {
      lines.add(
          terminal
              .line()
              .add(String.format("%12s  ", Durations.text(task.result().duration())))
              .add(Colour.STRONG, Cells.pad(task.host(), hosts))
              .add("  ")
              .fit((task.task().handler() ? "handler " : "") + task.task().title()));
    }
    return lines;
  }
}
