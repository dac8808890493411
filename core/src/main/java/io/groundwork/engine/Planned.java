package io.groundwork.engine;

import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One turn of a task in a plan that is kept: something that it changes, or may change.
 *
 * @param task the task
 * @param verdict what is planned: {@code CHANGED}, {@code UNKNOWN}, or {@code OK} where a change
 *     before it may alter that
 * @param steps what it would do; secrets are masked
 * @param reason why that is not known, or why nothing is to do
 * @param after the task whose change it builds on
 * @param open whether a change before it may alter what it was planned on, so that it is planned
 *     again in its turn
 * @param guard fingerprint of the state it was planned on; empty where none was read
 * @param changes fingerprint of what it would run; likewise
 */
public record Planned(
    TaskRef task,
    Verdict verdict,
    List<Step> steps,
    String reason,
    Optional<String> after,
    boolean open,
    String guard,
    String changes) {
  public Planned {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(verdict, "verdict");
    steps = List.copyOf(steps);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(guard, "guard");
    Objects.requireNonNull(changes, "changes");
  }

  /** Whether it is about the same turn of the same task. */
  boolean isAbout(TaskRef other) {
    return isAboutTask(other) && task.item().equals(other.item());
  }

  /** Whether it is about the same task, whichever turn. */
  boolean isAboutTask(TaskRef other) {
    return task.position().equals(other.position())
        && task.handler() == other.handler()
        && task.play().equals(other.play());
  }

  /** Whether it was planned on the same state and would do the same. */
  boolean isSame(Planned other) {
    return isSame(other.guard(), other.changes()) && verdict == other.verdict();
  }

  boolean isSame(String otherGuard, String otherChanges) {
    return guard.equals(otherGuard) && changes.equals(otherChanges);
  }
}
