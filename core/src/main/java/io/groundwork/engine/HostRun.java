package io.groundwork.engine;

import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Host;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One host's way through a run: what was read of it, what became of its tasks. Used by one thread
 * at a time.
 */
final class HostRun {

  /**
   * A reading is worth the same for every task that would do the same as the same user in the same
   * place.
   */
  record Key(Snippet.Call call, Become become, Via via) {}

  private final Host host;
  private final HostVars vars;
  private final Masking masking;
  private final Oversight oversight;
  private final Consumer<Event> events;
  private final Ledger ledger = new Ledger();
  private final Map<Key, Read> readings;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final Map<Become, List<Pending.Note>> notes;
  private final Map<String, String> pending = new HashMap<>();
  private Optional<Scout> scout = Optional.empty();
  private boolean lookout;
  private boolean worked;
  private int rescued;
  private int ignored;
  private volatile boolean failed;
  private volatile Optional<Problem> lost = Optional.empty();

  HostRun(Host host, HostVars vars, Masking masking, Oversight oversight, Consumer<Event> events) {
    this(host, vars, masking, oversight, events, new HashMap<>(), new HashMap<>());
  }

  private HostRun(
      Host host,
      HostVars vars,
      Masking masking,
      Oversight oversight,
      Consumer<Event> events,
      Map<Key, Read> readings,
      Map<Become, List<Pending.Note>> notes) {
    this.host = host;
    this.vars = vars;
    this.masking = masking;
    this.oversight = oversight;
    this.events = events;
    this.readings = readings;
    this.notes = notes;
  }

  /** The same host for a look ahead: it shares what was read, and nobody hears of it. */
  HostRun lookout(HostVars own) {
    Oversight nobody = new Oversight(host.name(), masking, Gate.OPEN, Foresight.NONE);
    HostRun lookout = new HostRun(host, own, masking, nobody, event -> {}, readings, notes);
    lookout.lookout = true;
    return lookout;
  }

  /** Whether it only looks ahead. */
  boolean isLookout() {
    return lookout;
  }

  Host host() {
    return host;
  }

  HostVars vars() {
    return vars;
  }

  Masking masking() {
    return masking;
  }

  /** Whom to tell what is planned, and to ask before it is done. */
  Oversight oversight() {
    return oversight;
  }

  /** In a dry run, what was planned so far. */
  Ledger ledger() {
    return ledger;
  }

  /** What was read and still counts: nothing changed on the host since. */
  Map<Key, Read> readings() {
    return readings;
  }

  /** Something was done on the host: what was read of it does not count any more. */
  void worked() {
    worked = true;
    forget();
  }

  /** Whether something was done on it since this was asked last. */
  boolean takeWorked() {
    boolean did = worked;
    worked = false;
    return did;
  }

  /** What was read of it does not count any more. */
  void forget() {
    readings.clear();
    scout = Optional.empty();
  }

  /** Who looks past the play that is under way. */
  Optional<Scout> scout() {
    return scout;
  }

  void send(Scout ahead) {
    scout = Optional.of(ahead);
  }

  /** The notes of pending handlers that were found on the host, by the user who has them. */
  Map<Become, List<Pending.Note>> notes() {
    return notes;
  }

  /** Handlers that an earlier run left behind, by their title, and since when. */
  Map<String, String> pending() {
    return pending;
  }

  /** Whether to go on with this host. */
  boolean usable() {
    return lost.isEmpty() && !failed;
  }

  /** Whether it cannot be reached any more. */
  boolean isLost() {
    return lost.isPresent();
  }

  /** Takes the host out of the run. */
  void fail() {
    failed = true;
  }

  /** Takes it back into the run. */
  void recover() {
    failed = false;
    lost = Optional.empty();
  }

  /** Notes that a block was rescued. */
  void rescue() {
    rescued++;
  }

  void busy(String what) {
    events.accept(new Event.HostBusy(host.name(), masking.redactor().mask(what)));
  }

  /** Tells of a change that goes on. */
  void progress(TaskRef task, String change, Duration elapsed, Optional<String> line) {
    events.accept(
        new Event.Progress(
            host.name(),
            masking.ref(task),
            masking.redactor().mask(change),
            elapsed,
            line.map(masking::line)));
  }

  /**
   * Tells what became of a task.
   *
   * @param hidden whether nothing of its content may be told
   */
  void done(TaskRef task, TaskResult result, boolean hidden) {
    boolean pardoned = result.verdict() == Verdict.FAILED && result.pardon().isPresent();
    if (!pardoned) {
      counts.merge(result.verdict(), 1, Integer::sum);
    } else if (result.pardon().get() == TaskResult.Pardon.IGNORED) {
      ignored++;
    }
    TaskRef told = masking.ref(task);
    TaskResult masked = masking.result(result);
    events.accept(
        new Event.TaskDone(
            host.name(),
            hidden ? masking.hidden(told) : told,
            hidden ? masking.hidden(masked) : masked));
  }

  void lose(Problem problem) {
    Problem masked = masking.problem(problem);
    lost = Optional.of(masked);
    events.accept(new Event.HostUnreachable(host.name(), masked));
  }

  HostRecap recap(long exchanges) {
    return new HostRecap(
        host.name(),
        count(Verdict.OK),
        count(Verdict.CHANGED),
        count(Verdict.SKIPPED),
        count(Verdict.UNKNOWN),
        count(Verdict.FAILED),
        rescued,
        ignored,
        lost,
        exchanges);
  }

  private int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }
}
