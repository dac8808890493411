package io.groundwork.engine;

import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Program.Entry;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.vars.Scope;
import io.groundwork.yaml.Node;
import java.util.List;
import java.util.Map;

/** Evaluates what a task says of its own outcome. */
final class Judge {

  private final Walk walk;

  Judge(Walk walk) {
    this.walk = walk;
  }

  /**
   * The outcome by the task's own {@code failed_when} and {@code changed_when}.
   *
   * @param result what the module's work came to
   * @param told its result, as a condition sees it under the name the task registers
   * @throws NotKnownYetException when a condition needs what only a run will know
   */
  TaskResult judge(Entry entry, Turn turn, TaskResult result, Binding told) {
    Task task = entry.task();
    TaskResult judged = result;
    try {
      Scope scope = scope(entry, turn, told);
      if (!task.judgement().failedWhen().isEmpty()) {
        judged = failedWhen(task, judged, scope);
      }
      if (!task.judgement().changedWhen().isEmpty() && judged.verdict() != Verdict.FAILED) {
        boolean changed = all(task.judgement().changedWhen(), scope);
        judged =
            judged.withVerdict(
                changed ? Verdict.CHANGED : Verdict.OK,
                changed || judged.verdict() == Verdict.OK
                    ? judged.reason()
                    : "changed_when says so");
      }
    } catch (LoadException e) {
      return judged.withVerdict(Verdict.FAILED, "").withFailure(e.problems().get(0));
    }
    return judged;
  }

  private TaskResult failedWhen(Task task, TaskResult result, Scope scope) {
    boolean failed = all(task.judgement().failedWhen(), scope);
    if (failed && result.verdict() != Verdict.FAILED) {
      String which =
          String.join(
              " and ", task.judgement().failedWhen().stream().map(Node.Scalar::text).toList());
      return result
          .withVerdict(Verdict.FAILED, "")
          .withFailure(Problem.at(task.position(), "failed_when holds: " + which));
    }
    if (!failed && result.verdict() == Verdict.FAILED) {
      return result
          .withoutFailure()
          .withVerdict(
              result.steps().stream().anyMatch(step -> !step.waiting())
                  ? Verdict.CHANGED
                  : Verdict.OK,
              "failed_when does not hold");
    }
    return result;
  }

  /** Whether the task need not be tried again. */
  boolean isEnough(Entry entry, Turn turn, TaskResult result, Map<String, Object> told) {
    List<Node.Scalar> until = entry.task().judgement().until();
    if (until.isEmpty()) {
      return result.verdict() != Verdict.FAILED;
    }
    return all(until, scope(entry, turn, Binding.Known.of(told)));
  }

  private Scope scope(Entry entry, Turn turn, Binding told) {
    Scope scope = walk.preparer().scope(entry, turn);
    return entry.task().register().map(name -> scope.with(Map.of(name, told))).orElse(scope);
  }

  private boolean all(List<Node.Scalar> conditions, Scope scope) {
    return conditions.stream()
        .allMatch(one -> walk.stage().templates().condition(one.text(), one.position(), scope));
  }
}
