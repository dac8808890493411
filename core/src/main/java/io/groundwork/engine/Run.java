package io.groundwork.engine;

import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.inventory.Host;
import io.groundwork.module.Read;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connector;
import io.groundwork.transport.Target;
import io.groundwork.transport.Targets;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * One run of a playbook: a dry run, a run, or the one after the other over the same connections.
 *
 * <pre>{@code
 * try (Run run = Run.open(RunSpec.of(playbook, inventory), connector, listener)) {
 *   run.plan();
 *   run.apply();
 * }
 * }</pre>
 */
public final class Run implements AutoCloseable {

  /** What a dry run has read is taken up by the run after it only while it is this fresh. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final RunSpec spec;
  private final Listener listener;
  private final Map<Play, List<Host>> hosts;
  private final Selection selection;
  private final Redactor redactor = new Redactor();
  private final Templates templates = new Templates(redactor);
  private final Sessions sessions;
  private final Map<Host, Map<HostRun.Key, Read>> foreseen = new HashMap<>();
  private final Map<Host, Map<Become, List<Pending.Note>>> pending = new HashMap<>();
  private Instant foreseenAt = Instant.EPOCH;
  private Replay rehearsed = new Replay();
  private boolean asIs;
  private volatile boolean interrupted;

  private Run(RunSpec spec, Connector connector, Listener listener, Map<Play, List<Host>> hosts) {
    this.spec = spec;
    this.listener = listener;
    this.hosts = hosts;
    this.selection = new Selection(spec.tags(), spec.skipTags());
    this.sessions = new Sessions(spec, connector, templates, redactor, this::emit);
  }

  /**
   * Checks the run as a whole: patterns that match nothing, tags that no task has, variables that
   * nothing defines, values that no module takes. Logs in nowhere.
   *
   * @throws LoadException with what is wrong
   */
  public static Run open(RunSpec spec, Connector connector, Listener listener) {
    Selection selection = new Selection(spec.tags(), spec.skipTags());
    selection.check(spec.playbook());
    Set<Host> limit =
        spec.limit()
            .<Set<Host>>map(
                pattern ->
                    new LinkedHashSet<>(spec.inventory().limit(pattern, Position.of("--limit"))))
            .orElseGet(() -> new LinkedHashSet<>(spec.inventory().hosts()));
    Map<Play, List<Host>> hosts = new LinkedHashMap<>();
    for (Play play : spec.playbook().plays()) {
      List<Host> selected = spec.inventory().select(play.hosts(), play.hostsPosition());
      hosts.put(play, selected.stream().filter(limit::contains).toList());
    }
    spec.inventory().checkSealed(limit);
    Run run = new Run(spec, connector, listener, hosts);
    // While tasks are worked out, connections come about; more than work at a time need not.
    connector.approach(run.targets().stream().limit(spec.forks()).toList());
    new Rehearsal(spec).check(hosts, selection);
    return run;
  }

  /** The plays with the hosts and tasks that are selected; for listings. */
  public Map<Play, List<Host>> hosts() {
    return hosts;
  }

  /** The tasks of a play that are selected. */
  public List<Task> tasks(Play play) {
    return play.tasks().stream().filter(selection::includes).toList();
  }

  /** Where the run will log in, as far as that can be told before it begins. */
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (Host host : allHosts()) {
      try {
        targets.add(
            Targets.resolve(
                host,
                new HostVars(host, spec, Map.of(), name -> false).scope(),
                templates,
                spec.options()));
      } catch (LoadException e) {
        // What is wrong with it is told when its turn has come.
      }
    }
    return targets;
  }

  /** Reads every host and tells what would change. Changes nothing. */
  public Recap plan() {
    return plan(Foresight.NONE);
  }

  /** As {@link #plan()}, and tells what each part of the plan was made on. */
  public Recap plan(Foresight foresight) {
    return run(Event.Mode.PLAN, Gate.OPEN, foresight);
  }

  /**
   * Reads every host and tells of each task by itself whether it has anything to do now. A failed
   * one does not end it, and nothing is told of what a task would leave for those after it. Changes
   * nothing.
   */
  public Recap verify() {
    asIs = true;
    try {
      return plan();
    } finally {
      asIs = false;
      foreseenAt = Instant.EPOCH;
      rehearsed = new Replay();
    }
  }

  /**
   * Makes every host as it is wanted. After {@link #plan} it starts from what that has read; every
   * change is guarded, so that nothing is done on a host that has moved since.
   */
  public Recap apply() {
    return apply(Gate.OPEN);
  }

  /**
   * As {@link #apply()}, of what the gate lets pass; hosts that it refuses are not in the recap.
   */
  public Recap apply(Gate gate) {
    if (gate == Gate.OPEN && isFresh() && rehearsed.foundNothingToDo() && !interrupted) {
      return rehearsed.again(this::emit);
    }
    return run(Event.Mode.APPLY, gate, Foresight.NONE);
  }

  /** Whether what a dry run has read still counts. */
  private boolean isFresh() {
    return Instant.now().isBefore(foreseenAt.plus(FRESH));
  }

  /**
   * Asks hosts the same over the run's own connections, and changes nothing, as {@link Survey} does
   * with connections of its own.
   *
   * @return one answer a host, in their order
   */
  public <T> List<Survey.Answer<T>> ask(List<Host> some, Survey.Question<T> question) {
    Map<Host, Survey.Answer<T>> answers = new ConcurrentHashMap<>();
    try (Crew crew = new Crew(spec.forks())) {
      crew.each(some, host -> answers.put(host, ask(host, question)));
    }
    return some.stream().map(answers::get).toList();
  }

  private <T> Survey.Answer<T> ask(Host host, Survey.Question<T> question) {
    HostVars vars = new HostVars(host, spec, Map.of(), name -> false);
    Masking masking = new Masking(redactor);
    Oversight oversight = new Oversight(host.name(), masking, Gate.OPEN, Foresight.NONE);
    HostRun run = new HostRun(host, vars, masking, oversight, this::emit);
    try {
      Session session = sessions.open(Via.of(host), run, Duration.ZERO);
      run.busy("checking");
      Scope scope = vars.scope();
      Become become =
          Targets.become(
              Optional.empty(), Optional.empty(), host, scope, templates, spec.options());
      become.password().ifPresent(redactor::add);
      T value = question.ask(host, scope, session.reader(become));
      return new Survey.Answer<>(host, Optional.of(value), Optional.empty());
    } catch (UnreachableException e) {
      return none(host, masking.problem(e.problem()));
    } catch (BecomeException e) {
      return none(host, masking.problem(e.problem()));
    } catch (LoadException e) {
      return none(host, masking.problem(e.problems().get(0)));
    } catch (CutException e) {
      return none(host, masking.problem(Problem.of("the connection was lost: " + e.getMessage())));
    }
  }

  private static <T> Survey.Answer<T> none(Host host, Problem why) {
    return new Survey.Answer<>(host, Optional.empty(), Optional.of(why));
  }

  /**
   * Lets the change that is under way on each host end, and starts nothing more. May be called
   * anywhere; returns when the hosts have been told.
   */
  public void interrupt() {
    interrupted = true;
    sessions.stop();
  }

  /**
   * Ends the connections now. What is under way is cut: how far it came is not known. May be called
   * anywhere.
   */
  public void abort() {
    interrupted = true;
    sessions.abort();
  }

  private Recap run(Event.Mode mode, Gate gate, Foresight foresight) {
    Instant start = Instant.now();
    rehearsed = new Replay();
    List<Host> all =
        allHosts().stream().filter(host -> gate.refusal(host.name()).isEmpty()).toList();
    emit(new Event.RunStarted(mode, all.stream().map(Host::name).toList()));
    for (Host host : allHosts()) {
      gate.refusal(host.name()).ifPresent(why -> emit(new Event.HostRefused(host.name(), why)));
    }
    Map<Host, HostRun> runs = new LinkedHashMap<>();
    Map<String, HostVars> vars = new HashMap<>();
    Predicate<String> settable = spec.playbook().settable();
    for (Host host : all) {
      HostVars hostVars = new HostVars(host, spec, vars, settable);
      vars.put(host.name(), hostVars);
      Masking masking = new Masking(redactor);
      Oversight oversight = new Oversight(host.name(), masking, gate, foresight);
      HostRun run = new HostRun(host, hostVars, masking, oversight, this::emit);
      if (mode == Event.Mode.APPLY && isFresh()) {
        run.readings().putAll(foreseen.getOrDefault(host, Map.of()));
        run.notes().putAll(pending.getOrDefault(host, Map.of()));
      }
      runs.put(host, run);
    }
    runs.values().forEach(run -> run.send(scout(run, runs)));
    try (Crew crew = new Crew(spec.forks())) {
      boolean goesOn = true;
      for (Play play : hosts.keySet()) {
        goesOn = goesOn && play(mode, play, runs, crew);
      }
    }
    if (mode == Event.Mode.PLAN) {
      runs.forEach((host, run) -> foreseen.put(host, Map.copyOf(run.readings())));
      runs.forEach((host, run) -> pending.put(host, Map.copyOf(run.notes())));
      foreseenAt = Instant.now();
    }
    List<HostRecap> recaps = new ArrayList<>();
    runs.forEach((host, run) -> recaps.add(run.recap(sessions.exchanges(host))));
    Recap recap = new Recap(recaps, Duration.between(start, Instant.now()), interrupted);
    emit(new Event.RunFinished(mode, recap));
    return recap;
  }

  private List<Host> allHosts() {
    Set<Host> selected = new LinkedHashSet<>();
    hosts.forEach(
        (play, some) -> {
          if (!tasks(play).isEmpty()) {
            selected.addAll(some);
          }
        });
    return spec.inventory().hosts().stream().filter(selected::contains).toList();
  }

  /**
   * Runs a play, batch after batch of its hosts.
   *
   * @return whether the run goes on after it
   */
  private boolean play(Event.Mode mode, Play play, Map<Host, HostRun> runs, Crew crew) {
    List<Line> lines = selection.of(play.lines());
    if (lines.stream().allMatch(line -> line.task().isImplied())) {
      return true;
    }
    List<HostRun> usable =
        hosts.get(play).stream()
            .filter(runs::containsKey)
            .map(runs::get)
            .filter(HostRun::usable)
            .toList();
    if (usable.isEmpty() || interrupted) {
      return true;
    }
    usable.forEach(run -> run.scout().ifPresent(scout -> scout.begins(play)));
    List<String> names = names(usable);
    int tasks = (int) lines.stream().filter(line -> !line.task().isImplied()).count();
    emit(new Event.PlayStarted(play.name(), names, tasks));
    for (List<HostRun> batch : Serial.batches(play, usable, templates, spec)) {
      Stage stage = stage(mode, play, names, batch, runs);
      List<Walk> walks = batch.stream().map(run -> new Walk(stage, run, sessions, lines)).toList();
      Rendezvous rendezvous = new Rendezvous(stage, crew, walks, runs);
      rendezvous.run();
      // What was read of a host for later plays may have been about what another one has changed.
      if (batch.stream().filter(HostRun::takeWorked).count() > 0) {
        runs.values().forEach(HostRun::forget);
      }
      if (interrupted || rendezvous.endsPlay()) {
        return true;
      }
      // A dry run tells of all plays; a run does not go on without the hosts of this one.
      if (mode == Event.Mode.APPLY && batch.stream().noneMatch(HostRun::usable)) {
        return false;
      }
    }
    return true;
  }

  /** Who looks at the later plays of a host. */
  private Scout scout(HostRun run, Map<Host, HostRun> runs) {
    Scout scout = new Scout();
    HostVars vars = run.vars().apart();
    hosts.entrySet().stream()
        .skip(1)
        .filter(play -> play.getValue().contains(run.host()))
        .forEach(
            play -> {
              List<HostRun> all =
                  play.getValue().stream().filter(runs::containsKey).map(runs::get).toList();
              Stage stage = stage(Event.Mode.PLAN, play.getKey(), names(all), all, runs);
              List<Line> lines = selection.of(play.getKey().lines());
              scout.add(play.getKey(), new Walk(stage, run.lookout(vars), sessions, lines));
            });
    return scout;
  }

  private Stage stage(
      Event.Mode mode,
      Play play,
      List<String> names,
      List<HostRun> batch,
      Map<Host, HostRun> runs) {
    return new Stage(
        play,
        spec,
        selection,
        mode == Event.Mode.PLAN,
        asIs,
        templates,
        names,
        names(batch),
        () -> names(batch.stream().filter(HostRun::usable).toList()),
        (via, escalation) -> become(via, escalation, runs),
        () -> interrupted);
  }

  private static List<String> names(List<HostRun> runs) {
    return runs.stream().map(run -> run.host().name()).toList();
  }

  private Become become(Via via, Escalation escalation, Map<Host, HostRun> runs) {
    Scope scope =
        Optional.ofNullable(runs.get(via.host()))
            .map(HostRun::vars)
            .orElseGet(() -> new HostVars(via.host(), spec, Map.of(), name -> false))
            .scope();
    Become become =
        Targets.become(
            escalation.become(), escalation.user(), via.host(), scope, templates, spec.options());
    become.password().ifPresent(redactor::add);
    return become;
  }

  private void emit(Event event) {
    synchronized (listener) {
      rehearsed.note(event);
      listener.on(event);
    }
  }

  /** Ends the connections. */
  @Override
  public void close() {
    sessions.close();
  }
}
