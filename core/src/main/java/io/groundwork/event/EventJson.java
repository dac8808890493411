package io.groundwork.event;

import io.groundwork.module.Diff;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Events as trees for JSON: {@code {"event": "task_done", "host": "db1", …}}, one for each that
 * programs may want.
 */
public final class EventJson {

  private EventJson() {}

  /** The event; empty for what only a progress line is interested in. */
  public static Optional<Map<String, Object>> of(Event event) {
    if (event instanceof Event.RunStarted started) {
      return tree("run_started", "mode", lower(started.mode()), "hosts", started.hosts());
    }
    if (event instanceof Event.PlayStarted play) {
      return tree(
          "play_started", "play", play.play(), "hosts", play.hosts(), "tasks", play.tasks());
    }
    if (event instanceof Event.HostConnected host) {
      return tree("host_connected", "host", host.host(), "seconds", seconds(host.took()));
    }
    if (event instanceof Event.HostUnreachable host) {
      return tree("host_unreachable", "host", host.host(), "reason", of(host.problem()));
    }
    if (event instanceof Event.HostRefused host) {
      return tree("host_refused", "host", host.host(), "reason", of(host.problem()));
    }
    if (event instanceof Event.Progress progress) {
      return tree(
          "progress",
          "host",
          progress.host(),
          "name",
          progress.task().name(),
          "change",
          progress.change(),
          "seconds",
          seconds(progress.elapsed()),
          "line",
          progress.line());
    }
    if (event instanceof Event.TaskDone done) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("event", "task_done");
      tree.put("host", done.host());
      task(done.task(), tree);
      result(done.result(), tree);
      return Optional.of(tree);
    }
    if (event instanceof Event.RunFinished finished) {
      Recap recap = finished.recap();
      return tree(
          "run_finished",
          "mode",
          lower(finished.mode()),
          "seconds",
          seconds(recap.duration()),
          "interrupted",
          recap.interrupted(),
          "hosts",
          recap.hosts().stream().map(EventJson::of).toList());
    }
    return Optional.empty();
  }

  private static Optional<Map<String, Object>> tree(String event, Object... members) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("event", event);
    for (int i = 0; i < members.length; i += 2) {
      tree.put((String) members[i], members[i + 1]);
    }
    return Optional.of(tree);
  }

  private static void task(TaskRef task, Map<String, Object> tree) {
    tree.put("play", task.play());
    tree.put("role", task.role());
    tree.put("name", task.name());
    tree.put("item", task.item());
    tree.put("module", task.module());
    tree.put("handler", task.handler());
    tree.put("where", of(task.position()));
  }

  private static void result(TaskResult result, Map<String, Object> tree) {
    tree.put("verdict", lower(result.verdict()));
    tree.put("reason", result.reason());
    tree.put("after", result.after());
    tree.put("message", result.message());
    tree.put("failure", result.failure().map(EventJson::of));
    tree.put("pardon", result.pardon().map(EventJson::lower));
    tree.put("attempts", result.attempts());
    tree.put("seconds", seconds(result.duration()));
    tree.put("steps", result.steps().stream().map(EventJson::of).toList());
  }

  /** A change with its differences, both sides in full. */
  public static Map<String, Object> of(Step step) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("summary", step.summary());
    tree.put("confirmable", step.confirmable());
    tree.put("waiting", step.waiting());
    tree.put("diffs", step.diffs().stream().map(EventJson::of).toList());
    return tree;
  }

  private static Map<String, Object> of(Diff diff) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("subject", diff.subject());
    tree.put("before", diff.before());
    tree.put("after", diff.after());
    tree.put("text", diff.text());
    return tree;
  }

  private static Map<String, Object> of(HostRecap host) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("host", host.host());
    tree.put("ok", host.ok());
    tree.put("changed", host.changed());
    tree.put("skipped", host.skipped());
    tree.put("unknown", host.unknown());
    tree.put("failed", host.failed());
    tree.put("rescued", host.rescued());
    tree.put("ignored", host.ignored());
    tree.put("exchanges", host.exchanges());
    tree.put("unreachable", host.unreachable().map(EventJson::of));
    return tree;
  }

  private static Map<String, Object> of(Problem problem) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("summary", problem.summary());
    tree.put("where", problem.where().map(EventJson::of));
    tree.put("remedy", problem.remedy());
    return tree;
  }

  private static Map<String, Object> of(Position where) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("file", where.file());
    tree.put("line", where.line());
    tree.put("column", where.column());
    return tree;
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
