package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Walk.Coming;
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
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Loop;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Binding;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.yaml.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes hosts. Consecutive tasks travel in one batch, from the first that changes something to
 * the last that can be planned without knowing how the others went. In the batch each task's state
 * is read again before anything is done; where it is not what the plan was made on, the batch goes
 * on reading only, and the walk plans again from there.
 */
final class LiveWalk implements Walk.Way {

  /** A state that is found changed this often in a row is not ours to settle. */
  private static final int PATIENCE = 4;

  private static final int ERROR_LINES = 20;

  /** Ansible's, where a task says until when but not how often or how long between. */
  private static final int RETRIES = 3;

  private static final Duration DELAY = Duration.ofSeconds(5);

  private final Walk walk;
  private final HostRun host;
  private final Judge judge;
  private final Map<TaskRef, Integer> moves = new HashMap<>();

  LiveWalk(Walk walk) {
    this.walk = walk;
    this.host = walk.host();
    this.judge = new Judge(walk);
  }

  /** One turn of a task on its way through a batch. */
  private sealed interface Entry {

    /** Its condition does not hold. */
    record Skipped(Item.Skip item) implements Entry {}

    /** It is to be read again and, where its plan says so, changed. */
    record Planned(Coming coming, Item.Do step, Plan plan, Optional<Read> read) implements Entry {
      Work<?, ?> work() {
        return step.work();
      }

      /** Whether the host has to do with it at all. */
      boolean travels() {
        return work().call().isPresent() || !plan.changes().isEmpty();
      }
    }

    /** It cannot be done. */
    record Impossible(Planned planned, Problem problem) implements Entry {}

    /** The task it belongs to has no further turns. */
    record TaskEnd(Coming coming, boolean looped) implements Entry {}

    /** It directs the run. */
    record Directed(Coming coming) implements Entry {}
  }

  @Override
  public void advance(List<Coming> window)
      throws CutException, BecomeException, UnreachableException {
    for (Coming coming : window) {
      if (coming.prepared() instanceof Prepared.Broken broken && isHopeless(coming)) {
        walk.brokenAhead(coming, broken.ref(), broken.problem());
        return;
      }
    }
    List<Entry> batch = new ArrayList<>();
    collect(window, batch);
    if (!batch.isEmpty() && walk.goesOn()) {
      execute(batch);
    }
  }

  /**
   * A task that cannot even be worked out stops the host before anything is half done, unless
   * something is to be done about its failure.
   */
  private boolean isHopeless(Coming coming) {
    return coming.entry().line().places().isEmpty()
        && !walk.preparer().flag(coming.entry(), Keyword.IGNORE_ERRORS, false);
  }

  /** Gathers what can go in one batch; what needs nothing done before the first change is done. */
  private void collect(List<Coming> window, List<Entry> batch)
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
          attempts(coming, ready);
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
  private boolean directs(Coming coming, Prepared.Ready ready, List<Entry> batch) {
    if (batch.isEmpty()) {
      return walk.direct(coming);
    }
    boolean flushes =
        coming.task().request().filter(Control.Request.FLUSH_HANDLERS::equals).isPresent();
    boolean includes = coming.task().control().orElse(null) instanceof Control.Include;
    boolean passes = flushes && !walk.hasNotified() && batch.stream().noneMatch(LiveWalk::notifies);
    boolean skips = ready.items().stream().allMatch(Item.Skip.class::isInstance);
    if (!includes && !passes && !skips) {
      return false;
    }
    batch.add(new Entry.Directed(coming));
    return true;
  }

  private static boolean notifies(Entry entry) {
    return entry instanceof Entry.Planned planned
        && !planned.plan().changes().isEmpty()
        && !planned.coming().task().notifies().isEmpty();
  }

  /** Whether a task's outcome has to be looked at more closely than a batch allows. */
  private static boolean isAlone(Coming coming) {
    Task task = coming.task();
    return task.judgement().repeats() || task.loop().flatMap(Loop::pause).isPresent();
  }

  /** Whether the next task can go in the same batch. */
  private boolean collect(Coming coming, Prepared.Ready ready, List<Entry> batch, Ledger ledger) {
    int from = batch.isEmpty() ? Math.min(walk.turnsDone(), ready.items().size()) : 0;
    boolean decides = false;
    for (Item item : ready.items().subList(from, ready.items().size())) {
      Optional<Entry> entry = entry(coming, item, batch, ledger);
      if (entry.isEmpty()) {
        return false;
      }
      if (batch.isEmpty() && settles(entry.get())) {
        continue;
      }
      if (!(entry.get() instanceof Entry.Planned planned)) {
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
          batch.add(new Entry.TaskEnd(coming, ready.looped()));
        }
        return false; // it is the last that this connection carries
      }
    }
    if (batch.isEmpty()) {
      return walk.taskDone(coming, ready.looped());
    }
    batch.add(new Entry.TaskEnd(coming, ready.looped()));
    return !decides;
  }

  /** Whether all hosts have to have come here before anything is changed, as not all have. */
  private boolean stops(Coming coming, List<Entry> batch) {
    boolean same =
        batch.get(batch.size() - 1) instanceof Entry.Planned last
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
  private Optional<Entry> entry(Coming coming, Item item, List<Entry> batch, Ledger ledger) {
    if (item instanceof Item.Skip skip) {
      return Optional.of(new Entry.Skipped(skip));
    }
    Item.Do step = (Item.Do) item;
    Work<?, ?> work = step.work();
    Optional<Read> read = walk.reading(work);
    if (read.isEmpty() || !goesWith(work, batch)) {
      return Optional.empty();
    }
    Plan plan = work.plan(read.get());
    Entry.Planned planned =
        new Entry.Planned(coming, step, plan, work.call().flatMap(call -> read));
    Optional<Problem> obstacle = obstacle(work, plan, ledger);
    if (obstacle.isPresent()) {
      return batch.isEmpty()
          ? Optional.of(new Entry.Impossible(planned, obstacle.get()))
          : Optional.empty();
    }
    return plan.isChanging() ? ruled(planned, read.get(), batch) : Optional.of(planned);
  }

  /** What the one who watches over the run has decided. */
  private Optional<Entry> ruled(Entry.Planned planned, Read read, List<Entry> batch) {
    if (host.oversight().gate().oneByOne() && !batch.isEmpty()) {
      return Optional.empty();
    }
    Gate.Answer answer = host.oversight().ask(planned.work(), planned.plan(), read);
    if (answer instanceof Gate.Answer.Leave leave) {
      Item.Do step = planned.step();
      return Optional.of(new Entry.Skipped(new Item.Skip(step.ref(), step.turn(), leave.reason())));
    }
    if (answer instanceof Gate.Answer.Refuse refuse) {
      return batch.isEmpty()
          ? Optional.of(new Entry.Impossible(planned, refuse.problem()))
          : Optional.empty();
    }
    return answer instanceof Gate.Answer.Make ? Optional.of(planned) : Optional.empty();
  }

  /** A batch is for one user in one place. */
  private static boolean goesWith(Work<?, ?> work, List<Entry> batch) {
    return batch.stream()
        .filter(Entry.Planned.class::isInstance)
        .map(entry -> ((Entry.Planned) entry).work())
        .allMatch(other -> other.become().equals(work.become()) && other.via().equals(work.via()));
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
      walk.skip(skipped.item().ref(), skipped.item().turn(), skipped.item().reason());
      return true;
    }
    if (entry instanceof Entry.Impossible impossible) {
      finish(impossible.planned(), impossible(impossible));
      return true;
    }
    Entry.Planned planned = (Entry.Planned) entry;
    if (!planned.plan().changes().isEmpty()) {
      return false;
    }
    finish(planned, holds(planned, planned.read()));
    return true;
  }

  // ---- what came of it -----------------------------------------------------------------------

  /** What one attempt came to. */
  private record Trial(TaskResult result, Map<String, Object> own) {}

  private Trial holds(Entry.Planned planned, Optional<Read> read) {
    Plan plan = planned.plan();
    Map<String, Object> own = new HashMap<>(plan.result());
    read.ifPresent(found -> own.putAll(planned.work().result(found, List.of())));
    TaskResult result = TaskResult.of(Verdict.OK, plan.reason()).withMessage(plan.message());
    return new Trial(result, own);
  }

  private static Trial impossible(Entry.Impossible impossible) {
    Plan plan = impossible.planned().plan();
    Map<String, Object> own = new HashMap<>(plan.result());
    own.put("msg", impossible.problem().summary());
    return new Trial(TaskResult.failed(impossible.problem()), own);
  }

  /** The attempt as the task's own conditions see it. */
  private Trial judged(Entry.Planned planned, Trial trial) {
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

  private void finish(Entry.Planned planned, Trial trial) {
    told(planned, judged(planned, trial));
  }

  private void told(Entry.Planned planned, Trial trial) {
    boolean inPlan = walk.stage().dry() && trial.result().verdict() == Verdict.CHANGED;
    TaskResult result =
        inPlan
            ? trial.result().withVerdict(Verdict.CHANGED, "done in the plan: check_mode is false")
            : trial.result();
    walk.turnDone(planned.work().ref(), planned.step().turn(), result, planned.plan(), trial.own());
  }

  // ---- a batch -------------------------------------------------------------------------------

  private void execute(List<Entry> batch)
      throws CutException, BecomeException, UnreachableException {
    List<Entry.Planned> travelling = new ArrayList<>();
    for (Entry entry : batch) {
      if (entry instanceof Entry.Planned planned && planned.travels()) {
        travelling.add(planned);
      }
    }
    Session.Outcome outcome = apply(travelling);
    if (outcome.refused().isPresent()) {
      return;
    }
    int step = 0;
    for (Entry entry : batch) {
      if (entry instanceof Entry.Skipped skipped) {
        settles(skipped);
      } else if (entry instanceof Entry.TaskEnd end) {
        if (!walk.taskDone(end.coming(), end.looped())) {
          keepReadings(travelling, outcome, step);
          return;
        }
      } else if (entry instanceof Entry.Directed directed) {
        if (!walk.direct(directed.coming())) {
          keepReadings(travelling, outcome, step);
          return;
        }
      } else if (entry instanceof Entry.Planned planned && !planned.travels()) {
        finish(planned, holds(planned, Optional.empty()));
      } else if (entry instanceof Entry.Planned planned) {
        Optional<Trial> trial = conclude(planned, outcome, step);
        if (trial.isEmpty()) {
          keepReadings(travelling, outcome, step);
          return;
        }
        finish(planned, trial.get());
        step++;
      }
    }
  }

  private Session.Outcome apply(List<Entry.Planned> travelling)
      throws CutException, BecomeException, UnreachableException {
    Work<?, ?> first = travelling.get(0).work();
    Session session = walk.session(first.via());
    host.busy(describe(travelling));
    List<Batch.Guarded> steps = travelling.stream().map(this::step).toList();
    Session.Outcome outcome = session.apply(steps, first.become(), watch(travelling));
    host.readings().clear();
    outcome.refused().ifPresent(host::lose);
    return outcome;
  }

  private Watch watch(List<Entry.Planned> travelling) {
    return new Watch() {
      @Override
      public void progress(int step, int number, Duration elapsed, Optional<String> line) {
        Entry.Planned planned = travelling.get(step);
        boolean hidden = walk.hides(planned.coming().entry());
        String change = hidden ? Masking.HIDDEN : planned.plan().changes().get(number).summary();
        Optional<String> shown = hidden ? Optional.empty() : line;
        host.progress(planned.work().ref(), change, elapsed, shown);
      }

      @Override
      public void waits(String holder) {
        host.busy("waiting for another run: " + holder);
      }
    };
  }

  private Batch.Guarded step(Entry.Planned planned) {
    Plan plan = planned.plan();
    // Waiting is not planned on a state: whatever it is by now, wait for the wanted one.
    boolean waits = !plan.changes().isEmpty() && !plan.isChanging();
    Optional<String> expected =
        waits ? Optional.empty() : planned.read().map(read -> ((Read.Done) read).reading().state());
    Batch.Guarded step =
        new Batch.Guarded(planned.work().call(), expected, plan.changes(), Map.of())
            .limitedTo(
                Duration.ofSeconds(
                    walk.preparer().count(planned.coming().entry(), Keyword.TIMEOUT)));
    return walk.noting(planned.coming(), planned.step().turn(), step);
  }

  private String describe(List<Entry.Planned> travelling) {
    List<Entry.Planned> shown =
        travelling.stream().filter(planned -> !planned.plan().changes().isEmpty()).toList();
    if (shown.isEmpty()) {
      return "checking";
    }
    String first =
        walk.hides(shown.get(0).coming().entry())
            ? Masking.HIDDEN
            : shown.get(0).plan().changes().get(0).summary();
    int more = shown.stream().mapToInt(planned -> planned.plan().changes().size()).sum() - 1;
    return more > 0 ? first + " (and " + more + " more)" : first;
  }

  /** What the batch read after its last change still counts. */
  private void keepReadings(List<Entry.Planned> travelling, Session.Outcome outcome, int from) {
    for (int step = from; step < travelling.size(); step++) {
      Work<?, ?> work = travelling.get(step).work();
      Optional<Read> before = outcome.answers().get(step).flatMap(Frames.Answer::before);
      boolean untouched =
          outcome.answers().get(step).filter(answer -> answer.executions().isEmpty()).isPresent();
      if (before.isPresent() && untouched) {
        Walk.key(work).ifPresent(key -> host.readings().put(key, before.get()));
      }
    }
  }

  /** What came of one turn; empty when the walk has to plan again from here, or ends here. */
  private Optional<Trial> conclude(Entry.Planned planned, Session.Outcome outcome, int step) {
    TaskRef ref = planned.work().ref();
    Optional<Frames.Answer> answer = outcome.answers().get(step);
    boolean changes = !planned.plan().changes().isEmpty();
    if (answer.isPresent() && !changes) {
      return checked(planned, answer.get());
    }
    boolean silent = answer.map(one -> one.executions().isEmpty()).orElse(true);
    boolean begun = answer.map(Frames.Answer::cutInside).orElse(false);
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

  private Optional<Trial> checked(Entry.Planned planned, Frames.Answer answer) {
    Read before = answer.before().orElseThrow();
    Optional<Read> earlier = planned.read();
    boolean same =
        before instanceof Read.Done now
            && earlier.isPresent()
            && earlier.get() instanceof Read.Done then
            && now.reading().state().equals(then.reading().state());
    return same ? Optional.of(holds(planned, Optional.of(before))) : moved(planned);
  }

  private Optional<Trial> moved(Entry.Planned planned) {
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

  private TaskResult cut(Entry.Planned planned, int ended, String reason) {
    return TaskResult.of(Verdict.CUT, "")
        .withSteps(steps(planned.plan().changes().subList(0, ended + 1)))
        .withFailure(
            Problem.at(
                    planned.work().ref().position(),
                    "the connection was cut during this change, so how far it came is not known: "
                        + reason)
                .withRemedy("run again: it reads what was done and completes the rest"));
  }

  private Optional<Trial> changed(
      Entry.Planned planned, Frames.Answer answer, Session.Outcome outcome) {
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

  // ---- attempts ------------------------------------------------------------------------------

  /** A task that is done by itself: perhaps several times, or within a time limit. */
  private void attempts(Coming coming, Prepared.Ready ready)
      throws CutException, BecomeException, UnreachableException {
    if (walk.waitsToChange(coming.entry())) {
      return;
    }
    int from = Math.min(walk.turnsDone(), ready.items().size());
    for (Item item : ready.items().subList(from, ready.items().size())) {
      if (walk.turnsDone() > 0) {
        pause(seconds(coming, coming.task().loop().flatMap(Loop::pause)).orElse(Duration.ZERO));
      }
      if (!walk.goesOn()) {
        return;
      }
      if (item instanceof Item.Skip skip) {
        walk.skip(skip.ref(), skip.turn(), skip.reason());
      } else if (!attempts(coming, (Item.Do) item)) {
        return;
      }
    }
    walk.taskDone(coming, ready.looped());
  }

  /** Tries one turn until it is enough; false when the host is lost. */
  private boolean attempts(Coming coming, Item.Do step)
      throws CutException, BecomeException, UnreachableException {
    Task task = coming.task();
    boolean repeats = task.judgement().repeats();
    int retries = task.judgement().retries().map(one -> (int) number(coming, one)).orElse(RETRIES);
    Duration delay = seconds(coming, task.judgement().delay()).orElse(DELAY);
    int most = repeats ? 1 + Math.max(0, retries) : 1;
    for (int attempt = 1; walk.goesOn(); attempt++) {
      Optional<Map.Entry<Entry.Planned, Trial>> tried = attempt(coming, step);
      if (tried.isEmpty()) {
        return false;
      }
      Entry.Planned planned = tried.get().getKey();
      Trial trial = tried.get().getValue();
      if (!repeats) {
        told(planned, trial);
        return true;
      }
      Map<String, Object> own = new HashMap<>(trial.own());
      own.put("attempts", (long) attempt);
      if (isEnough(coming, step, trial, own)) {
        told(planned, new Trial(trial.result().withAttempts(attempt), own));
        return true;
      }
      if (attempt >= most) {
        // Ansible's count of attempts leaves the first one out once it has given up.
        own.put("attempts", (long) Math.max(1, most - 1));
        told(planned, new Trial(givenUp(task, trial.result(), attempt), own));
        return true;
      }
      host.busy("attempt " + attempt + " of " + most + " of \"" + step.ref().name() + "\"");
      pause(delay);
      host.readings().clear();
    }
    return false;
  }

  private boolean isEnough(Coming coming, Item.Do step, Trial trial, Map<String, Object> own) {
    try {
      return judge.isEnough(
          coming.entry(),
          step.turn(),
          trial.result(),
          HostVars.result(trial.result().verdict(), own));
    } catch (LoadException e) {
      return false;
    }
  }

  private static TaskResult givenUp(Task task, TaskResult result, int attempts) {
    TaskResult last = result.withAttempts(attempts);
    if (last.verdict() == Verdict.FAILED) {
      return last;
    }
    String until =
        String.join(" and ", task.judgement().until().stream().map(Node.Scalar::text).toList());
    String summary = "after " + attempts + " attempts this still does not hold: " + until;
    return last.withVerdict(Verdict.FAILED, "").withFailure(Problem.at(task.position(), summary));
  }

  /** One attempt: reads, plans, changes; again when the state moved meanwhile. */
  private Optional<Map.Entry<Entry.Planned, Trial>> attempt(Coming coming, Item.Do step)
      throws CutException, BecomeException, UnreachableException {
    Work<?, ?> work = step.work();
    while (true) {
      Read read = read(work);
      Plan plan = work.plan(read);
      Entry.Planned planned = new Entry.Planned(coming, step, plan, work.call().map(call -> read));
      Optional<Problem> obstacle = obstacle(work, plan, new Ledger());
      if (obstacle.isPresent()) {
        Trial trial = impossible(new Entry.Impossible(planned, obstacle.get()));
        return Optional.of(Map.entry(planned, judged(planned, trial)));
      }
      if (plan.changes().isEmpty()) {
        return Optional.of(Map.entry(planned, judged(planned, holds(planned, planned.read()))));
      }
      Session.Outcome outcome = apply(List.of(planned));
      if (outcome.refused().isPresent()) {
        return Optional.empty();
      }
      Optional<Trial> trial = conclude(planned, outcome, 0);
      if (trial.isPresent()) {
        return Optional.of(Map.entry(planned, judged(planned, trial.get())));
      }
      if (!walk.goesOn()) {
        return Optional.empty();
      }
    }
  }

  private Read read(Work<?, ?> work) throws CutException, BecomeException, UnreachableException {
    Optional<Read> known = walk.reading(work);
    if (known.isPresent()) {
      return known.get();
    }
    Read read =
        walk.session(work.via())
            .reader(work.become())
            .read(List.of(work.call().orElseThrow()))
            .get(0);
    Walk.key(work).ifPresent(key -> host.readings().put(key, read));
    return read;
  }

  private Optional<Duration> seconds(Coming coming, Optional<Node.Scalar> written) {
    return written.map(one -> Duration.ofMillis(Math.round(number(coming, one) * 1000)));
  }

  private double number(Coming coming, Node.Scalar written) {
    Object value =
        walk.stage()
            .templates()
            .value(written, walk.preparer().scope(coming.entry(), Turn.ONLY))
            .orElse("0");
    try {
      return Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw new LoadException(
          Problem.at(written.position(), "this must be a number, not \"" + value + "\""));
    }
  }

  /** Waits, unless the operator wants an end. */
  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end && walk.goesOn()) {
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      com.google.common.util.concurrent.Uninterruptibles.sleepUninterruptibly(
          Duration.ofMillis(Math.min(100, left)));
    }
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
