package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Task;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.vars.Templates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A walk that only tells what a run would do. */
final class DryWalk extends Walk {

  DryWalk(
      Play play,
      HostRun host,
      Session session,
      Templates templates,
      Function<Escalation, Become> become,
      BooleanSupplier interrupted) {
    super(play, host, session, templates, become, interrupted);
  }

  @Override
  void advance(List<Prepared> window) {
    for (Prepared ahead : window) {
      if (!goesOn()) {
        return;
      }
      Prepared prepared = ahead instanceof Prepared.Blocked ? again() : ahead;
      if (prepared instanceof Prepared.Ready ready) {
        if (!isRead(ready)) {
          return;
        }
        foresee(ready);
      } else if (prepared instanceof Prepared.Broken broken) {
        host.done(broken.ref(), TaskResult.failed(broken.problem()));
        return;
      } else if (prepared instanceof Prepared.Blocked blocked) {
        if (waitsForFacts()) {
          return;
        }
        unknown(blocked);
      }
    }
  }

  private boolean isRead(Prepared.Ready ready) {
    return ready.items().stream()
        .allMatch(item -> !(item instanceof Item.Do step) || reading(step.work()).isPresent());
  }

  private void unknown(Prepared.Blocked blocked) {
    host.done(blocked.ref(), TaskResult.of(Verdict.UNKNOWN, blocked.why()));
    host.ledger().addUnknown(blocked.ref().title());
    Task task = current();
    task.register()
        .ifPresent(
            name -> host.vars().learnPending(name, "task \"" + task.name() + "\" has to run"));
    if (task.module().spec().open()) {
      task.args()
          .keySet()
          .forEach(
              name -> host.vars().learnPending(name, "task \"" + task.name() + "\" has to run"));
    }
    next();
  }

  private void foresee(Prepared.Ready ready) {
    Optional<Foreseen> last = Optional.empty();
    for (Item item : ready.items()) {
      if (item instanceof Item.Skip skip) {
        skip(skip.ref(), skip.reason());
      } else if (item instanceof Item.Do step) {
        last = Optional.of(foresee(step.work()));
        if (!goesOn()) {
          return;
        }
      }
    }
    Task task = current();
    taskDone(ready.looped());
    if (!ready.looped() && last.isPresent() && task.register().isPresent()) {
      Foreseen seen = last.get();
      host.vars()
          .registerPredicted(
              task.register().get(), task, seen.result().verdict(), seen.plan(), seen.pending());
    }
  }

  /**
   * A task as a dry run sees it.
   *
   * @param pending results that only the run will know
   */
  private record Foreseen(TaskResult result, Plan plan, List<String> pending) {}

  private Foreseen foresee(Work<?, ?> work) {
    Read read = reading(work).orElseThrow();
    Optional<Plan> foreseen = work.foresee(read, host.ledger().outlook());
    Plan plan = foreseen.orElseGet(() -> work.plan(read));
    TaskResult result = result(work, plan, foreseen.isPresent());
    Map<String, Object> own = new HashMap<>(plan.result());
    if (result.verdict() == Verdict.OK && foreseen.isEmpty()) {
      own.putAll(work.result(read, List.of()));
      plan = plan.withResult(own);
    }
    boolean open = result.after().isPresent() || host.ledger().lastOpen().isPresent();
    host.oversight().foreseen(work, plan, read, result, open);
    turnDone(work.ref(), result, plan, own);
    if (result.verdict() == Verdict.UNKNOWN) {
      host.ledger().addUnknown(work.ref().title());
    }
    boolean told = foreseen.isPresent() || host.ledger().leavesAlone(work);
    host.ledger().add(work.ref().title(), plan);
    return told
        ? new Foreseen(result, plan, plan.changes().isEmpty() ? List.of() : work.promisedResults())
        : new Foreseen(result, plan.withResult(Map.of()), work.promisedResults());
  }

  /**
   * What a dry run says of a task.
   *
   * @param foreseen whether the plan is made on the predicted state, so that it holds after the
   *     changes before it
   */
  private TaskResult result(Work<?, ?> work, Plan plan, boolean foreseen) {
    Optional<String> after = foreseen ? Optional.empty() : host.ledger().lastAltering(work.reads());
    if (plan.failure().isPresent()) {
      // What is missing or wrong now may well be right once the changes before it are made.
      Optional<String> cause = after.or(host.ledger()::lastOpen);
      return cause
          .map(
              task ->
                  TaskResult.of(Verdict.UNKNOWN, plan.failure().get().summary())
                      .withAfter(Optional.of(task)))
          .orElseGet(() -> TaskResult.failed(plan.failure().get()));
    }
    Optional<String> brought = Optional.empty();
    for (Need need : plan.needs()) {
      Optional<String> bringer = host.ledger().bringer(need, work.reads());
      if (bringer.isEmpty()) {
        return TaskResult.failed(Problem.at(work.ref().position(), need.message()));
      }
      brought = bringer;
    }
    Verdict verdict = plan.isChanging() ? Verdict.CHANGED : Verdict.OK;
    return TaskResult.of(verdict, reason(plan))
        .withSteps(plan.changes().stream().map(host.masking()::step).toList())
        .withAfter(brought.isPresent() ? brought : after)
        .withMessage(plan.message());
  }

  private static String reason(Plan plan) {
    return plan.changes().isEmpty()
        ? plan.reason()
        : plan.isChanging()
            ? ""
            : "would "
                + plan.changes().stream()
                    .map(Change::summary)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
  }
}
