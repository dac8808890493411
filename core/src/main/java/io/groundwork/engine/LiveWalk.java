package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Play;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.vars.Templates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A walk that changes hosts. Consecutive tasks travel in one batch, from the first that changes
 * something to the last that can be planned without knowing how the others went. In the batch each
 * task's state is read again before anything is done; where it is not what the plan was made on,
 * the batch goes on reading only, and the walk plans again from there.
 */
final class LiveWalk extends Walk {

  /** A state that is found changed this often in a row is not ours to settle. */
  private static final int PATIENCE = 4;

  private static final int ERROR_LINES = 20;

  private final Map<TaskRef, Integer> moves = new HashMap<>();

  LiveWalk(
      Play play,
      HostRun host,
      Session session,
      Templates templates,
      Function<Escalation, Become> become,
      BooleanSupplier interrupted) {
    super(play, host, session, templates, become, interrupted);
  }

  /** One turn of a task on its way through a batch. */
  private sealed interface Entry {

    /** Its condition does not hold. */
    record Skipped(TaskRef ref, String reason) implements Entry {}

    /** It is to be read again and, where its plan says so, changed. */
    record Planned(Work<?, ?> work, Plan plan, Optional<Read> read) implements Entry {
      /** Whether the host has to do with it at all. */
      boolean travels() {
        return work.call().isPresent() || !plan.changes().isEmpty();
      }
    }

    /** The task it belongs to has no further turns. */
    record TaskEnd(boolean looped) implements Entry {}
  }

  @Override
  void advance(List<Prepared> window) throws CutException, BecomeException {
    // A task that cannot even be worked out stops the host before anything is half done.
    for (Prepared prepared : window) {
      if (prepared instanceof Prepared.Broken broken) {
        host.done(broken.ref(), TaskResult.failed(broken.problem()));
        return;
      }
    }
    List<Entry> batch = new ArrayList<>();
    collect(window, batch);
    if (!batch.isEmpty() && goesOn()) {
      execute(batch);
    }
  }

  /** Gathers what can go in one batch; what needs nothing done before the first change is done. */
  private void collect(List<Prepared> window, List<Entry> batch) {
    Ledger ledger = new Ledger();
    Optional<Become> user = Optional.empty();
    for (Prepared ahead : window) {
      Prepared prepared = ahead;
      if (ahead instanceof Prepared.Blocked) {
        if (!batch.isEmpty()) {
          return;
        }
        prepared = again();
      }
      if (prepared instanceof Prepared.Blocked blocked) {
        if (!waitsForFacts()) {
          host.done(
              blocked.ref(),
              TaskResult.failed(Problem.at(blocked.ref().position(), blocked.why())));
        }
        return;
      }
      if (prepared instanceof Prepared.Broken broken) {
        host.done(broken.ref(), TaskResult.failed(broken.problem()));
        return;
      }
      Prepared.Ready ready = (Prepared.Ready) prepared;
      int from = batch.isEmpty() ? turnsDone() : 0;
      for (Item item :
          ready.items().subList(Math.min(from, ready.items().size()), ready.items().size())) {
        Optional<Entry> entry = entry(item, batch, ledger, user);
        if (entry.isEmpty() || !host.usable()) {
          return;
        }
        if (batch.isEmpty() && settles(entry.get())) {
          continue;
        }
        batch.add(entry.get());
        if (entry.get() instanceof Entry.Planned planned) {
          user = Optional.of(planned.work().become());
          ledger.add(planned.work().ref().title(), planned.plan());
          if (reconnects(planned.plan())) {
            return; // it is the last that this connection carries
          }
        }
      }
      if (batch.isEmpty()) {
        taskDone(ready.looped());
      } else {
        batch.add(new Entry.TaskEnd(ready.looped()));
      }
    }
  }

  private static boolean reconnects(Plan plan) {
    return plan.changes().stream().anyMatch(change -> change.reconnect().isPresent());
  }

  /** What to do for one turn; empty when the batch before it has to run first. */
  private Optional<Entry> entry(
      Item item, List<Entry> batch, Ledger ledger, Optional<Become> user) {
    if (item instanceof Item.Skip skip) {
      return Optional.of(new Entry.Skipped(skip.ref(), skip.reason()));
    }
    Work<?, ?> work = ((Item.Do) item).work();
    Optional<Read> read = reading(work);
    if (read.isEmpty() || user.filter(other -> !other.equals(work.become())).isPresent()) {
      return Optional.empty();
    }
    Plan plan = work.plan(read.get());
    Optional<Problem> obstacle = obstacle(work, plan, ledger);
    if (obstacle.isPresent()) {
      if (batch.isEmpty()) {
        host.done(work.ref(), TaskResult.failed(obstacle.get()));
      }
      return Optional.empty();
    }
    Entry planned = new Entry.Planned(work, plan, work.call().flatMap(call -> read));
    return plan.isChanging() ? ruled(work, plan, read.get(), planned, batch) : Optional.of(planned);
  }

  /** What the one who watches over the run has decided. */
  private Optional<Entry> ruled(
      Work<?, ?> work, Plan plan, Read read, Entry planned, List<Entry> batch) {
    if (host.oversight().gate().oneByOne() && !batch.isEmpty()) {
      return Optional.empty();
    }
    Gate.Answer answer = host.oversight().ask(work, plan, read);
    if (answer instanceof Gate.Answer.Leave leave) {
      return Optional.of(new Entry.Skipped(work.ref(), leave.reason()));
    }
    if (answer instanceof Gate.Answer.Refuse refuse && batch.isEmpty()) {
      host.done(work.ref(), TaskResult.failed(refuse.problem()));
    }
    return answer instanceof Gate.Answer.Make ? Optional.of(planned) : Optional.empty();
  }

  /** Why a plan cannot go ahead, unless the batch before it clears the way. */
  private static Optional<Problem> obstacle(Work<?, ?> work, Plan plan, Ledger ledger) {
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

  /** Deals with a turn that asks nothing of the host, while nothing before it does either. */
  private boolean settles(Entry entry) {
    if (entry instanceof Entry.Skipped skipped) {
      skip(skipped.ref(), skipped.reason());
      return true;
    }
    Entry.Planned planned = (Entry.Planned) entry;
    if (!planned.plan().changes().isEmpty()) {
      return false;
    }
    holds(planned, planned.read());
    return true;
  }

  private void holds(Entry.Planned planned, Optional<Read> read) {
    Plan plan = planned.plan();
    Map<String, Object> own = new HashMap<>(plan.result());
    read.ifPresent(found -> own.putAll(planned.work().result(found, List.of())));
    TaskResult result = TaskResult.of(Verdict.OK, plan.reason()).withMessage(plan.message());
    turnDone(planned.work().ref(), result, plan, own);
  }

  // ---- a batch -------------------------------------------------------------------------------

  private void execute(List<Entry> batch) throws CutException, BecomeException {
    List<Entry.Planned> travelling = new ArrayList<>();
    List<Batch.Guarded> steps = new ArrayList<>();
    for (Entry entry : batch) {
      if (entry instanceof Entry.Planned planned && planned.travels()) {
        travelling.add(planned);
        steps.add(step(planned));
      }
    }
    host.busy(describe(travelling));
    Session.Outcome outcome =
        session.apply(steps, travelling.get(0).work().become(), watch(travelling));
    host.readings().clear();
    if (outcome.refused().isPresent()) {
      host.lose(outcome.refused().get());
      return;
    }
    int step = 0;
    for (Entry entry : batch) {
      if (entry instanceof Entry.Skipped skipped) {
        skip(skipped.ref(), skipped.reason());
      } else if (entry instanceof Entry.TaskEnd end) {
        taskDone(end.looped());
      } else if (entry instanceof Entry.Planned planned && !planned.travels()) {
        holds(planned, Optional.empty());
      } else if (entry instanceof Entry.Planned planned) {
        if (!settle(planned, outcome, step)) {
          keepReadings(travelling, outcome, step);
          return;
        }
        step++;
      }
    }
  }

  private Watch watch(List<Entry.Planned> travelling) {
    return new Watch() {
      @Override
      public void progress(int step, int number, Duration elapsed, Optional<String> line) {
        Entry.Planned planned = travelling.get(step);
        String change = planned.plan().changes().get(number).summary();
        host.progress(planned.work().ref(), change, elapsed, line);
      }

      @Override
      public void waits(String holder) {
        host.busy("waiting for another run: " + holder);
      }
    };
  }

  private static Batch.Guarded step(Entry.Planned planned) {
    Plan plan = planned.plan();
    // Waiting is not planned on a state: whatever it is by now, wait for the wanted one.
    boolean waits = !plan.changes().isEmpty() && !plan.isChanging();
    Optional<String> expected =
        waits ? Optional.empty() : planned.read().map(read -> ((Read.Done) read).reading().state());
    return new Batch.Guarded(planned.work().call(), expected, plan.changes(), Map.of());
  }

  private static String describe(List<Entry.Planned> travelling) {
    List<Change> changes =
        travelling.stream().flatMap(planned -> planned.plan().changes().stream()).toList();
    String first = changes.isEmpty() ? "checking" : changes.get(0).summary();
    return changes.size() > 1 ? first + " (and " + (changes.size() - 1) + " more)" : first;
  }

  /** What the batch read after its last change still counts. */
  private void keepReadings(List<Entry.Planned> travelling, Session.Outcome outcome, int from) {
    for (int step = from; step < travelling.size(); step++) {
      Work<?, ?> work = travelling.get(step).work();
      Optional<Read> before = outcome.answers().get(step).flatMap(Frames.Answer::before);
      boolean untouched =
          outcome.answers().get(step).filter(answer -> answer.executions().isEmpty()).isPresent();
      if (before.isPresent() && untouched) {
        key(work).ifPresent(key -> host.readings().put(key, before.get()));
      }
    }
  }

  /**
   * Draws the conclusion for one turn.
   *
   * @return whether to go on with the next; otherwise the walk plans again, or ends here
   */
  private boolean settle(Entry.Planned planned, Session.Outcome outcome, int step) {
    TaskRef ref = planned.work().ref();
    Optional<Frames.Answer> answer = outcome.answers().get(step);
    if (answer.isEmpty()) {
      return lost(outcome);
    }
    if (planned.plan().changes().isEmpty()) {
      return checked(planned, answer.get());
    }
    if (answer.get().cutInside()) {
      host.done(ref, cut(planned, answer.get(), outcome.cut().orElse("the script ended early")));
      return lost(outcome);
    }
    if (answer.get().executions().isEmpty()) {
      return outcome.cut().isPresent() ? lost(outcome) : moved(ref);
    }
    return changed(planned, answer.get(), outcome);
  }

  private boolean checked(Entry.Planned planned, Frames.Answer answer) {
    Read before = answer.before().orElseThrow();
    Optional<Read> earlier = planned.read();
    boolean same =
        before instanceof Read.Done now
            && earlier.isPresent()
            && earlier.get() instanceof Read.Done then
            && now.reading().state().equals(then.reading().state());
    if (!same) {
      return moved(planned.work().ref());
    }
    holds(planned, Optional.of(before));
    return true;
  }

  private boolean moved(TaskRef ref) {
    if (moves.merge(ref, 1, Integer::sum) >= PATIENCE) {
      host.done(
          ref,
          TaskResult.failed(
              Problem.at(ref.position(), "its state keeps changing while it is being changed")
                  .withRemedy("find out what else is changing it on the host, then run again")));
    }
    return false;
  }

  private boolean lost(Session.Outcome outcome) {
    outcome
        .cut()
        .ifPresent(
            reason ->
                host.lose(
                    Problem.of("the connection was cut during a change: " + reason)
                        .withRemedy("run again: it reads what was done and completes the rest")));
    return false;
  }

  private TaskResult cut(Entry.Planned planned, Frames.Answer answer, String reason) {
    return TaskResult.of(Verdict.CUT, "")
        .withSteps(steps(planned.plan().changes().subList(0, answer.executions().size() + 1)))
        .withFailure(
            Problem.at(
                    planned.work().ref().position(),
                    "the connection was cut during this change, so how far it came is not known: "
                        + reason)
                .withRemedy("run again: it reads what was done and completes the rest"));
  }

  private boolean changed(Entry.Planned planned, Frames.Answer answer, Session.Outcome outcome) {
    Work<?, ?> work = planned.work();
    List<Change> changes = planned.plan().changes();
    List<Step> made = steps(changes.subList(0, answer.executions().size()));
    Execution last = answer.executions().get(answer.executions().size() - 1);
    Read after = answer.after().or(answer::before).orElseGet(() -> new Read.Done(Reading.NOTHING));
    if (!last.succeeded()) {
      Change failing = changes.get(answer.executions().size() - 1);
      host.done(
          work.ref(),
          TaskResult.failed(
                  Problem.at(work.ref().position(), failing.summary() + ": " + said(last)))
              .withSteps(made)
              .took(answer.took()));
      return false;
    }
    if (!answer.done()) {
      return lost(outcome);
    }
    Optional<Problem> unsettled = unsettled(planned, answer);
    if (unsettled.isPresent()) {
      host.done(work.ref(), TaskResult.failed(unsettled.get()).withSteps(made));
      return false;
    }
    try {
      work.receive(answer.executions());
    } catch (IOException e) {
      Problem problem = Problem.at(work.ref().position(), e.getMessage());
      host.done(work.ref(), TaskResult.failed(problem).withSteps(made));
      return false;
    }
    Map<String, Object> own = new HashMap<>(planned.plan().result());
    own.putAll(work.result(after, answer.executions()));
    boolean altered = work.changed(planned.plan(), answer.executions());
    Verdict verdict = altered ? Verdict.CHANGED : Verdict.OK;
    TaskResult result =
        TaskResult.of(verdict, verdict == Verdict.OK ? "waited" : "")
            .withSteps(made)
            .withMessage(planned.plan().message())
            .took(answer.took());
    turnDone(work.ref(), result, planned.plan(), own);
    return true;
  }

  /** What is still not as wanted after every change of a task succeeded. */
  private static Optional<Problem> unsettled(Entry.Planned planned, Frames.Answer answer) {
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
