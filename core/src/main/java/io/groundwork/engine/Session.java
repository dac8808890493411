package io.groundwork.engine;

import com.google.common.io.ByteSource;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Read;
import io.groundwork.module.Reconnect;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.ConnectionCutException;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Script;
import io.groundwork.transport.UnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One host during a run: sends batches over its connection and takes the answers apart. */
final class Session implements AutoCloseable {

  /** Larger payloads go ahead of the batch in a stream of their own, not inside its text. */
  private static final long INLINE_BYTES = 256 * 1024;

  /** Where they may lie until the batch takes them, the first that has room. */
  private static final List<String> STAGES = List.of("/tmp", "/var/tmp", "/dev/shm");

  /** How long a word beside a running batch may take. */
  private static final Duration ASIDE = Duration.ofSeconds(20);

  private static final Snippet FAIL = new Snippet("fail", "fail \"$1\"");

  private volatile Connection connection;
  private final Dialer dialer;
  private final Optional<Locking> lock;
  private final Map<HandlerId, Set<Become>> noted = new HashMap<>();
  private final Object asking = new Object();

  /** Tasks that are delegated to this host come from the threads of others. */
  private final Object working = new Object();

  @GuardedBy("asking")
  private Optional<Underway> underway = Optional.empty();

  private Optional<Become> locked = Optional.empty();
  private long exchangesBefore;

  /** A batch that may be asked to stop. */
  private record Underway(String nonce, Become become) {}

  /** Changes without keeping other runs away. */
  Session(Connection connection) {
    this(connection, Optional.empty(), attempt -> connection);
  }

  /**
   * @param lock what keeps other runs away once something is changed
   * @param dialer makes a new connection in place of one that is gone
   */
  Session(Connection connection, Optional<Locking> lock, Dialer dialer) {
    this.connection = connection;
    this.lock = lock;
    this.dialer = dialer;
  }

  /** Connects to the host anew. */
  @FunctionalInterface
  interface Dialer {
    /**
     * Makes another connection.
     *
     * @param attempt how long that may take; empty for what the host has otherwise
     */
    Connection dial(Optional<Duration> attempt) throws UnreachableException;
  }

  /** Ends the connection and makes a new one: a new login, with the groups of now. */
  void reset() throws UnreachableException {
    redial(Optional.empty());
  }

  private void redial(Optional<Duration> attempt) throws UnreachableException {
    closeConnection();
    connection = dialer.dial(attempt);
    locked = Optional.empty();
  }

  private void closeConnection() {
    exchangesBefore += connection.exchanges();
    connection.close();
    connection = Gone.AWAY;
  }

  /** Round trips to the host since its first login. */
  long exchanges() {
    return exchangesBefore + connection.exchanges();
  }

  /** Reads for one user, as {@link HostReader} promises. */
  HostReader reader(Become become) {
    return calls -> read(calls, become);
  }

  private List<Read> read(List<Snippet.Call> calls, Become become)
      throws CutException, BecomeException {
    return read(calls, become, Duration.ZERO);
  }

  /**
   * As {@link HostReader} promises.
   *
   * @param timeout after which the host counts as lost; zero for none
   */
  List<Read> read(List<Snippet.Call> calls, Become become, Duration timeout)
      throws CutException, BecomeException {
    if (calls.isEmpty()) {
      return List.of();
    }
    Batch batch = new Batch();
    calls.forEach(batch::read);
    Frames frames = new Frames(batch.nonce());
    Exchange exchange;
    synchronized (working) {
      exchange = connection.run(new Script(batch.script(), become, timeout), frames);
    }
    requireEnd(exchange, frames);
    return reads(calls.size(), frames);
  }

  /** What the first steps of a batch that has ended read. */
  static List<Read> reads(int steps, Frames frames) {
    List<Read> answers = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      answers.add(frames.answer(step).flatMap(Answer::before).orElseThrow());
    }
    return answers;
  }

  /** What reads, and keeps something going until it is let go; {@link #read} works meanwhile. */
  Held holding(List<Snippet.Call> calls, Snippet.Call open, Snippet close, Become become) {
    return new Held(connection, calls, open, close, become);
  }

  /**
   * What became of a batch of guarded changes.
   *
   * @param answers one for each step, as far as the host got
   * @param cut why the connection went, if it did
   * @param refused why nothing was done, when another run has the host
   */
  record Outcome(List<Optional<Answer>> answers, Optional<String> cut, Optional<Problem> refused) {}

  /** As {@link #apply(List, Become, Watch)}, unwatched. */
  Outcome apply(List<Batch.Guarded> steps, Become become) throws CutException, BecomeException {
    return apply(steps, become, Watch.NONE);
  }

  /** Sends guarded changes in one exchange; large payloads go ahead of it. */
  Outcome apply(List<Batch.Guarded> steps, Become become, Watch watch)
      throws CutException, BecomeException {
    synchronized (working) {
      return exchange(steps, become, watch);
    }
  }

  private Outcome exchange(List<Batch.Guarded> steps, Become become, Watch watch)
      throws CutException, BecomeException {
    Batch batch = new Batch(lock);
    List<String> staged = new ArrayList<>();
    for (Batch.Guarded step : steps) {
      batch.guarded(stage(step, become, batch.nonce(), staged));
      step.notifies().forEach(handler -> noted(handler, become));
    }
    String cleaning =
        staged.isEmpty() ? "" : "trap 'rm -f " + String.join(" ", staged) + "' EXIT\n";
    Frames frames = new Frames(batch.nonce());
    Live live = new Live(frames, steps, watch);
    Exchange exchange;
    long before = connection.exchanges();
    begin(batch, become);
    try {
      exchange = connection.run(new Script(cleaning + batch.script(), become, Duration.ZERO), live);
    } finally {
      end();
    }
    if (connection.exchanges() == before && exchange.cut().isPresent()) {
      throw new CutException(exchange.cut().get()); // nothing was sent
    }
    if (frames.locked() && locked.isEmpty()) {
      locked = Optional.of(become); // the lock is this user's: another could not remove it
    }
    boolean back = reconnect(steps, frames, become);
    Optional<String> cut = live.gaveUp() || back ? Optional.empty() : exchange.cut();
    if (cut.isEmpty() && !live.gaveUp() && !back) {
      requireEnd(exchange, frames);
    }
    List<Optional<Answer>> answers = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      answers.add(frames.answer(step));
    }
    Optional<Problem> refused =
        frames.refused() ? frames.holder().map(Session::refusal) : Optional.empty();
    if (refused.isEmpty() && cut.isEmpty()) {
      settle(steps, become, answers);
    }
    return new Outcome(answers, cut, refused);
  }

  private static Problem refusal(String holder) {
    Holder who = Holder.of(holder);
    return Problem.of("another run is at work on this host: " + who)
        .withRemedy(
            "wait for it with --wait; should it hang, end its process on the host: kill "
                + who.process());
  }

  // ---- losing the connection on purpose ------------------------------------------------------

  /**
   * After a batch whose last step takes the connection away: reaches the host again.
   *
   * @return whether that was to do
   */
  private boolean reconnect(List<Batch.Guarded> steps, Frames frames, Become become) {
    int last = steps.size() - 1;
    List<Change> changes = steps.get(last).changes();
    Optional<Reconnect> way =
        changes.isEmpty() ? Optional.empty() : changes.get(changes.size() - 1).reconnect();
    Optional<Answer> answer = frames.answer(last);
    if (way.isEmpty()
        || answer.isEmpty()
        || !(answer.get().cutInside()
            || answer.get().executions().stream().anyMatch(Execution::succeeded))) {
      return false;
    }
    String state =
        answer
            .get()
            .before()
            .filter(Read.Done.class::isInstance)
            .map(read -> ((Read.Done) read).reading().state())
            .orElse("");
    frames.settle(last, new Reconnection(way.get(), state).over(this, become));
    return true;
  }

  /** A new connection in place of this one, for {@link Reconnection}. */
  void renewWithin(Optional<Duration> attempt) throws UnreachableException {
    redial(attempt);
  }

  /** Ends this connection for {@link Reconnection}. */
  void drop() {
    closeConnection();
  }

  // ---- handlers' notes -----------------------------------------------------------------------

  /** Tells that a user's notes on the host hold this handler. */
  void noted(HandlerId handler, Become become) {
    noted.computeIfAbsent(handler, key -> new LinkedHashSet<>()).add(become);
  }

  /** Takes away what notes there still are of a handler that is done with. */
  void settle(HandlerId handler) {
    for (Become user : Optional.ofNullable(noted.remove(handler)).orElse(Set.of())) {
      try {
        aside(Batch.forget(Set.of(handler)), user);
      } catch (BecomeException e) {
        return; // then it runs once more the next time
      }
    }
  }

  /** Takes away the notes that other users than a step's own have of the handlers it settled. */
  private void settle(List<Batch.Guarded> steps, Become become, List<Optional<Answer>> answers)
      throws BecomeException {
    Map<Become, Set<HandlerId>> others = new LinkedHashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      boolean done =
          steps.get(step).changes().isEmpty() || answers.get(step).filter(Answer::done).isPresent();
      if (!done) {
        continue;
      }
      for (HandlerId handler : steps.get(step).settles()) {
        for (Become user : Optional.ofNullable(noted.remove(handler)).orElse(Set.of())) {
          if (!user.equals(become)) {
            others.computeIfAbsent(user, key -> new LinkedHashSet<>()).add(handler);
          }
        }
      }
      // What a later step made due once more has a note again.
      steps.get(step).notifies().forEach(handler -> noted(handler, become));
    }
    for (Map.Entry<Become, Set<HandlerId>> entry : others.entrySet()) {
      aside(Batch.forget(entry.getValue()), entry.getKey());
    }
  }

  // ---- beside a batch ------------------------------------------------------------------------

  private void begin(Batch batch, Become become) {
    synchronized (asking) {
      underway = Optional.of(new Underway(batch.nonce(), become));
      asked = false;
    }
  }

  private void end() throws BecomeException {
    synchronized (asking) {
      if (asked) {
        Underway over = underway.orElseThrow();
        aside(Batch.unstop(over.nonce()), over.become());
      }
      underway = Optional.empty();
    }
  }

  @GuardedBy("asking")
  private boolean asked;

  /** Lets the change that is under way end, and none of its batch begin any more. Any thread. */
  void stop() {
    synchronized (asking) {
      if (underway.isEmpty() || asked) {
        return;
      }
      asked = true;
      try {
        aside(Batch.stop(underway.get().nonce()), underway.get().become());
      } catch (BecomeException e) {
        // Then the batch goes on to its end, as it would without us.
        asked = false;
      }
    }
  }

  /** Runs a small script whose failure changes nothing for the run. */
  private void aside(String script, Become become) throws BecomeException {
    Exchange unused = connection.run(new Script(script, become, ASIDE));
  }

  /** Gives the host free for other runs, if it was locked. */
  void unlock() {
    if (locked.isEmpty() || lock.isEmpty()) {
      return;
    }
    try {
      aside(Batch.unlock(lock.get()), locked.get());
    } catch (BecomeException e) {
      // The lock is worth nothing once this connection has gone.
      return;
    } finally {
      locked = Optional.empty();
    }
  }

  // ---- payloads ------------------------------------------------------------------------------

  private Batch.Guarded stage(Batch.Guarded step, Become become, String nonce, List<String> staged)
      throws CutException, BecomeException {
    Map<Integer, String> paths = new HashMap<>();
    List<Change> changes = new ArrayList<>();
    for (int number = 0; number < step.changes().size(); number++) {
      Change change = step.changes().get(number);
      if (change.payload().isEmpty() || size(change.payload().get()) <= INLINE_BYTES) {
        changes.add(change);
        continue;
      }
      // Nobody can guess the name, and put refuses a file that exists.
      String name = "." + nonce + "." + staged.size();
      List<String> reasons = new ArrayList<>();
      Optional<String> path = put(change.payload().get(), name, become, reasons);
      path.ifPresent(staged::add);
      if (path.isPresent()) {
        paths.put(number, path.get());
      }
      changes.add(path.isPresent() ? change : failing(change, reasons));
    }
    return new Batch.Guarded(
        step.probe(),
        step.expected(),
        changes,
        paths,
        step.notifies(),
        step.settles(),
        step.timeout());
  }

  /** What stands in for a change whose content found no room: it says so when its turn comes. */
  private static Change failing(Change change, List<String> reasons) {
    String why = "disk full? its content cannot be laid down: " + String.join("; ", reasons);
    return Change.modifies(change.summary(), FAIL.call(why), Diff.value("content", "", ""));
  }

  private Optional<String> put(ByteSource content, String name, Become become, List<String> reasons)
      throws CutException, BecomeException {
    for (String folder : STAGES) {
      try {
        connection.put(content, folder + "/" + name, become);
        return Optional.of(folder + "/" + name);
      } catch (ConnectionCutException e) {
        throw new CutException("a file could not be sent: " + e.getMessage());
      } catch (IOException e) {
        reasons.add(e.getMessage().replace("/" + name, ""));
      }
    }
    return Optional.empty();
  }

  private static long size(ByteSource content) {
    try {
      return content.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- the end -------------------------------------------------------------------------------

  static void requireEnd(Exchange exchange, Frames frames) throws CutException {
    if (exchange.cut().isPresent()) {
      throw new CutException(exchange.cut().get());
    }
    if (!frames.ended()) {
      throw new CutException(
          "the shell on the host ended early with status "
              + exchange.exit().getAsInt()
              + lastLine(exchange.out() + "\n" + exchange.err() + "\n" + frames.noise()));
    }
  }

  private static String lastLine(String err) {
    return err.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> ": " + line.strip())
        .orElse("");
  }

  @Override
  public void close() {
    connection.close();
  }
}
