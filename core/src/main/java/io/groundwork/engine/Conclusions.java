package io.groundwork.engine;

import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of the turns of tasks, by what the host answered. */
final class Conclusions {

  /** A state that is found changed this often in a row is not ours to settle. */
  private static final int PATIENCE = 4;

  private static final int ERROR_LINES = 20;

  private final Walk walk;
  private final HostRun host;
  private final Judge judge;
  private final Map<TaskRef, Integer> moves = new HashMap<>();

  Conclusions(Walk walk, Judge judge) {
    this.walk = walk;
    this.host = walk.host();
    this.judge = judge;
  }

  Trial holds(Leg.Planned planned, Optional<Read> read) {
    Plan plan = planned.plan();
    Map<String, Object> own = new HashMap<>(plan.result());
    read.ifPresent(found -> own.putAll(planned.work().result(found, List.of())));
    TaskResult result = TaskResult.of(Verdict.OK, plan.reason()).withMessage(plan.message());
    return new Trial(result, own);
  }

  static Trial impossible(Leg.Impossible impossible) {
    Plan plan = impossible.planned().plan();
    Map<String, Object> own = new HashMap<>(plan.result());
    own.put("msg", impossible.problem().summary());
    return new Trial(TaskResult.failed(impossible.problem()), own);
  }

  /** The attempt as the task's own conditions see it. */
  Trial judged(Leg.Planned planned, Trial trial) {
    Map<String, Object> told = new HashMap<>(trial.own());
    trial.result().failure().ifPresent(problem -> told.putIfAbsent("msg", problem.summary()));
    Binding seen = Binding.Known.of(HostVars.result(trial.result().verdict(), told));
    try {
      TaskResult result =
          judge.judge(planned.coming().entry(), planned.step().turn(), trial.result(), seen);
      return new Trial(result, trial.own());
    } catch (NotKnownYetException e) {
      Problem problem = Problem.at(planned.work().ref().position(), e.getMessage());
      return new Trial(TaskResult.failed(problem), trial.own());
    }
  }

  /**
   * What came of one turn in a batch; empty when the walk has to plan again from here, or ends
   * here.
   */
  Optional<Trial> conclude(Leg.Planned planned, Session.Outcome outcome, int step) {
    TaskRef ref = planned.work().ref();
    Optional<Answer> answer = outcome.answers().get(step);
    boolean changes = !planned.plan().changes().isEmpty();
    if (answer.isPresent() && !changes) {
      return checked(planned, answer.get());
    }
    boolean silent = answer.map(one -> one.executions().isEmpty()).orElse(true);
    boolean begun = answer.map(Answer::cutInside).orElse(false);
    // The word that it has begun may have been lost with the connection.
    if (begun || (changes && silent && outcome.cut().isPresent())) {
      int ended = answer.map(one -> one.executions().size()).orElse(0);
      TaskResult cut = cut(planned, ended, outcome.cut().orElse("the script ended early"));
      host.done(ref, cut, walk.hides(planned.coming().entry()));
      return lost(outcome);
    }
    if (answer.isEmpty()) {
      return lost(outcome);
    }
    if (silent) {
      return moved(planned);
    }
    return changed(planned, answer.get(), outcome);
  }

  private Optional<Trial> checked(Leg.Planned planned, Answer answer) {
    Read before = answer.before().orElseThrow();
    Optional<Read> earlier = planned.read();
    boolean same =
        before instanceof Read.Done now
            && earlier.isPresent()
            && earlier.get() instanceof Read.Done then
            && now.reading().state().equals(then.reading().state());
    return same ? Optional.of(holds(planned, Optional.of(before))) : moved(planned);
  }

  private Optional<Trial> moved(Leg.Planned planned) {
    TaskRef ref = planned.work().ref();
    if (moves.merge(ref, 1, Integer::sum) < PATIENCE) {
      return Optional.empty();
    }
    Problem problem =
        Problem.at(ref.position(), "its state keeps changing while it is being changed")
            .withRemedy("find out what else is changing it on the host, then run again");
    return Optional.of(new Trial(TaskResult.failed(problem), Map.of()));
  }

  private Optional<Trial> lost(Session.Outcome outcome) {
    outcome
        .cut()
        .ifPresent(
            reason ->
                host.lose(
                    Problem.of("the connection was cut during a change: " + reason)
                        .withRemedy("run again: it reads what was done and completes the rest")));
    return Optional.empty();
  }

  private TaskResult cut(Leg.Planned planned, int ended, String reason) {
    return TaskResult.of(Verdict.CUT, "")
        .withSteps(steps(planned.plan().changes().subList(0, ended + 1)))
        .withFailure(
            Problem.at(
                    planned.work().ref().position(),
                    "the connection was cut during this change, so how far it came is not known: "
                        + reason)
                .withRemedy("run again: it reads what was done and completes the rest"));
  }

  private Optional<Trial> changed(Leg.Planned planned, Answer answer, Session.Outcome outcome) {
    Work<?, ?> work = planned.work();
    List<Change> changes = planned.plan().changes();
    List<Step> made = steps(changes.subList(0, answer.executions().size()));
    Execution last = answer.executions().get(answer.executions().size() - 1);
    Read after = answer.after().or(answer::before).orElseGet(() -> new Read.Done(Reading.NOTHING));
    Map<String, Object> own = new HashMap<>(planned.plan().result());
    if (!last.succeeded()) {
      Change failing = changes.get(answer.executions().size() - 1);
      own.putAll(ofFailure(work, after, answer.executions()));
      Problem problem = Problem.at(work.ref().position(), failing.summary() + ": " + said(last));
      TaskResult failed = TaskResult.failed(problem).withSteps(made).took(answer.took());
      return Optional.of(new Trial(failed, own));
    }
    if (!answer.done()) {
      return lost(outcome);
    }
    own.putAll(work.result(after, answer.executions()));
    Optional<Problem> unsettled = unsettled(planned, answer);
    if (unsettled.isPresent()) {
      return Optional.of(new Trial(TaskResult.failed(unsettled.get()).withSteps(made), own));
    }
    try {
      work.receive(answer.executions());
    } catch (IOException e) {
      Problem problem = Problem.at(work.ref().position(), e.getMessage());
      return Optional.of(new Trial(TaskResult.failed(problem).withSteps(made), own));
    }
    boolean altered = work.changed(planned.plan(), answer.executions());
    Verdict verdict = altered ? Verdict.CHANGED : Verdict.OK;
    TaskResult result =
        TaskResult.of(verdict, verdict == Verdict.OK ? "waited" : "")
            .withSteps(made)
            .withMessage(planned.plan().message())
            .took(answer.took());
    return Optional.of(new Trial(result, own));
  }

  /** What a module tells of a change that failed; nothing where it counts on success. */
  private static Map<String, Object> ofFailure(
      Work<?, ?> work, Read after, List<Execution> executions) {
    try {
      return work.result(after, executions);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Map.of();
    }
  }

  /** What is still not as wanted after every change of a task succeeded. */
  private static Optional<Problem> unsettled(Leg.Planned planned, Answer answer) {
    boolean confirmable =
        planned.plan().changes().stream()
            .anyMatch(change -> change.effect() == Change.Effect.MODIFIES);
    if (!confirmable || answer.after().isEmpty()) {
      return Optional.empty();
    }
    Plan rest = planned.work().plan(answer.after().get());
    if (rest.failure().isPresent()) {
      return rest.failure();
    }
    return rest.changes().stream()
        .filter(change -> change.effect() == Change.Effect.MODIFIES)
        .findFirst()
        .map(
            change ->
                Problem.at(
                        planned.work().ref().position(),
                        "the change was made, but the host is still not as wanted: it would "
                            + change.summary())
                    .withRemedy("find out what undoes it on the host"));
  }

  private List<Step> steps(List<Change> changes) {
    return changes.stream().map(host.masking()::step).toList();
  }

  private static String said(Execution execution) {
    String text = execution.err().isBlank() ? execution.out() : execution.err();
    if (text.isBlank()) {
      return "exit status " + execution.exit();
    }
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()));
  }
}
