package io.groundwork.engine;

import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.playbook.Keyword;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
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

  private final Walk walk;
  private final HostRun host;
  private final Conclusions conclusions;
  private final Gathering gathering;

  LiveWalk(Walk walk) {
    this.walk = walk;
    this.host = walk.host();
    Judge judge = new Judge(walk);
    this.conclusions = new Conclusions(walk, judge);
    this.gathering = new Gathering(walk, this, new Attempts(walk, this, conclusions, judge));
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
    List<Leg> batch = new ArrayList<>();
    gathering.collect(window, batch);
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

  /** Deals with a turn that asks nothing of the host, while nothing before it does either. */
  boolean settles(Leg entry) {
    if (entry instanceof Leg.Skipped skipped) {
      walk.skip(skipped.item().ref(), skipped.item().turn(), skipped.item().reason());
      return true;
    }
    if (entry instanceof Leg.Impossible impossible) {
      finish(impossible.planned(), Conclusions.impossible(impossible));
      return true;
    }
    Leg.Planned planned = (Leg.Planned) entry;
    if (!planned.plan().changes().isEmpty()) {
      return false;
    }
    finish(planned, conclusions.holds(planned, planned.read()));
    return true;
  }

  private void finish(Leg.Planned planned, Trial trial) {
    told(planned, conclusions.judged(planned, trial));
  }

  /** Tells what one turn came to. */
  void told(Leg.Planned planned, Trial trial) {
    boolean inPlan = walk.stage().dry() && trial.result().verdict() == Verdict.CHANGED;
    TaskResult result =
        inPlan
            ? trial.result().withVerdict(Verdict.CHANGED, "done in the plan: check_mode is false")
            : trial.result();
    walk.turnDone(planned.work().ref(), planned.step().turn(), result, planned.plan(), trial.own());
  }

  // ---- a batch -------------------------------------------------------------------------------

  private void execute(List<Leg> batch) throws CutException, BecomeException, UnreachableException {
    List<Leg.Planned> travelling = new ArrayList<>();
    for (Leg entry : batch) {
      if (entry instanceof Leg.Planned planned && planned.travels()) {
        travelling.add(planned);
      }
    }
    Session.Outcome outcome = apply(travelling);
    if (outcome.refused().isPresent()) {
      return;
    }
    int step = 0;
    for (Leg entry : batch) {
      if (entry instanceof Leg.Skipped skipped) {
        settles(skipped);
      } else if (entry instanceof Leg.TaskEnd end) {
        if (!walk.taskDone(end.coming(), end.looped())) {
          keepReadings(travelling, outcome, step);
          return;
        }
      } else if (entry instanceof Leg.Directed directed) {
        if (!walk.direct(directed.coming())) {
          keepReadings(travelling, outcome, step);
          return;
        }
      } else if (entry instanceof Leg.Planned planned && !planned.travels()) {
        finish(planned, conclusions.holds(planned, Optional.empty()));
      } else if (entry instanceof Leg.Planned planned) {
        Optional<Trial> trial = conclusions.conclude(planned, outcome, step);
        if (trial.isEmpty()) {
          keepReadings(travelling, outcome, step);
          return;
        }
        finish(planned, trial.get());
        step++;
      }
    }
  }

  /** Sends turns in one batch. */
  Session.Outcome apply(List<Leg.Planned> travelling)
      throws CutException, BecomeException, UnreachableException {
    Work<?, ?> first = travelling.get(0).work();
    Session session = walk.reader().session(first.via());
    host.busy(describe(travelling));
    List<Batch.Guarded> steps = travelling.stream().map(this::step).toList();
    Session.Outcome outcome = session.apply(steps, first.become(), watch(travelling));
    host.worked();
    outcome.refused().ifPresent(host::lose);
    return outcome;
  }

  private Watch watch(List<Leg.Planned> travelling) {
    return new Watch() {
      @Override
      public void progress(int step, int number, Duration elapsed, Optional<String> line) {
        Leg.Planned planned = travelling.get(step);
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

  private Batch.Guarded step(Leg.Planned planned) {
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
    return walk.handlers()
        .noting(planned.coming(), planned.step().turn(), step, walk.turns().failed());
  }

  private String describe(List<Leg.Planned> travelling) {
    List<Leg.Planned> shown =
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
  private void keepReadings(List<Leg.Planned> travelling, Session.Outcome outcome, int from) {
    for (int step = from; step < travelling.size(); step++) {
      Work<?, ?> work = travelling.get(step).work();
      Optional<Read> before = outcome.answers().get(step).flatMap(Answer::before);
      boolean untouched =
          outcome.answers().get(step).filter(answer -> answer.executions().isEmpty()).isPresent();
      if (before.isPresent() && untouched) {
        WindowReader.key(work).ifPresent(key -> host.readings().put(key, before.get()));
      }
    }
  }
}
