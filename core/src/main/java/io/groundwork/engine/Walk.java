package io.groundwork.engine;

import com.google.common.primitives.Longs;
import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Program.Entry;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Pardon;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.facts.FactSource;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Line.Block;
import io.groundwork.playbook.Line.Part;
import io.groundwork.playbook.Line.Place;
import io.groundwork.playbook.Task;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Binding;
import io.groundwork.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  /**
   * A task ahead.
   *
   * @param at its place in the program
   * @param after the program as it is once the task is done with: with what it brings
   * @param prepared what it means
   * @param dry whether it is only to be told what it would do
   */
  record Coming(Entry entry, int at, Program after, Prepared prepared, boolean dry) {
    Task task() {
      return entry.task();
    }
  }

  /** Why a walk waits for the others. */
  enum Meeting {
    /** One host does the task for all. */
    RUN_ONCE,
    /** Each host does the task, a limited number at a time, before any goes on. */
    EACH,
    /** All have to have come this far. */
    GATHER
  }

  /** So many exchanges for one task, or one turn of its loop, are a mistake of ours. */
  private static final int MOST_ROUNDS = 1000;

  private final Stage stage;
  private final HostRun host;
  private final Sessions sessions;
  private final Preparer preparer;
  private final Way dry;
  private final Way live;

  private Program program;
  private int at;
  private final Set<Block> rescuing = new HashSet<>();
  private final Set<Block> failing = new HashSet<>();
  private final Set<String> notified = new LinkedHashSet<>();
  private final List<Task> handlers;
  private final List<Map<String, Object>> turns = new ArrayList<>();
  private final Map<String, Object> facts = new HashMap<>();
  private Optional<Binding> predicted = Optional.empty();
  private Optional<Problem> lastFailure = Optional.empty();
  private boolean turnFailed;
  private int flushes;
  /** Handlers whose included tasks are being done. */
  private final Map<Program.Key, Task> underway = new HashMap<>();

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
    this.dry = new DryWalk(this);
    this.live = new LiveWalk(this);
    this.handlers = new ArrayList<>(stage.play().handlers());
    this.program = Program.of(lines);
    this.at = program.first();
    host.notes().values().forEach(this::takeUp);
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
      rounds = at == last ? rounds + 1 : 0;
      last = at;
      if (rounds > MOST_ROUNDS + turns.size()) {
        throw new IllegalStateException("no way on from " + current().task().position());
      }
      meeting = single ? Optional.empty() : meets(current());
      if (meeting.isEmpty()) {
        round();
      }
    }
    if (at >= program.size() && dying) {
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

  /** Lets it pass where it waits. */
  void release() {
    released = isDone() ? Optional.empty() : Optional.of(current().key());
  }

  private void round() {
    try {
      List<Coming> window = lookAhead();
      if (!window.isEmpty() && !read(window)) {
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
    goTo(program, at);
  }

  boolean isDone() {
    return ended || at >= program.size() || !goesOn();
  }

  boolean goesOn() {
    return host.usable() && !stage.interrupted().getAsBoolean();
  }

  /** The task it stands at. */
  Entry current() {
    return program.get(at);
  }

  /** Why it waits for others, if it does. */
  Optional<Meeting> meeting() {
    return isDone() ? Optional.empty() : meeting;
  }

  /** Ends the play for this host. */
  void end() {
    ended = true;
  }

  private Optional<Meeting> meets(Entry entry) {
    if (released.filter(entry.key()::equals).isPresent()) {
      return Optional.empty();
    }
    Task task = entry.task();
    if (task.request().filter(WHOLE_PLAY::contains).isPresent()) {
      return Optional.of(Meeting.RUN_ONCE);
    }
    if (stage.batch().size() < 2 || task.control().isPresent()) {
      return Optional.empty();
    }
    if (preparer.flag(entry, Keyword.RUN_ONCE, false)) {
      return Optional.of(Meeting.RUN_ONCE);
    }
    boolean apart =
        task.keywords().get(Keyword.THROTTLE).isPresent()
            || task.keywords().get(Keyword.DELEGATE_TO).isPresent();
    if (apart) {
      return Optional.of(Meeting.EACH);
    }
    return task.moduleName().endsWith("pause") ? Optional.of(Meeting.GATHER) : Optional.empty();
  }

  private static final Set<Control.Request> WHOLE_PLAY =
      Set.of(
          Control.Request.END_PLAY, Control.Request.END_BATCH, Control.Request.CLEAR_HOST_ERRORS);

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

  private List<Coming> lookAhead() {
    List<Coming> window = new ArrayList<>();
    Map<String, Binding> ahead = new HashMap<>();
    Program seen = program;
    int index = at;
    while (index < seen.size()) {
      Entry entry = seen.get(index);
      boolean stops = !window.isEmpty() && (single || meets(entry).isPresent());
      // Handlers that are due come first, and nobody knows what they will notify.
      stops |= !window.isEmpty() && !notified.isEmpty() && flushes(entry);
      boolean plans = isDry(entry);
      if (stops || (!window.isEmpty() && window.get(0).dry() != plans)) {
        return window;
      }
      Prepared prepared = preparer.prepare(entry, ahead);
      if (looksElsewhere(entry)) {
        if (window.isEmpty() && !single) {
          meeting = Optional.of(Meeting.GATHER);
        }
        if (!single) {
          return window;
        }
      }
      Program after = after(seen, index, entry, prepared);
      window.add(new Coming(entry, index, after, prepared, plans));
      if (endsView(entry, prepared)) {
        return window;
      }
      ahead.putAll(ahead(entry.task(), prepared));
      seen = after;
      index = seen.next(index, rescuing);
    }
    return window;
  }

  private boolean looksElsewhere(Entry entry) {
    boolean looked =
        host.vars().lookedElsewhere()
            && (stage.batch().size() > 1 || !host.vars().foreign().isEmpty());
    return looked && released.filter(entry.key()::equals).isEmpty();
  }

  /** Nobody can tell what comes after these. */
  private static boolean endsView(Entry entry, Prepared prepared) {
    if (entry.task().control().orElse(null) instanceof Control.Include) {
      return !(prepared instanceof Prepared.Ready);
    }
    boolean asks =
        entry.task().request().filter(one -> one != Control.Request.NOOP).isPresent()
            && entry.task().request().get() != Control.Request.FLUSH_HANDLERS;
    return asks
        && (!(prepared instanceof Prepared.Ready ready)
            || ready.items().stream().anyMatch(Item.Ask.class::isInstance));
  }

  private static boolean flushes(Entry entry) {
    return entry.task().request().filter(Control.Request.FLUSH_HANDLERS::equals).isPresent();
  }

  private boolean isDry(Entry entry) {
    return preparer.flag(entry, Keyword.CHECK_MODE, stage.dry());
  }

  /** The program with what a task brings. */
  private Program after(Program before, int index, Entry entry, Prepared prepared) {
    if (!(prepared instanceof Prepared.Ready ready)) {
      return before;
    }
    if (flushes(entry)) {
      boolean asked = ready.items().stream().anyMatch(Item.Ask.class::isInstance);
      return asked ? before.with(index, due(entry)) : before;
    }
    List<Entry> brought = new ArrayList<>();
    for (int turn = 0; turn < ready.items().size(); turn++) {
      if (ready.items().get(turn) instanceof Item.Include include) {
        Map<String, Binding> vars = new HashMap<>(include.turn().variables());
        List<Line> lines = stage.selection().of(include.body().lines());
        brought.addAll(Program.included(entry, turn, lines, vars));
      }
    }
    return before.with(index, brought);
  }

  /**
   * The names a task will set for those after it: with their values where that needs no host, as
   * pending otherwise.
   */
  static Map<String, Binding> ahead(Task task, Prepared prepared) {
    Map<String, Binding> facts = new HashMap<>();
    Binding pending = new Binding.Pending("task \"" + task.name() + "\" has to run");
    task.register().ifPresent(name -> facts.put(name, pending));
    if (prepared instanceof Prepared.Blocked && task.module().spec().open()) {
      task.args().keySet().forEach(name -> facts.put(name, pending));
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
  Coming again(Coming coming) {
    Prepared prepared = preparer.prepare(coming.entry(), Map.of());
    return new Coming(
        coming.entry(),
        coming.at(),
        after(program, coming.at(), coming.entry(), prepared),
        prepared,
        coming.dry());
  }

  /** Whether the current task only waits for facts, which the next exchange brings. */
  boolean waitsForFacts() {
    return !host.vars().facts().wanted().isEmpty() || !host.vars().foreign().isEmpty();
  }

  // ---- reading -------------------------------------------------------------------------------

  private record Reader(Become user, Via via) {}

  /**
   * Reads the facts that were asked for and every probe of the window that is not read yet.
   *
   * @return whether facts were read, so that the window has to be worked out again
   */
  private boolean read(List<Coming> window)
      throws CutException, BecomeException, UnreachableException {
    Map<Reader, Set<HostRun.Key>> missing = new LinkedHashMap<>();
    for (Coming coming : window) {
      for (Work<?, ?> work : works(coming.prepared())) {
        Optional<HostRun.Key> key = key(work);
        if (key.isPresent() && !host.readings().containsKey(key.get())) {
          missing
              .computeIfAbsent(new Reader(work.become(), work.via()), user -> new LinkedHashSet<>())
              .add(key.get());
        }
      }
    }
    List<FactSource> wanted = List.copyOf(host.vars().facts().wanted());
    Via own = Via.of(host.host());
    if (!wanted.isEmpty() && missing.keySet().stream().noneMatch(one -> isOwn(one.via()))) {
      Become user = stage.become().apply(own, Escalation.UNSAID);
      missing.put(new Reader(user, own), Set.of());
    }
    boolean asked = wanted.isEmpty();
    for (Map.Entry<Reader, Set<HostRun.Key>> group : missing.entrySet()) {
      boolean first = !asked && isOwn(group.getKey().via());
      readGroup(group.getKey(), List.copyOf(group.getValue()), first ? wanted : List.of());
      asked |= first;
    }
    return !wanted.isEmpty();
  }

  private boolean isOwn(Via via) {
    return via.host().equals(host.host());
  }

  private void readGroup(Reader reader, List<HostRun.Key> keys, List<FactSource> wanted)
      throws CutException, BecomeException, UnreachableException {
    List<Snippet.Call> calls = new ArrayList<>();
    wanted.forEach(source -> calls.add(source.probe().call().orElseThrow()));
    keys.forEach(key -> calls.add(key.call()));
    boolean notes =
        isOwn(reader.via()) && !handlers.isEmpty() && !host.notes().containsKey(reader.user());
    if (notes) {
      calls.add(Pending.probe());
    }
    Session session = session(reader.via());
    host.busy("reading " + calls.size() + (calls.size() == 1 ? " state" : " states"));
    List<Read> answers = session.reader(reader.user()).read(calls);
    for (int index = 0; index < wanted.size(); index++) {
      learn(wanted.get(index), answers.get(index));
    }
    for (int index = 0; index < keys.size(); index++) {
      host.readings().put(keys.get(index), answers.get(wanted.size() + index));
    }
    if (notes) {
      List<Pending.Note> left =
          answers.get(calls.size() - 1) instanceof Read.Done done
              ? Pending.parse(done.reading())
              : List.of();
      left.forEach(note -> session.noted(note.handler(), reader.user()));
      host.notes().put(reader.user(), left);
      takeUp(left);
    }
  }

  /** Reads facts that others ask for. */
  void readFacts(Set<FactSource> sources) {
    Via own = Via.of(host.host());
    try {
      Become user = stage.become().apply(own, Escalation.UNSAID);
      readGroup(new Reader(user, own), List.of(), List.copyOf(sources));
    } catch (CutException e) {
      sources.forEach(source -> host.vars().facts().putFailed(source, e.getMessage()));
    } catch (BecomeException e) {
      sources.forEach(source -> host.vars().facts().putFailed(source, e.problem().summary()));
    } catch (UnreachableException e) {
      sources.forEach(source -> host.vars().facts().putFailed(source, e.problem().summary()));
    }
  }

  /** The session to where a task is done. */
  Session session(Via via) throws UnreachableException {
    return sessions.open(via, host, patience());
  }

  /** What begins by waiting for its host waits with the very first connection. */
  private Duration patience() {
    if (isDone() || !current().task().module().spec().name().equals("wait_for_connection")) {
      return Duration.ZERO;
    }
    long seconds =
        Optional.ofNullable(current().task().args().get("timeout"))
            .map(Node.Entry::value)
            .filter(Node.Scalar.class::isInstance)
            .map(node -> Longs.tryParse(((Node.Scalar) node).text()))
            .orElse(600L);
    return Duration.ofSeconds(seconds);
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

  static Optional<HostRun.Key> key(Work<?, ?> work) {
    return work.call().map(call -> new HostRun.Key(call, work.become(), work.via()));
  }

  /** What was read for this; nothing for what needs no reading; empty when it has to be read. */
  Optional<Read> reading(Work<?, ?> work) {
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

  /** How many turns of the current task's loop are done. */
  int turnsDone() {
    return turns.size();
  }

  /** Whether nothing of a task's content may be told. */
  boolean hides(Entry entry) {
    return preparer.flag(
        entry, Keyword.NO_LOG, entry.task().keywords().get(Keyword.NO_LOG).isPresent());
  }

  /** Why the failure of a task would not fail the host. */
  private Optional<Pardon> pardon(int index, Entry entry) {
    if (preparer.flag(entry, Keyword.IGNORE_ERRORS, false)) {
      return Optional.of(Pardon.IGNORED);
    }
    return program.isRescued(index) ? Optional.of(Pardon.RESCUED) : Optional.empty();
  }

  /** Tells and notes the outcome of one turn of the current task. */
  void turnDone(TaskRef ref, Turn turn, TaskResult result, Plan plan, Map<String, Object> own) {
    boolean failed = result.verdict() == Verdict.FAILED;
    Entry entry = current();
    TaskResult told = since(entry).map(when -> pending(result, when)).orElse(result);
    host.done(ref, failed ? told.withPardon(pardon(at, entry)) : told, hides(entry));
    Map<String, Object> left = new HashMap<>(own);
    if (failed) {
      turnFailed = true;
      lastFailure = result.failure();
      result.failure().ifPresent(problem -> left.putIfAbsent("msg", problem.summary()));
    } else {
      host.vars().learn(plan.facts());
      facts.putAll(plan.facts());
    }
    if (result.verdict() == Verdict.SKIPPED) {
      left.put("skip_reason", "Conditional result was False");
    }
    if (result.verdict() == Verdict.CHANGED) {
      notifyHandlers(entry, turn);
    }
    left.putAll(turn.result());
    turns.add(HostVars.result(result.verdict(), left));
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
    program = coming.after();
    at = coming.at();
    clearTurns();
    broken(ref, problem);
    taskDone(coming, false);
  }

  void skip(TaskRef ref, Turn turn, String reason) {
    TaskResult result = TaskResult.of(Verdict.SKIPPED, reason);
    turnDone(ref, turn, result, Plan.holds("skipped"), Map.of());
  }

  /** What the dry run foresees of the current task's result. */
  void predict(Binding result) {
    predicted = Optional.of(result);
  }

  /**
   * Registers the current task's result and goes on, to where its outcome leads.
   *
   * @return whether that is where success leads
   */
  boolean taskDone(Coming coming, boolean looped) {
    Entry entry = coming.entry();
    boolean whole = looped || turns.size() != 1;
    Map<String, Object> result = whole ? HostVars.loopResult(turns) : turns.get(0);
    Binding registered = predicted.orElse(Binding.Known.of(result));
    entry.task().register().ifPresent(name -> host.vars().register(name, registered));
    outcome = new Outcome(registered, Map.copyOf(facts), turnFailed && !ignores(entry));
    boolean failed = outcome.failed();
    Optional<Problem> why = lastFailure;
    clearTurns();
    if (!failed && entry.handler() && !coming.dry()) {
      settle(entry);
    }
    if (failed) {
      program = coming.after();
      fail(entry, coming.at(), result, why);
      return false;
    }
    return goTo(coming.after(), coming.at());
  }

  private void clearTurns() {
    turns.clear();
    facts.clear();
    predicted = Optional.empty();
    turnFailed = false;
    lastFailure = Optional.empty();
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
    clearTurns();
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
      goTo(program, at);
    }
  }

  /** Fails it at the task before it, for what became of others. */
  void stop(String why) {
    Entry entry = current();
    host.done(preparer.ref(entry), TaskResult.of(Verdict.SKIPPED, "stopped: " + why), hides(entry));
    clearTurns();
    fail(entry, at, Map.of("failed", true, "msg", why), Optional.of(Problem.of(why)));
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

  /**
   * Goes to where success leads, and sees to the blocks that end there.
   *
   * @return whether it got there: where a block ends that failed, the failure goes on
   */
  private boolean goTo(Program next, int from) {
    program = next;
    int to = program.next(from, rescuing);
    List<Place> places = program.get(from).line().places();
    for (int depth = places.size() - 1; depth >= 0; depth--) {
      Place place = places.get(depth);
      boolean stays = to < program.size() && program.get(to).line().in(place.block(), place.part());
      if (stays) {
        break;
      }
      if (place.part() == Part.RESCUE) {
        rescuing.remove(place.block());
      }
      if (place.part() == Part.ALWAYS && failing.remove(place.block())) {
        at = to;
        unwind(from, places.subList(0, depth));
        return false;
      }
    }
    at = to;
    underway
        .entrySet()
        .removeIf(
            one -> {
              boolean over = !isWithin(one.getKey());
              if (over) {
                sessions.settle(host.host(), identity(one.getValue()));
              }
              return over;
            });
    return true;
  }

  private boolean isWithin(Program.Key key) {
    return at < program.size() && current().key().isWithin(key);
  }

  private void fail(Entry entry, int from, Map<String, Object> result, Optional<Problem> why) {
    Map<String, Object> task = new HashMap<>();
    task.put("name", entry.task().name());
    task.put("action", entry.task().moduleName());
    Map<String, Object> told = new HashMap<>(result);
    why.ifPresent(problem -> told.putIfAbsent("msg", problem.summary()));
    host.vars().learn(Map.of("ansible_failed_task", task, "ansible_failed_result", told));
    unwind(from, entry.line().places());
  }

  private void unwind(int from, List<Place> places) {
    rescue(from, places);
    underway.keySet().removeIf(key -> !isWithin(key));
  }

  /** From a failure to the rescue or the always of the innermost block that has one. */
  private void rescue(int from, List<Place> places) {
    for (int depth = places.size() - 1; depth >= 0; depth--) {
      Block block = places.get(depth).block();
      Part part = places.get(depth).part();
      if (part == Part.BLOCK) {
        OptionalInt rescue = program.beginning(from, block, Part.RESCUE);
        if (rescue.isPresent()) {
          rescuing.add(block);
          host.rescue();
          at = rescue.getAsInt();
          return;
        }
      }
      rescuing.remove(block);
      if (part != Part.ALWAYS) {
        OptionalInt always = program.beginning(from, block, Part.ALWAYS);
        if (always.isPresent()) {
          failing.add(block);
          at = always.getAsInt();
          return;
        }
      }
      failing.remove(block);
    }
    failed(from);
  }

  private void failed(int from) {
    Entry entry = program.get(from);
    if (preparer.flag(entry, Keyword.ANY_ERRORS_FATAL, false)
        || preparer.flag(entry, Keyword.RUN_ONCE, false)) {
      fatal = Optional.of(entry.key());
    }
    boolean handles = stage.play().batches().forceHandlers() && !notified.isEmpty() && !dying;
    if (!handles) {
      host.fail();
      at = program.size();
      return;
    }
    dying = true;
    program = Program.of(List.of(implied()));
    at = 0;
  }

  /** The last request of the play to run its handlers. */
  private Line implied() {
    return stage.play().lines().stream()
        .filter(line -> line.task().isImplied())
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  // ---- handlers ------------------------------------------------------------------------------

  private void notifyHandlers(Entry entry, Turn turn) {
    for (var name : entry.task().notifies()) {
      stage
          .templates()
          .value(name, preparer.scope(entry, turn))
          .ifPresent(value -> collect(value, notified));
    }
  }

  private static void collect(Object value, Set<String> names) {
    if (value instanceof List<?> several) {
      several.forEach(one -> collect(one, names));
    } else {
      names.add(value.toString());
    }
  }

  /** A role that comes again brings its handlers anew. */
  private void addHandler(Task handler) {
    handlers.removeIf(other -> other.position().equals(handler.position()));
    handlers.add(handler);
  }

  /**
   * A step with what the host is to note of handlers: those it makes due before its change, and the
   * one it is itself once it is done.
   */
  Batch.Guarded noting(Coming coming, Turn turn, Batch.Guarded step) {
    Entry entry = coming.entry();
    Batch.Guarded noting = step;
    if (!step.changes().isEmpty() && !entry.task().notifies().isEmpty()) {
      Set<String> names = new LinkedHashSet<>();
      for (var name : entry.task().notifies()) {
        stage
            .templates()
            .value(name, preparer.scope(entry, turn))
            .ifPresent(value -> collect(value, names));
      }
      noting =
          noting.notifying(
              handlers.stream()
                  .filter(handler -> isNamed(handler, names))
                  .map(this::identity)
                  .distinct()
                  .toList());
    }
    return entry.handler() && settles(coming, turn)
        ? noting.settling(List.of(identity(entry.task())))
        : noting;
  }

  /** Whether a handler has surely run once this turn of it is done on the host. */
  private boolean settles(Coming coming, Turn turn) {
    Task handler = coming.task();
    List<Item> items = ((Prepared.Ready) coming.prepared()).items();
    return items.get(items.size() - 1).turn().equals(turn)
        && !turnFailed
        && !handler.judgement().repeats()
        && handler.judgement().failedWhen().isEmpty();
  }

  /** Takes the note of a handler away that is done with, also where it changed nothing. */
  private void settle(Entry entry) {
    if (entry.task().control().orElse(null) instanceof Control.Include) {
      underway.put(entry.key(), entry.task());
    } else {
      sessions.settle(host.host(), identity(entry.task()));
    }
  }

  private HandlerId identity(Task handler) {
    return new HandlerId(handler.role().map(role -> role.name()), name(handler));
  }

  /** Takes up the handlers that an earlier run has left behind, of those that this play has. */
  private void takeUp(List<Pending.Note> notes) {
    for (Pending.Note note : notes) {
      for (Task handler : handlers) {
        if (identity(handler).equals(note.handler())) {
          notified.add(title(handler));
          host.pending().put(title(handler), note.since());
        }
      }
    }
  }

  /** Since when a handler is due, if an earlier run left it behind. */
  private Optional<String> since(Entry entry) {
    return entry.handler()
        ? Optional.ofNullable(host.pending().get(title(entry.task())))
        : Optional.empty();
  }

  /** Whether handlers are due. */
  boolean hasNotified() {
    return !notified.isEmpty();
  }

  /** The handlers that are due, in the order in which they are written, and a look for more. */
  private List<Entry> due(Entry flush) {
    if (notified.isEmpty()) {
      return List.of();
    }
    Set<Task> tasks = new LinkedHashSet<>();
    for (Task handler : handlers) {
      if (isNamed(handler, notified)) {
        tasks.add(handler);
      }
    }
    List<Entry> entries = new ArrayList<>(Program.handlers(flush, flushes, List.copyOf(tasks)));
    // A handler may notify a further one.
    entries.add(
        new Entry(
            new Line(implied().task(), flush.line().places()),
            flush.key().below(flushes, entries.size()),
            Map.of(),
            false));
    return entries;
  }

  private boolean isNamed(Task handler, Set<String> names) {
    for (String name : names) {
      if (handler.listen().stream().anyMatch(topic -> topic.text().equals(name))) {
        return true;
      }
      boolean named = name(handler).equals(name) || title(handler).equals(name);
      if (named && !isHidden(handler, name)) {
        return true;
      }
    }
    return false;
  }

  /** Of handlers of one name in several roles, the last one counts. */
  private boolean isHidden(Task handler, String name) {
    List<Task> same =
        handlers.stream()
            .filter(other -> name(other).equals(name) || title(other).equals(name))
            .toList();
    return !same.get(same.size() - 1).position().equals(handler.position());
  }

  private String title(Task handler) {
    return handler.role().map(role -> role.name() + " : ").orElse("") + name(handler);
  }

  private String name(Task handler) {
    if (!handler.name().contains("${")) {
      return handler.name();
    }
    Entry entry =
        new Entry(new Line(handler, List.of()), new Program.Key(List.of()), Map.of(), true);
    return preparer.name(handler, preparer.scope(entry, Turn.ONLY));
  }

  // ---- requests to the run -------------------------------------------------------------------

  /**
   * Does what a task asks of the run.
   *
   * @return whether to go on with the window
   */
  boolean direct(Coming coming) {
    Prepared.Ready ready = (Prepared.Ready) coming.prepared();
    Task task = coming.task();
    for (Item item : ready.items()) {
      if (item instanceof Item.Skip skip) {
        skip(skip.ref(), skip.turn(), skip.reason());
      } else if (item instanceof Item.Include include) {
        include.body().handlers().forEach(this::addHandler);
        turnDone(
            include.ref(),
            include.turn(),
            TaskResult.of(Verdict.OK, "takes in " + include.name()),
            Plan.holds("included"),
            Map.of("include", include.name()));
      } else if (item instanceof Item.Ask ask) {
        return request(coming, task.request().orElseThrow(), ask);
      }
    }
    return taskDone(coming, ready.looped());
  }

  private boolean request(Coming coming, Control.Request request, Item.Ask ask) {
    Program after = coming.after();
    switch (request) {
      case FLUSH_HANDLERS -> {
        after = program.with(coming.at(), due(coming.entry()));
        flushes++;
        notified.clear();
      }
      case END_HOST -> ended = true;
      case END_PLAY, END_BATCH, CLEAR_HOST_ERRORS -> asked = Optional.of(request);
      case CLEAR_FACTS -> host.vars().facts().clear();
      case RESET_CONNECTION -> sessions.forget(host.host());
      case NOOP -> {
        // That is what it is for.
      }
    }
    boolean same = after.size() == coming.after().size();
    if (!coming.task().isImplied()) {
      turnDone(
          ask.ref(),
          ask.turn(),
          TaskResult.of(Verdict.OK, request.word()),
          Plan.holds(request.word()),
          Map.of());
    }
    boolean on =
        passed(new Coming(coming.entry(), coming.at(), after, coming.prepared(), coming.dry()));
    return on && same && request == Control.Request.FLUSH_HANDLERS && !ended;
  }

  private Optional<Control.Request> asked = Optional.empty();

  /** What it asked of the whole play, once. */
  Optional<Control.Request> takeRequest() {
    Optional<Control.Request> one = asked;
    asked = Optional.empty();
    return one;
  }
}
