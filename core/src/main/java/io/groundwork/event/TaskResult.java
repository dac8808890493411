package io.groundwork.event;

import io.groundwork.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one task on one host; in a dry run, what would become of it.
 *
 * @param verdict how it ended
 * @param steps its changes: those planned in a dry run, those made in a run
 * @param reason why nothing was to do, why it was skipped or what it waits for; may be empty
 * @param after in a dry run, the task whose change this one builds on, so that its own may still
 *     turn out otherwise
 * @param failure what went wrong, when something did
 * @param message what the task wants to tell, as {@code debug} does
 * @param duration how long its changes took on the host; zero in a dry run
 * @param pardon why a failure does not fail the host, when it does not
 * @param attempts how often it was tried; 1 for a task without {@code until}
 */
public record TaskResult(
    Verdict verdict,
    List<Step> steps,
    String reason,
    Optional<String> after,
    Optional<Problem> failure,
    Optional<String> message,
    Duration duration,
    Optional<Pardon> pardon,
    int attempts) {

  /** Why a failure does not fail the host. */
  public enum Pardon {
    /** The task ignores errors. */
    IGNORED,
    /** A block around it has a rescue. */
    RESCUED
  }

  /** How a task ended. */
  public enum Verdict {
    /** Nothing was to do. */
    OK,
    /** Something was changed, or would be. */
    CHANGED,
    /** Its condition does not hold. */
    SKIPPED,
    /** Only in a dry run: what it does depends on what an earlier task will find out. */
    UNKNOWN,
    /** It could not be done. */
    FAILED,
    /** The connection went during one of its changes: what it did is not known. */
    CUT
  }

  public TaskResult {
    Objects.requireNonNull(verdict, "verdict");
    steps = List.copyOf(steps);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(pardon, "pardon");
  }

  public static TaskResult of(Verdict verdict, String reason) {
    return new TaskResult(
        verdict,
        List.of(),
        reason,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty(),
        1);
  }

  public static TaskResult failed(Problem problem) {
    return of(Verdict.FAILED, "").withFailure(problem);
  }

  public TaskResult withSteps(List<Step> made) {
    return new TaskResult(
        verdict, made, reason, after, failure, message, duration, pardon, attempts);
  }

  public TaskResult withAfter(Optional<String> task) {
    return new TaskResult(
        verdict, steps, reason, task, failure, message, duration, pardon, attempts);
  }

  public TaskResult withFailure(Problem problem) {
    return new TaskResult(
        verdict, steps, reason, after, Optional.of(problem), message, duration, pardon, attempts);
  }

  public TaskResult withMessage(Optional<String> text) {
    return new TaskResult(verdict, steps, reason, after, failure, text, duration, pardon, attempts);
  }

  public TaskResult took(Duration time) {
    return new TaskResult(verdict, steps, reason, after, failure, message, time, pardon, attempts);
  }

  public TaskResult withVerdict(Verdict other, String why) {
    return new TaskResult(other, steps, why, after, failure, message, duration, pardon, attempts);
  }

  public TaskResult withoutFailure() {
    return new TaskResult(
        verdict, steps, reason, after, Optional.empty(), message, duration, pardon, attempts);
  }

  public TaskResult withPardon(Optional<Pardon> why) {
    return new TaskResult(verdict, steps, reason, after, failure, message, duration, why, attempts);
  }

  public TaskResult withAttempts(int times) {
    return new TaskResult(verdict, steps, reason, after, failure, message, duration, pardon, times);
  }

  /** Whether it failed, and that fails the host. */
  public boolean isFatal() {
    return verdict == Verdict.FAILED && pardon.isEmpty();
  }
}
