package io.groundwork.runner.document;

import io.groundwork.event.Event;
import io.groundwork.event.Event.HostRefused;
import io.groundwork.event.Event.Mode;
import io.groundwork.event.Event.RunFinished;
import io.groundwork.event.Event.RunStarted;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.requirements.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was heard of the last run. */
final class Told implements Listener {

  private final List<TaskDone> done = new ArrayList<>();
  private final List<HostRefused> refused = new ArrayList<>();
  private Map<String, List<Finding>> failing = Map.of();
  private Mode mode = Mode.PLAN;
  private Recap recap = new Recap(List.of(), Duration.ZERO, false);

  @Override
  public void on(Event event) {
    if (event instanceof RunStarted started) {
      mode = started.mode();
      done.clear();
      refused.clear();
    } else if (event instanceof TaskDone task) {
      done.add(task);
    } else if (event instanceof HostRefused host) {
      refused.add(host);
    } else if (event instanceof RunFinished finished) {
      recap = finished.recap();
    }
  }

  void failing(Map<String, List<Finding>> findings) {
    failing = Map.copyOf(findings);
  }

  /** What a host must meet and does not. */
  List<Finding> failing(String host) {
    return failing.getOrDefault(host, List.of());
  }

  /** Whether the host took part in the last run. */
  boolean ran(String host) {
    return recap.hosts().stream().anyMatch(one -> one.host().equals(host));
  }

  Mode mode() {
    return mode;
  }

  Recap recap() {
    return recap;
  }

  List<HostRefused> refused() {
    return refused;
  }

  List<TaskDone> of(String host) {
    return done.stream().filter(task -> task.host().equals(host)).toList();
  }
}
