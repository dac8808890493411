package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.module.Resource;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.yaml.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what a run would do with the coming tasks. */
final class DryWalk implements Walk.Way {

  private final Walk walk;
  private final HostRun host;
  private final Judge judge;

  DryWalk(Walk walk) {
    this.walk = walk;
    this.host = walk.host();
    this.judge = new Judge(walk);
  }

  @Override
  public void advance(List<Coming> window) {
    for (Coming ahead : window) {
      if (!walk.goesOn()) {
        return;
      }
      Coming coming = ahead.prepared() instanceof Prepared.Blocked ? walk.again(ahead) : ahead;
      Prepared prepared = coming.prepared();
      if (prepared instanceof Prepared.Ready && coming.task().control().isPresent()) {
        if (!walk.direct(coming)) {
          return;
        }
      } else if (prepared instanceof Prepared.Ready ready) {
        if (!isRead(ready) || walk.waitsToChange(coming.entry()) || !foresee(coming, ready)) {
          return;
        }
      } else if (prepared instanceof Prepared.Broken broken) {
        walk.broken(broken.ref(), broken.problem());
        walk.taskDone(coming, false);
        return;
      } else if (prepared instanceof Prepared.Blocked blocked) {
        if (walk.waitsForFacts()) {
          return;
        }
        if (!unknown(coming, blocked)) {
          return;
        }
      }
    }
  }

  private boolean isRead(Prepared.Ready ready) {
    return ready.items().stream()
        .allMatch(
            item ->
                !(item instanceof Item.Do step) || walk.reader().reading(step.work()).isPresent());
  }

  /** Whether the next task of the window comes next. */
  private boolean unknown(Coming coming, Prepared.Blocked blocked) {
    TaskResult result = TaskResult.of(Verdict.UNKNOWN, blocked.why());
    host.done(blocked.ref(), result, walk.hides(coming.entry()));
    noteUnknown(coming);
    Task task = coming.task();
    String why = "task \"" + task.name() + "\" has to run";
    task.register().ifPresent(name -> host.vars().learnPending(name, why));
    if (task.module().spec().open()) {
      task.args().keySet().forEach(name -> host.vars().learnPending(name, why));
    }
    return walk.passed(coming);
  }

  /** Whether the next task of the window comes next. */
  private boolean foresee(Coming coming, Prepared.Ready ready) {
    Optional<Foreseen> last = Optional.empty();
    for (Item item : ready.items()) {
      if (item instanceof Item.Skip skip) {
        walk.skip(skip.ref(), skip.turn(), skip.reason());
      } else if (item instanceof Item.Do step) {
        last = Optional.of(foresee(coming, step));
      }
    }
    Task task = coming.task();
    if (!ready.looped() && last.isPresent()) {
      Foreseen seen = last.get();
      walk.turns()
          .predict(HostVars.predicted(task, seen.result().verdict(), seen.plan(), seen.pending()));
    }
    return walk.taskDone(coming, ready.looped());
  }

  /**
   * A task as a dry run sees it.
   *
   * @param pending results that only the run will know
   */
  private record Foreseen(TaskResult result, Plan plan, List<String> pending) {}

  private Foreseen foresee(Coming coming, Item.Do step) {
    Work<?, ?> work = step.work();
    Read read = walk.reader().reading(work).orElseThrow();
    Optional<Plan> foreseen = work.foresee(read, host.ledger().outlook());
    Plan plan = foreseen.orElseGet(() -> work.plan(read));
    TaskResult result = result(work, plan, foreseen.isPresent());
    Map<String, Object> own = new HashMap<>(plan.result());
    if (result.verdict() == Verdict.OK && foreseen.isEmpty()) {
      own.putAll(work.result(read, List.of()));
      plan = plan.withResult(own);
    }
    Foreseen seen = seen(work, result, plan, foreseen.isPresent());
    result = judged(coming, step, seen);
    boolean open = result.after().isPresent() || host.ledger().lastOpen().isPresent();
    host.oversight().foreseen(work, plan, read, result, open);
    walk.turnDone(work.ref(), step.turn(), result, plan, own);
    if (result.verdict() == Verdict.UNKNOWN) {
      noteUnknown(coming);
    }
    if (!walk.stage().asIs()) {
      host.ledger().add(work.ref().title(), plan);
    }
    return new Foreseen(result, seen.plan(), seen.pending());
  }

  private void noteUnknown(Coming coming) {
    Task task = coming.task();
    // A handler may do what the task itself never does.
    Set<Resource> altered =
        task.notifies().isEmpty() ? task.module().mayAlter() : Set.of(Resource.ANYTHING);
    if (!walk.stage().asIs() && !altered.isEmpty()) {
      host.ledger().addUnknown(walk.preparer().ref(coming.entry()).title(), altered);
    }
  }

  private Foreseen seen(Work<?, ?> work, TaskResult result, Plan plan, boolean foreseen) {
    boolean lacking = walk.stage().asIs() && result.verdict() == Verdict.FAILED;
    boolean told = !lacking && (foreseen || host.ledger().leavesAlone(work));
    return told
        ? new Foreseen(result, plan, plan.changes().isEmpty() ? List.of() : work.promisedResults())
        : new Foreseen(result, plan.withResult(Map.of()), work.promisedResults());
  }

  /** What the task's own conditions make of it, as far as that can be told before a run. */
  private TaskResult judged(Coming coming, Item.Do step, Foreseen seen) {
    Task task = coming.task();
    TaskResult result = seen.result();
    Plan plan = seen.plan();
    if (result.verdict() == Verdict.UNKNOWN) {
      return result;
    }
    Binding told = HostVars.predicted(task, result.verdict(), plan, seen.pending());
    TaskResult judged;
    try {
      judged = judge.judge(coming.entry(), step.turn(), result, told);
      if (task.judgement().until().isEmpty() || !plan.changes().isEmpty()) {
        return judged;
      }
      Map<String, Object> own = HostVars.result(judged.verdict(), plan.result());
      if (judge.isEnough(coming.entry(), step.turn(), judged, own)) {
        return judged;
      }
    } catch (NotKnownYetException e) {
      return unforeseen(task, result);
    } catch (LoadException e) {
      return result;
    }
    String until =
        String.join(" and ", task.judgement().until().stream().map(Node.Scalar::text).toList());
    return TaskResult.of(Verdict.UNKNOWN, "would be tried until " + until);
  }

  /** Whether it changes or fails is known after apply; that its command would run is known now. */
  private static TaskResult unforeseen(Task task, TaskResult result) {
    if (task.judgement().changedWhen().isEmpty()) {
      return result;
    }
    return result.withVerdict(
        Verdict.UNKNOWN,
        "known after apply: changed when "
            + String.join(
                " and ", task.judgement().changedWhen().stream().map(Node.Scalar::text).toList()));
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
      // What needs no host, as assert and fail, is as certain now as it will be then.
      Optional<String> cause =
          work.call().isEmpty() ? Optional.empty() : after.or(host.ledger()::lastOpen);
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
