package io.groundwork.runner.json;

import io.groundwork.event.Event;
import io.groundwork.event.Event.HostRefused;
import io.groundwork.event.Event.Mode;
import io.groundwork.event.Event.RunFinished;
import io.groundwork.event.Event.RunStarted;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.module.Diff;
import io.groundwork.requirements.Finding;
import io.groundwork.runner.document.RunDocument;
import io.groundwork.runner.report.Count;
import io.groundwork.text.UnifiedDiff;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run for programs: one document at the end.
 *
 * <pre>{@code
 * {
 *   "command": "apply",
 *   "mode": "apply",          "plan" where nothing had to be applied
 *   "interrupted": false,
 *   "seconds": 1.234,
 *   "totals": {"hosts": 1, "ok": 12, "changed": 0, "skipped": 0, "unknown": 0, "failed": 0,
 *              "unreachable": 0, "rescued": 0, "ignored": 0},
 *   "planned": {…},           the totals of the plan that went before an apply
 *   "refused": […],           hosts that an approved plan no longer fits, where there are any
 *   "failing": [{             hosts that do not meet what they must, where there are any: an apply
 *     "host": "db1",          refuses them
 *     "findings": [{…}]       as "groundwork check --output json" has them
 *   }],
 *   "hosts": [{
 *     "host": "db1", "ok": 12, "changed": 0, …, "exchanges": 1, "reason": null,
 *     "tasks": [{
 *       "play", "role", "name", "item", "module", "handler", "where",
 *       "verdict": "ok" | "changed" | "skipped" | "unknown" | "failed" | "cut",
 *       "reason", "after", "message", "failure", "seconds", "attempts",
 *       "pardon": null, or "rescued" | "ignored" for a failure that does not fail the host,
 *       "steps": [{
 *         "summary", "confirmable", "waiting",
 *         "diffs": [{"subject", "before", "after"} or {"subject", "unified"}]
 *       }]
 *     }]
 *   }]
 * }
 * }</pre>
 */
public final class RunJson implements RunDocument {

  private final List<TaskDone> done = new ArrayList<>();
  private final List<HostRefused> refused = new ArrayList<>();
  private Map<String, List<Finding>> failing = Map.of();
  private Mode mode = Mode.PLAN;
  private Optional<Recap> planned = Optional.empty();
  private Optional<Recap> last = Optional.empty();

  @Override
  public void on(Event event) {
    if (event instanceof RunStarted started) {
      mode = started.mode();
      done.clear();
    } else if (event instanceof TaskDone task) {
      done.add(task);
    } else if (event instanceof HostRefused host) {
      refused.add(host);
    } else if (event instanceof RunFinished finished) {
      planned = mode == Mode.APPLY ? last : Optional.empty();
      last = Optional.of(finished.recap());
    }
  }

  @Override
  public void failing(Map<String, List<Finding>> findings) {
    failing = new LinkedHashMap<>(findings);
  }

  @Override
  public String text(String command) {
    return JsonDocument.text(document(command)) + "\n";
  }

  /**
   * The document about the last run that was heard of.
   *
   * @param command the command it belongs to
   */
  public Map<String, Object> document(String command) {
    Recap recap = last.orElse(new Recap(List.of(), Duration.ZERO, false));
    JsonObject document =
        new JsonObject()
            .put("command", command)
            .put("mode", lower(mode))
            .put("interrupted", recap.interrupted())
            .put("seconds", seconds(recap.duration()))
            .put("totals", totals(recap));
    planned.ifPresent(plan -> document.put("planned", totals(plan)));
    if (!refused.isEmpty()) {
      document.put("refused", refused.stream().map(RunJson::refused).toList());
    }
    if (!failing.isEmpty()) {
      document.put(
          "failing",
          failing.entrySet().stream().map(one -> failing(one.getKey(), one.getValue())).toList());
    }
    return document.put("hosts", recap.hosts().stream().map(this::host).toList()).tree();
  }

  private static Map<String, Object> failing(String host, List<Finding> findings) {
    return new JsonObject()
        .put("host", host)
        .put("findings", findings.stream().map(CheckJson::finding).toList())
        .tree();
  }

  private static Map<String, Object> refused(HostRefused host) {
    return new JsonObject()
        .put("host", host.host())
        .put("reason", ProblemJson.of(host.problem()))
        .tree();
  }

  private static Map<String, Object> totals(Recap recap) {
    JsonObject totals = new JsonObject().put("hosts", recap.hosts().size());
    for (Count count : Count.values()) {
      totals.put(count.label(), count.in(recap));
    }
    return totals.tree();
  }

  private Map<String, Object> host(HostRecap host) {
    JsonObject json = new JsonObject().put("host", host.host());
    for (Count count : Count.values()) {
      json.put(count.label(), count.in(host));
    }
    return json.put("exchanges", host.exchanges())
        .put("reason", host.unreachable().map(ProblemJson::of))
        .put(
            "tasks",
            done.stream()
                .filter(task -> task.host().equals(host.host()))
                .map(task -> task(task.task(), task.result()))
                .toList())
        .tree();
  }

  private static Map<String, Object> task(TaskRef task, TaskResult result) {
    return new JsonObject()
        .put("play", task.play())
        .put("role", task.role())
        .put("name", task.name())
        .put("item", task.item())
        .put("module", task.module())
        .put("handler", task.handler())
        .put("where", ProblemJson.of(task.position()))
        .put("verdict", lower(result.verdict()))
        .put("reason", result.reason())
        .put("after", result.after())
        .put("message", result.message())
        .put("failure", result.failure().map(ProblemJson::of))
        .put("pardon", result.pardon().map(RunJson::lower))
        .put("attempts", result.attempts())
        .put("seconds", seconds(result.duration()))
        .put("steps", result.steps().stream().map(RunJson::step).toList())
        .tree();
  }

  private static Map<String, Object> step(Step step) {
    return new JsonObject()
        .put("summary", step.summary())
        .put("confirmable", step.confirmable())
        .put("waiting", step.waiting())
        .put("diffs", step.diffs().stream().map(RunJson::diff).toList())
        .tree();
  }

  private static Map<String, Object> diff(Diff diff) {
    JsonObject json = new JsonObject().put("subject", diff.subject());
    if (diff.text()) {
      return json.put(
              "unified",
              String.join("\n", UnifiedDiff.lines(diff.subject(), diff.before(), diff.after())))
          .tree();
    }
    return json.put("before", diff.before()).put("after", diff.after()).tree();
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
