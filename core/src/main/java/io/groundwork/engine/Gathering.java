package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Loop;
import io.groundwork.playbook.Task;
import io.groundwork.text.Problem;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import java.util.List;
import java.util.Optional;

/** Gathers what can travel in one batch. */
final class Gathering {

  private final Walk walk;
  private final HostRun host;
  private final LiveWalk live;
  private final Attempts attempts;

  Gathering(Walk walk, LiveWalk live, Attempts attempts) {
    this.walk = walk;
    this.host = walk.host();
    this.live = live;
    this.attempts = attempts;
  }

  /** Gathers what can go in one batch; what needs nothing done before the first change is done. */
  void collect(List<Coming> window, List<Leg> batch)
      throws CutException, BecomeException, UnreachableException {
    Ledger ledger = new Ledger();
    for (Coming ahead : window) {
      boolean blocked = ahead.prepared() instanceof Prepared.Blocked;
      if (!batch.isEmpty() && (blocked || ahead.prepared() instanceof Prepared.Broken)) {
        return;
      }
      Coming coming = blocked ? walk.again(ahead) : ahead;
      if (!(coming.prepared() instanceof Prepared.Ready ready)) {
        give(coming);
        return;
      }
      if (coming.task().control().isPresent()) {
        if (!directs(coming, ready, batch)) {
          return;
        }
        continue;
      }
      if (isAlone(coming)) {
        if (batch.isEmpty()) {
          attempts.all(coming, ready);
        }
        return;
      }
      if (!collect(coming, ready, batch, ledger)) {
        return;
      }
    }
  }

  /** Says why a task cannot be worked out, if that is not to change by itself. */
  private void give(Coming coming) {
    if (coming.prepared() instanceof Prepared.Broken broken) {
      walk.broken(broken.ref(), broken.problem());
      walk.taskDone(coming, false);
    } else if (coming.prepared() instanceof Prepared.Blocked blocked && !walk.waitsForFacts()) {
      walk.broken(blocked.ref(), Problem.at(blocked.ref().position(), blocked.why()));
      walk.taskDone(coming, false);
    }
  }

  /** Whether the tasks behind one that directs the run can go in the same batch. */
  private boolean directs(Coming coming, Prepared.Ready ready, List<Leg> batch) {
    if (batch.isEmpty()) {
      return walk.direct(coming);
    }
    boolean flushes =
        coming.task().request().filter(Control.Request.FLUSH_HANDLERS::equals).isPresent();
    boolean includes = coming.task().control().orElse(null) instanceof Control.Include;
    boolean passes =
        flushes && !walk.handlers().anyDue() && batch.stream().noneMatch(Gathering::notifies);
    boolean skips = ready.items().stream().allMatch(Item.Skip.class::isInstance);
    if (!includes && !passes && !skips) {
      return false;
    }
    batch.add(new Leg.Directed(coming));
    return true;
  }

  private static boolean notifies(Leg entry) {
    return entry instanceof Leg.Planned planned
        && !planned.plan().changes().isEmpty()
        && !planned.coming().task().notifies().isEmpty();
  }

  /** Whether a task's outcome has to be looked at more closely than a batch allows. */
  private static boolean isAlone(Coming coming) {
    Task task = coming.task();
    return task.judgement().repeats() || task.loop().flatMap(Loop::pause).isPresent();
  }

  /** Whether the next task can go in the same batch. */
  private boolean collect(Coming coming, Prepared.Ready ready, List<Leg> batch, Ledger ledger) {
    int from = batch.isEmpty() ? Math.min(walk.turns().size(), ready.items().size()) : 0;
    boolean decides = false;
    for (Item item : ready.items().subList(from, ready.items().size())) {
      Optional<Leg> entry = entry(coming, item, batch, ledger);
      if (entry.isEmpty()) {
        return false;
      }
      if (batch.isEmpty() && live.settles(entry.get())) {
        continue;
      }
      if (!(entry.get() instanceof Leg.Planned planned)) {
        batch.add(entry.get());
        continue;
      }
      boolean changes = !planned.plan().changes().isEmpty();
      boolean waits = batch.isEmpty() ? walk.waitsToChange(coming.entry()) : stops(coming, batch);
      if (changes && waits) {
        return false;
      }
      batch.add(planned);
      ledger.add(planned.work().ref().title(), planned.plan());
      decides |= changes && !coming.task().judgement().failedWhen().isEmpty();
      if (reconnects(planned.plan())) {
        if (turnsAreDone(ready, item)) {
          batch.add(new Leg.TaskEnd(coming, ready.looped()));
        }
        return false; // it is the last that this connection carries
      }
    }
    if (batch.isEmpty()) {
      return walk.taskDone(coming, ready.looped());
    }
    batch.add(new Leg.TaskEnd(coming, ready.looped()));
    return !decides;
  }

  /** Whether all hosts have to have come here before anything is changed, as not all have. */
  private boolean stops(Coming coming, List<Leg> batch) {
    boolean same =
        batch.get(batch.size() - 1) instanceof Leg.Planned last
            && last.coming().entry().key().equals(coming.entry().key());
    return !same && walk.isFatal(coming.entry());
  }

  private static boolean turnsAreDone(Prepared.Ready ready, Item item) {
    return ready.items().get(ready.items().size() - 1).equals(item);
  }

  private static boolean reconnects(Plan plan) {
    return plan.changes().stream().anyMatch(change -> change.reconnect().isPresent());
  }

  /** What to do for one turn; empty when the batch before it has to run first. */
  private Optional<Leg> entry(Coming coming, Item item, List<Leg> batch, Ledger ledger) {
    if (item instanceof Item.Skip skip) {
      return Optional.of(new Leg.Skipped(skip));
    }
    Item.Do step = (Item.Do) item;
    Work<?, ?> work = step.work();
    Optional<Read> read = walk.reader().reading(work);
    if (read.isEmpty() || !goesWith(work, batch)) {
      return Optional.empty();
    }
    Plan plan = work.plan(read.get());
    Leg.Planned planned = new Leg.Planned(coming, step, plan, work.call().flatMap(call -> read));
    Optional<Problem> obstacle = obstacle(work, plan, ledger);
    if (obstacle.isPresent()) {
      return batch.isEmpty()
          ? Optional.of(new Leg.Impossible(planned, obstacle.get()))
          : Optional.empty();
    }
    return plan.isChanging() ? ruled(planned, read.get(), batch) : Optional.of(planned);
  }

  /** What the one who watches over the run has decided. */
  private Optional<Leg> ruled(Leg.Planned planned, Read read, List<Leg> batch) {
    if (host.oversight().gate().oneByOne() && !batch.isEmpty()) {
      return Optional.empty();
    }
    Gate.Answer answer = host.oversight().ask(planned.work(), planned.plan(), read);
    if (answer instanceof Gate.Answer.Leave leave) {
      Item.Do step = planned.step();
      return Optional.of(new Leg.Skipped(new Item.Skip(step.ref(), step.turn(), leave.reason())));
    }
    if (answer instanceof Gate.Answer.Refuse refuse) {
      return batch.isEmpty()
          ? Optional.of(new Leg.Impossible(planned, refuse.problem()))
          : Optional.empty();
    }
    return answer instanceof Gate.Answer.Make ? Optional.of(planned) : Optional.empty();
  }

  /** A batch is for one user in one place. */
  private static boolean goesWith(Work<?, ?> work, List<Leg> batch) {
    return batch.stream()
        .filter(Leg.Planned.class::isInstance)
        .map(entry -> ((Leg.Planned) entry).work())
        .allMatch(other -> other.become().equals(work.become()) && other.via().equals(work.via()));
  }

  /** Why a plan cannot go ahead, unless the batch before it clears the way. */
  static Optional<Problem> obstacle(Work<?, ?> work, Plan plan, Ledger ledger) {
    if (plan.failure().isPresent()) {
      return plan.failure();
    }
    for (Need need : plan.needs()) {
      if (ledger.bringer(need, work.reads()).isEmpty()) {
        return Optional.of(Problem.at(work.ref().position(), need.message()));
      }
    }
    return Optional.empty();
  }
}
