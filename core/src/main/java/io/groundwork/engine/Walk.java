package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.facts.FactSource;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Task;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One host's walk through the tasks of a play, then through the handlers they notified. Dry run and
 * run share all of it but the last step, {@link #advance}: what to do with what was read.
 *
 * <p>The walk looks as far ahead as it can: every task whose parameters do not depend on what an
 * earlier one has yet to find out is worked out, and all their probes and the facts they ask for
 * are read in one exchange.
 */
abstract class Walk {

  protected final Play play;
  protected final HostRun host;
  protected final Session session;
  private final Templates templates;
  private final Function<Escalation, Become> become;
  private final BooleanSupplier interrupted;
  private final Set<String> notified = new LinkedHashSet<>();

  private Preparer preparer;
  private List<Task> tasks = List.of();
  private int task;
  private final List<Map<String, Object>> turns = new ArrayList<>();

  Walk(
      Play play,
      HostRun host,
      Session session,
      Templates templates,
      Function<Escalation, Become> become,
      BooleanSupplier interrupted) {
    this.play = play;
    this.host = host;
    this.session = session;
    this.templates = templates;
    this.become = become;
    this.interrupted = interrupted;
    this.preparer = new Preparer(play, host.vars(), templates, become, false);
  }

  /** Walks through these tasks and then the handlers. */
  final void walk(List<Task> selected) {
    try {
      through(selected);
      preparer = new Preparer(play, host.vars(), templates, become, true);
      for (int round = 0; round < play.handlers().size() && !notified.isEmpty(); round++) {
        List<Task> due =
            play.handlers().stream().filter(handler -> notified.contains(handler.name())).toList();
        notified.clear();
        through(due);
      }
    } catch (CutException e) {
      host.lose(
          Problem.of("the connection was lost: " + e.getMessage())
              .withRemedy("run again: what is done already is not done twice"));
    } catch (BecomeException e) {
      host.lose(e.problem());
    }
  }

  private void through(List<Task> some) throws CutException, BecomeException {
    tasks = some;
    task = 0;
    while (task < tasks.size() && goesOn()) {
      List<Prepared> window = lookAhead();
      if (!read(window)) {
        advance(window);
      }
    }
  }

  protected final boolean goesOn() {
    return host.usable() && !interrupted.getAsBoolean();
  }

  /**
   * Does what can be done with a window of tasks whose probes are read, and moves on past it.
   *
   * @param window the coming tasks, beginning with the current one
   */
  abstract void advance(List<Prepared> window) throws CutException, BecomeException;

  // ---- looking ahead -------------------------------------------------------------------------

  private List<Prepared> lookAhead() {
    List<Prepared> window = new ArrayList<>();
    Map<String, Binding> ahead = new HashMap<>();
    for (int index = task; index < tasks.size(); index++) {
      Task one = tasks.get(index);
      Prepared prepared = preparer.prepare(one, ahead);
      window.add(prepared);
      ahead.putAll(ahead(one, prepared));
    }
    return window;
  }

  /**
   * The names a task will set for those after it: with their values where that needs no host, as
   * pending otherwise.
   */
  static Map<String, Binding> ahead(Task task, Prepared prepared) {
    Map<String, Binding> facts = new HashMap<>();
    task.register()
        .ifPresent(
            name ->
                facts.put(name, new Binding.Pending("task \"" + task.name() + "\" has to run")));
    if (prepared instanceof Prepared.Blocked && task.module().spec().open()) {
      task.args()
          .keySet()
          .forEach(
              name ->
                  facts.put(name, new Binding.Pending("task \"" + task.name() + "\" has to run")));
    }
    task.module()
        .facts()
        .forEach(
            name ->
                facts.put(name, new Binding.Pending("task \"" + task.name() + "\" has to run")));
    if (prepared instanceof Prepared.Ready ready) {
      for (Item item : ready.items()) {
        if (item instanceof Item.Do step && step.work().call().isEmpty()) {
          step.work()
              .plan(new Read.Done(Reading.NOTHING))
              .facts()
              .forEach((name, value) -> facts.put(name, Binding.Known.of(value)));
        }
      }
    }
    return facts;
  }

  /** The current task once more, now that everything before it is done. */
  protected final Prepared again() {
    return preparer.prepare(current(), Map.of());
  }

  /** Whether the current task only waits for facts, which the next exchange brings. */
  protected final boolean waitsForFacts() {
    return !host.vars().facts().wanted().isEmpty();
  }

  // ---- reading -------------------------------------------------------------------------------

  /**
   * Reads the facts that were asked for and every probe of the window that is not read yet.
   *
   * @return whether facts were read, so that the window has to be worked out again
   */
  private boolean read(List<Prepared> window) throws CutException, BecomeException {
    Map<Become, Set<HostRun.Key>> missing = new LinkedHashMap<>();
    for (Prepared prepared : window) {
      for (Work<?, ?> work : works(prepared)) {
        Optional<HostRun.Key> key = key(work);
        if (key.isPresent() && !host.readings().containsKey(key.get())) {
          missing.computeIfAbsent(work.become(), user -> new LinkedHashSet<>()).add(key.get());
        }
      }
    }
    List<FactSource> facts = List.copyOf(host.vars().facts().wanted());
    if (!facts.isEmpty() && missing.isEmpty()) {
      missing.put(become.apply(Escalation.UNSAID), Set.of());
    }
    boolean first = true;
    for (Map.Entry<Become, Set<HostRun.Key>> group : missing.entrySet()) {
      readGroup(group.getKey(), List.copyOf(group.getValue()), first ? facts : List.of());
      first = false;
    }
    return !facts.isEmpty();
  }

  private void readGroup(Become user, List<HostRun.Key> keys, List<FactSource> facts)
      throws CutException, BecomeException {
    List<Snippet.Call> calls = new ArrayList<>();
    facts.forEach(source -> calls.add(source.probe().call().orElseThrow()));
    keys.forEach(key -> calls.add(key.call()));
    host.busy("reading " + calls.size() + (calls.size() == 1 ? " state" : " states"));
    List<Read> answers = session.reader(user).read(calls);
    for (int index = 0; index < facts.size(); index++) {
      learn(facts.get(index), answers.get(index));
    }
    for (int index = 0; index < keys.size(); index++) {
      host.readings().put(keys.get(index), answers.get(facts.size() + index));
    }
  }

  private void learn(FactSource source, Read answer) {
    if (answer instanceof Read.Done done) {
      try {
        host.vars().facts().put(source, source.probe().parser().apply(done.reading()));
      } catch (IllegalArgumentException e) {
        host.vars().facts().putFailed(source, e.getMessage());
      }
    } else if (answer instanceof Read.Failed failed) {
      host.vars().facts().putFailed(source, failed.errors());
    }
  }

  protected static Optional<HostRun.Key> key(Work<?, ?> work) {
    return work.call().map(call -> new HostRun.Key(call, work.become()));
  }

  /** What was read for this; nothing for what needs no reading; empty when it has to be read. */
  protected final Optional<Read> reading(Work<?, ?> work) {
    return key(work)
        .map(key -> Optional.ofNullable(host.readings().get(key)))
        .orElse(Optional.of(new Read.Done(Reading.NOTHING)));
  }

  private static List<Work<?, ?>> works(Prepared prepared) {
    if (!(prepared instanceof Prepared.Ready ready)) {
      return List.of();
    }
    List<Work<?, ?>> works = new ArrayList<>();
    for (Item item : ready.items()) {
      if (item instanceof Item.Do step) {
        works.add(step.work());
      }
    }
    return works;
  }

  // ---- keeping count -------------------------------------------------------------------------

  protected final Task current() {
    return tasks.get(task);
  }

  /** The task that stands this many places further on. */
  protected final Task coming(int places) {
    return tasks.get(task + places);
  }

  /** How many turns of the current task's loop are done. */
  protected final int turnsDone() {
    return turns.size();
  }

  /** Notes the outcome of one turn of the current task. */
  protected final void turnDone(
      TaskRef ref, TaskResult result, Plan plan, Map<String, Object> own) {
    host.done(ref, result);
    host.vars().learn(plan.facts());
    if (result.verdict() == Verdict.CHANGED) {
      notifyHandlers();
    }
    turns.add(HostVars.result(result.verdict(), own));
  }

  private void notifyHandlers() {
    for (var name : current().notifies()) {
      templates
          .value(name, host.vars().scope(play, current(), Map.of()))
          .ifPresent(value -> notified.add(value.toString()));
    }
  }

  /** Registers the current task's result and goes on to the next one. */
  protected final void taskDone(boolean looped) {
    current()
        .register()
        .ifPresent(
            name ->
                host.vars()
                    .register(
                        name,
                        looped || turns.size() != 1 ? HostVars.loopResult(turns) : turns.get(0)));
    next();
  }

  /** Goes on to the next task without registering anything. */
  protected final void next() {
    turns.clear();
    task++;
  }

  protected final void skip(TaskRef ref, String reason) {
    turnDone(ref, TaskResult.of(Verdict.SKIPPED, reason), Plan.holds("skipped"), Map.of());
  }
}
