package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Prepared.Turn;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.playbook.Loop;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import io.groundwork.yaml.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does the tasks that are done by themselves: perhaps several times, or with a pause between. */
final class Attempts {

  /** Ansible's, where a task says until when but not how often or how long between. */
  private static final int RETRIES = 3;

  private static final Duration DELAY = Duration.ofSeconds(5);

  private final Walk walk;
  private final HostRun host;
  private final LiveWalk live;
  private final Conclusions conclusions;
  private final Judge judge;

  Attempts(Walk walk, LiveWalk live, Conclusions conclusions, Judge judge) {
    this.walk = walk;
    this.host = walk.host();
    this.live = live;
    this.conclusions = conclusions;
    this.judge = judge;
  }

  /** A task that is done by itself: perhaps several times, or within a time limit. */
  void all(Coming coming, Prepared.Ready ready)
      throws CutException, BecomeException, UnreachableException {
    if (walk.waitsToChange(coming.entry())) {
      return;
    }
    int from = Math.min(walk.turns().size(), ready.items().size());
    for (Item item : ready.items().subList(from, ready.items().size())) {
      if (walk.turns().size() > 0) {
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
      Optional<Map.Entry<Leg.Planned, Trial>> tried = attempt(coming, step);
      if (tried.isEmpty()) {
        return false;
      }
      Leg.Planned planned = tried.get().getKey();
      Trial trial = tried.get().getValue();
      if (!repeats) {
        live.told(planned, trial);
        return true;
      }
      Map<String, Object> own = new HashMap<>(trial.own());
      own.put("attempts", (long) attempt);
      if (isEnough(coming, step, trial, own)) {
        live.told(planned, new Trial(trial.result().withAttempts(attempt), own));
        return true;
      }
      if (attempt >= most) {
        // Ansible's count of attempts leaves the first one out once it has given up.
        own.put("attempts", (long) Math.max(1, most - 1));
        live.told(planned, new Trial(givenUp(task, trial.result(), attempt), own));
        return true;
      }
      host.busy("attempt " + attempt + " of " + most + " of \"" + step.ref().name() + "\"");
      pause(delay);
      host.forget();
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
  private Optional<Map.Entry<Leg.Planned, Trial>> attempt(Coming coming, Item.Do step)
      throws CutException, BecomeException, UnreachableException {
    Work<?, ?> work = step.work();
    while (true) {
      Read read = read(work);
      Plan plan = work.plan(read);
      Leg.Planned planned = new Leg.Planned(coming, step, plan, work.call().map(call -> read));
      Optional<Problem> obstacle = Gathering.obstacle(work, plan, new Ledger());
      if (obstacle.isPresent()) {
        Trial trial = Conclusions.impossible(new Leg.Impossible(planned, obstacle.get()));
        return Optional.of(Map.entry(planned, conclusions.judged(planned, trial)));
      }
      if (plan.changes().isEmpty()) {
        return Optional.of(
            Map.entry(
                planned, conclusions.judged(planned, conclusions.holds(planned, planned.read()))));
      }
      Session.Outcome outcome = live.apply(List.of(planned));
      if (outcome.refused().isPresent()) {
        return Optional.empty();
      }
      Optional<Trial> trial = conclusions.conclude(planned, outcome, 0);
      if (trial.isPresent()) {
        return Optional.of(Map.entry(planned, conclusions.judged(planned, trial.get())));
      }
      if (!walk.goesOn()) {
        return Optional.empty();
      }
    }
  }

  private Read read(Work<?, ?> work) throws CutException, BecomeException, UnreachableException {
    Optional<Read> known = walk.reader().reading(work);
    if (known.isPresent()) {
      return known.get();
    }
    Read read =
        walk.reader()
            .session(work.via())
            .reader(work.become())
            .read(List.of(work.call().orElseThrow()))
            .get(0);
    WindowReader.key(work).ifPresent(key -> host.readings().put(key, read));
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
}
