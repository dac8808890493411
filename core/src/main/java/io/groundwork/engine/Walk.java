package io.groundwork.engine;

import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Program.Entry;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Pardon;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Plan;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Line.Part;
import io.groundwork.playbook.Line.Place;
import io.groundwork.playbook.Task;
import io.groundwork.text.Problem;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Binding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One host's walk through the tasks of a play and the handlers they notify. What to do with what
 * was read differs: {@link DryWalk} only tells what would be done, {@link LiveWalk} does it.
 *
 * <p>The walk looks as far ahead as it can: every task whose parameters do not depend on what an
 * earlier one has yet to find out is worked out, and all their probes and the facts they ask for
 * are read in one exchange. It looks along the path of success only. Where hosts have to meet, it
 * stops and waits to be sent on by the {@link Rendezvous}.
 */
final class Walk {

  /** What to do with a window of tasks whose probes are read. */
  interface Way {
    /**
     * Does what can be done and moves on past it.
     *
     * @param window the coming tasks, beginning with the current one
     */
    void advance(List<Coming> window) throws CutException, BecomeException, UnreachableException;
  }

  /** So many exchanges for one task, or one turn of its loop, are a mistake of ours. */
  private static final int MOST_ROUNDS = 1000;

  private final Stage stage;
  private final HostRun host;
  private final Sessions sessions;
  private final Preparer preparer;
  private final DueHandlers handlers;
  private final Lookahead lookahead;
  private final WindowReader reader;
  private final Requests requests;
  private final Course course;
  private final Turns turns = new Turns();
  private final DryWalk dry;
  private final Way live;

  private Optional<Program.Key> released = Optional.empty();
  private Optional<Meeting> meeting = Optional.empty();
  private boolean single;
  private boolean dying;
  private boolean delegated;
  private boolean ended;
  private Optional<Program.Key> fatal = Optional.empty();

  Walk(Stage stage, HostRun host, Sessions sessions, List<Line> lines) {
    this.stage = stage;
    this.host = host;
    this.sessions = sessions;
    this.preparer = new Preparer(stage, host.vars());
    this.handlers = new DueHandlers(stage, host, preparer, sessions);
    this.reader = new WindowReader(stage, host, sessions, handlers, this::task);
    this.lookahead = new Lookahead(stage, host, preparer, handlers, reader);
    this.requests = new Requests(this, handlers, sessions);
    this.course = new Course(lines);
    this.dry = new DryWalk(this);
    this.live = new LiveWalk(this);
  }

  Stage stage() {
    return stage;
  }

  HostRun host() {
    return host;
  }

  Preparer preparer() {
    return preparer;
  }

  // ---- on its way ----------------------------------------------------------------------------

  /** Goes on until hosts have to meet, or to the end. */
  void run() {
    meeting = Optional.empty();
    int rounds = 0;
    int last = -1;
    while (!isDone() && meeting.isEmpty()) {
      rounds = course.at() == last ? rounds + 1 : 0;
      last = course.at();
      if (rounds > MOST_ROUNDS + turns.size()) {
        throw new IllegalStateException("no way on from " + current().task().position());
      }
      meeting = single ? Optional.empty() : Meeting.at(current(), stage, preparer, released);
      if (meeting.isEmpty()) {
        round();
      }
    }
    if (course.isOver() && dying) {
      host.fail();
    }
  }

  /** Does the task it waits at, and that one only. */
  void single() {
    Entry one = current();
    single = true;
    delegated = one.task().keywords().get(Keyword.DELEGATE_TO).isPresent();
    meeting = Optional.empty();
    while (!isDone() && current().key().equals(one.key())) {
      round();
    }
    single = false;
  }

  /**
   * Goes on as far as it can without reading anything, as a dry run.
   *
   * @return what it has to read there; nothing where something else is in its way
   */
  Map<WindowReader.Reader, Set<HostRun.Key>> ahead() {
    while (!isDone() && Meeting.at(current(), stage, preparer, released).isEmpty()) {
      List<Coming> window = lookahead.window(course, false, released);
      if (window.isEmpty() || !window.get(0).dry()) {
        return Map.of();
      }
      Map<WindowReader.Reader, Set<HostRun.Key>> missing = reader.missing(window);
      if (!missing.isEmpty()) {
        return missing;
      }
      int before = course.at();
      dry.advance(window);
      if (course.at() == before) {
        return Map.of();
      }
    }
    return Map.of();
  }

  /** Lets it pass where it waits. */
  void release() {
    released = isDone() ? Optional.empty() : Optional.of(current().key());
  }

  private void round() {
    try {
      List<Coming> window = lookahead.window(course, single, released);
      if (window.isEmpty()) {
        meeting = Optional.of(Meeting.GATHER);
      } else if (!reader.read(window)) {
        (window.get(0).dry() ? dry : live).advance(window);
      }
    } catch (CutException e) {
      lost(
          Problem.of("the connection was lost: " + e.getMessage())
              .withRemedy("run again: what is done already is not done twice"));
    } catch (BecomeException e) {
      lost(e.problem());
    } catch (UnreachableException e) {
      lost(e.problem());
    }
  }

  /** The host cannot be reached: that ends its run, unless the task is to be passed over. */
  private void lost(Problem problem) {
    if (isDone() || !preparer.flag(current(), Keyword.IGNORE_UNREACHABLE, false)) {
      host.lose(problem);
      return;
    }
    sessions.forget(host.host());
    TaskResult result = TaskResult.failed(problem).withPardon(Optional.of(Pardon.IGNORED));
    host.done(preparer.ref(current()), result, hides(current()));
    Map<String, Object> told =
        HostVars.result(Verdict.SKIPPED, Map.of("unreachable", true, "msg", problem.summary()));
    current()
        .task()
        .register()
        .ifPresent(name -> host.vars().register(name, Binding.Known.of(told)));
    turns.clear();
    goTo(course.program(), course.at());
  }

  boolean isDone() {
    return ended || course.isOver() || !goesOn();
  }

  boolean goesOn() {
    return host.usable() && !stage.interrupted().getAsBoolean();
  }

  /** The task it stands at. */
  Entry current() {
    return course.current();
  }

  /** Why it waits for others, if it does. */
  Optional<Meeting> meeting() {
    return isDone() ? Optional.empty() : meeting;
  }

  private Optional<Task> task() {
    return isDone() ? Optional.empty() : Optional.of(current().task());
  }

  /** Ends the play for this host. */
  void end() {
    ended = true;
  }

  /** Whether the play is over for this host before its last task. */
  boolean isEnded() {
    return ended;
  }

  /** All its tasks, as far as they are known. */
  Program program() {
    return course.program();
  }

  /** What it read. */
  WindowReader reader() {
    return reader;
  }

  DueHandlers handlers() {
    return handlers;
  }

  /** The turns of the current task that are done. */
  Turns turns() {
    return turns;
  }

  /**
   * Does what a task asks of the run.
   *
   * @return whether to go on with the window
   */
  boolean direct(Coming coming) {
    return requests.direct(coming);
  }

  /** What it asked of the whole play, once. */
  Optional<Control.Request> takeRequest() {
    return requests.take();
  }

  /** Whether the failure of this task is to end the play for all hosts of the batch. */
  boolean isFatal(Entry entry) {
    return stage.batch().size() > 1
        && (stage.play().batches().maxFailPercentage().isPresent()
            || preparer.flag(entry, Keyword.ANY_ERRORS_FATAL, false));
  }

  /** Whether nothing may be changed for a task before the others have come as far. */
  boolean waitsToChange(Entry entry) {
    if (single || !isFatal(entry)) {
      return false;
    }
    meeting = Optional.of(Meeting.EACH);
    return true;
  }

  // ---- looking ahead -------------------------------------------------------------------------

  /** The current task once more, now that everything before it is done. */
  Coming again(Coming coming) {
    return lookahead.again(coming, course.program());
  }

  /** Whether the current task only waits for facts, which the next exchange brings. */
  boolean waitsForFacts() {
    return !host.vars().facts().wanted().isEmpty() || !host.vars().foreign().isEmpty();
  }

  // ---- keeping count -------------------------------------------------------------------------

  /** Whether nothing of a task's content may be told. */
  boolean hides(Entry entry) {
    return preparer.flag(
        entry, Keyword.NO_LOG, entry.task().keywords().get(Keyword.NO_LOG).isPresent());
  }

  /** Why the failure of a task would not fail the host. */
  private Optional<Pardon> pardon(Entry entry) {
    if (preparer.flag(entry, Keyword.IGNORE_ERRORS, false)) {
      return Optional.of(Pardon.IGNORED);
    }
    return program().isRescued(course.at()) ? Optional.of(Pardon.RESCUED) : Optional.empty();
  }

  /** Tells and notes the outcome of one turn of the current task. */
  void turnDone(TaskRef ref, Turn turn, TaskResult result, Plan plan, Map<String, Object> own) {
    boolean failed = result.verdict() == Verdict.FAILED;
    Entry entry = current();
    TaskResult told = handlers.since(entry).map(when -> pending(result, when)).orElse(result);
    host.done(ref, failed ? told.withPardon(pardon(entry)) : told, hides(entry));
    if (!failed) {
      host.vars().learn(plan.facts());
    }
    if (result.verdict() == Verdict.CHANGED) {
      handlers.notify(entry, turn);
    }
    turns.add(turn, result, plan, own);
  }

  private static TaskResult pending(TaskResult result, String since) {
    String why = "pending from the run of " + since;
    String reason = result.reason().isEmpty() ? why : result.reason() + " (" + why + ")";
    return result.withVerdict(result.verdict(), reason);
  }

  /** A task that could not even be worked out. */
  void broken(TaskRef ref, Problem problem) {
    turnDone(ref, Turn.ONLY, TaskResult.failed(problem), Plan.impossible(problem), Map.of());
  }

  /** The same of one further on: it fails the host before it gets there. */
  void brokenAhead(Coming coming, TaskRef ref, Problem problem) {
    course.stand(coming.after(), coming.at());
    turns.clear();
    broken(ref, problem);
    taskDone(coming, false);
  }

  void skip(TaskRef ref, Turn turn, String reason) {
    TaskResult result = TaskResult.of(Verdict.SKIPPED, reason);
    turnDone(ref, turn, result, Plan.holds("skipped"), Map.of());
  }

  /**
   * Registers the current task's result and goes on, to where its outcome leads.
   *
   * @return whether that is where success leads
   */
  boolean taskDone(Coming coming, boolean looped) {
    Entry entry = coming.entry();
    Map<String, Object> result = turns.result(looped);
    Binding registered = turns.registered(result);
    entry.task().register().ifPresent(name -> host.vars().register(name, registered));
    boolean failed = turns.failed() && !ignores(entry) && !stage.asIs();
    outcome = new Outcome(registered, turns.facts(), failed);
    Optional<Problem> why = turns.failure();
    turns.clear();
    if (failed) {
      course.stand(coming.after(), coming.at());
      fail(entry, result, why);
      return false;
    }
    if (entry.handler() && !coming.dry()) {
      handlers.settle(entry);
    }
    return goTo(coming.after(), coming.at());
  }

  private boolean ignores(Entry entry) {
    return preparer.flag(entry, Keyword.IGNORE_ERRORS, false);
  }

  /**
   * Goes on without a result.
   *
   * @return whether that is where success leads
   */
  boolean passed(Coming coming) {
    turns.clear();
    return goTo(coming.after(), coming.at());
  }

  // ---- one host for all ----------------------------------------------------------------------

  /** What a task left behind. */
  private record Outcome(Binding result, Map<String, Object> facts, boolean failed) {}

  private Outcome outcome = new Outcome(Binding.Known.of(Map.of()), Map.of(), false);

  /** Takes over what another host's walk did for all of them. */
  void adopt(Walk other) {
    Entry entry = current();
    entry.task().register().ifPresent(name -> host.vars().register(name, other.outcome.result()));
    host.vars().learn(other.outcome.facts());
    if (other.outcome.failed()) {
      stop("task \"" + entry.task().name() + "\" failed on " + other.host.host().name());
    } else {
      goTo(course.program(), course.at());
    }
  }

  /** Fails it at the task before it, for what became of others. */
  void stop(String why) {
    Entry entry = current();
    host.done(preparer.ref(entry), TaskResult.of(Verdict.SKIPPED, "stopped: " + why), hides(entry));
    turns.clear();
    fail(entry, Map.of("failed", true, "msg", why), Optional.of(Problem.of(why)));
  }

  /** Whether what it did last was done on another host. */
  boolean hasDelegated() {
    return delegated;
  }

  /** A walk of another host that stands nowhere: to read facts of it. */
  Walk at(HostRun other) {
    return new Walk(stage, other, sessions, List.of());
  }

  /** Where it failed for good with a task whose failure ends the play for all. */
  Optional<Program.Key> fatal() {
    return fatal;
  }

  // ---- where to go ---------------------------------------------------------------------------

  /** Whether it got to where success leads: where a block ends that failed, the failure goes on. */
  private boolean goTo(Program next, int from) {
    Optional<List<Place>> around = course.goTo(next, from);
    if (around.isPresent()) {
      unwind(from, around.get());
      return false;
    }
    handlers.passed(course.place());
    return true;
  }

  private void fail(Entry entry, Map<String, Object> result, Optional<Problem> why) {
    Map<String, Object> task = new HashMap<>();
    task.put("name", entry.task().name());
    task.put("action", entry.task().moduleName());
    Map<String, Object> told = new HashMap<>(result);
    why.ifPresent(problem -> told.putIfAbsent("msg", problem.summary()));
    host.vars().learn(Map.of("ansible_failed_task", task, "ansible_failed_result", told));
    unwind(course.at(), entry.line().places());
  }

  private void unwind(int from, List<Place> places) {
    Optional<Part> way = course.unwind(from, places);
    if (way.isEmpty()) {
      failed(from);
    } else if (way.get() == Part.RESCUE) {
      host.rescue();
    }
    handlers.failed(course.place());
  }

  private void failed(int from) {
    Entry entry = course.program().get(from);
    if (preparer.flag(entry, Keyword.ANY_ERRORS_FATAL, false)
        || preparer.flag(entry, Keyword.RUN_ONCE, false)) {
      fatal = Optional.of(entry.key());
    }
    boolean handles = stage.play().batches().forceHandlers() && handlers.anyDue() && !dying;
    if (!handles) {
      host.fail();
      course.end();
      return;
    }
    dying = true;
    course.stand(Program.of(List.of(handlers.implied())), 0);
  }
}
