package io.groundwork.runner.report;

import io.groundwork.event.Event;
import io.groundwork.event.Event.HostBusy;
import io.groundwork.event.Event.HostUnreachable;
import io.groundwork.event.Event.Mode;
import io.groundwork.event.Event.Progress;
import io.groundwork.event.Event.RunFinished;
import io.groundwork.event.Event.RunStarted;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Screen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run for people: a plan is shown as a whole when it stands, a run task by task as it goes.
 * Whether anybody watches makes no difference to the lines, only to what stands below them.
 */
public final class ConsoleListener implements Listener {

  private record Place(String host, TaskRef task) {}

  private final View view;
  private final Screen screen;
  private final TaskText tasks;
  private final List<TaskDone> planned = new ArrayList<>();
  private final Map<Place, List<Step>> expected = new HashMap<>();
  private Mode mode = Mode.PLAN;
  private final Map<String, Long> told = new HashMap<>();
  private boolean printed;

  public ConsoleListener(View view, Screen screen) {
    this.view = view;
    this.screen = screen;
    this.tasks = new TaskText(view);
  }

  @Override
  public void on(Event event) {
    if (event instanceof RunStarted started) {
      begun(started.mode());
    } else if (event instanceof HostBusy busy) {
      screen.busy(busy.host(), busy.what());
    } else if (event instanceof Progress progress) {
      progress(progress);
    } else if (event instanceof TaskDone done) {
      done(done);
    } else if (event instanceof HostUnreachable lost) {
      unreachable(lost);
    } else if (event instanceof RunFinished finished) {
      finished(finished);
    }
  }

  private void begun(Mode next) {
    if (next == Mode.APPLY) {
      screen.print(List.of(view.terminal().line()));
    }
    mode = next;
  }

  private void done(TaskDone done) {
    if (mode == Mode.PLAN) {
      planned.add(done);
      expected.put(new Place(done.host(), done.task()), done.result().steps());
    } else if (tasks.isShown(done.result())) {
      screen.print(lines(done));
      printed = true;
    }
  }

  private List<Line> lines(TaskDone done) {
    TaskResult result = done.result();
    boolean known = result.steps().equals(expected.get(new Place(done.host(), done.task())));
    return known
        ? tasks.brief(done.host(), done.task(), result)
        : tasks.full(done.host(), done.task(), result);
  }

  // Where nobody watches, a line a minute: whoever waits for a silent process gives up on it.
  private void progress(Progress progress) {
    screen.progress(progress.host(), progress.change(), progress.elapsed(), progress.line());
    long minutes = progress.elapsed().toMinutes();
    boolean due = minutes > 0 && !Long.valueOf(minutes).equals(told.put(progress.host(), minutes));
    if (!view.terminal().live() && due) {
      String last = progress.line().map(line -> ": " + line.strip()).orElse("");
      screen.print(
          List.of(
              view.terminal()
                  .line()
                  .add("  ")
                  .add(Colour.STRONG, progress.host())
                  .add("  " + progress.change())
                  .fit(Colour.FAINT, "  " + Durations.text(progress.elapsed()) + last)));
      printed = true;
    }
  }

  private void unreachable(HostUnreachable lost) {
    screen.idle(lost.host());
    if (mode == Mode.APPLY) {
      screen.print(UnreachableText.lines(view.terminal(), lost.host(), lost.problem()));
      printed = true;
    }
  }

  private void finished(RunFinished finished) {
    screen.idle();
    if (mode == Mode.PLAN) {
      screen.print(new PlanText(view).lines(finished.recap(), planned));
    } else {
      if (printed) {
        screen.print(List.of(view.terminal().line()));
      }
      recap(finished.recap());
    }
  }

  /** Prints the counts of each host. After an apply this happens by itself. */
  public void recap(Recap recap) {
    screen.print(new RecapText(view.terminal()).lines(recap));
  }
}
