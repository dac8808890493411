package io.groundwork.engine;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.groundwork.event.Event;
import io.groundwork.inventory.Host;
import io.groundwork.text.LoadException;
import io.groundwork.text.Redactor;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Connector;
import io.groundwork.transport.Target;
import io.groundwork.transport.Targets;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The connections of a run: one for each host, made when it is first needed. Thread-safe. */
final class Sessions implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record Open(Session session) {}

  /** A login that was begun before it is needed. */
  private record Early(Target target, Instant since, CompletableFuture<Connection> login) {}

  private final RunSpec spec;
  private final Connector connector;
  private final Templates templates;
  private final Redactor redactor;
  private final Consumer<Event> events;
  private final Map<Via, Open> open = new ConcurrentHashMap<>();
  private final Map<Via, Early> early = new ConcurrentHashMap<>();
  private final Map<Via, Object> locks = new ConcurrentHashMap<>();
  private final Map<Host, Long> spent = new ConcurrentHashMap<>();

  Sessions(
      RunSpec spec,
      Connector connector,
      Templates templates,
      Redactor redactor,
      Consumer<Event> events) {
    this.spec = spec;
    this.connector = connector;
    this.templates = templates;
    this.redactor = redactor;
    this.events = events;
  }

  /**
   * The session to a place, made when it is first asked for.
   *
   * @param run the host that asks, whose own place it may be
   * @param patience how long to try again where the host cannot be reached
   * @throws UnreachableException when it cannot be had
   */
  Session open(Via via, HostRun run, Duration patience) throws UnreachableException {
    Object lock = locks.computeIfAbsent(via, key -> new Object());
    synchronized (lock) {
      Open known = open.get(via);
      return known != null ? known.session() : connect(via, run, patience);
    }
  }

  /**
   * Begins the login to a place that is about to be asked for, while it is still being worked out
   * what to ask there. {@link #open} tells how it went.
   */
  void expect(Via via) {
    if (open.containsKey(via) || early.containsKey(via)) {
      return;
    }
    try {
      Early begun = new Early(target(via), Instant.now(), new CompletableFuture<>());
      if (early.putIfAbsent(via, begun) == null) {
        Thread thread = new Thread(() -> login(begun), "login");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (LoadException e) {
      return; // told when it is asked for
    }
  }

  private void login(Early early) {
    try {
      early.login().complete(connector.connect(early.target()));
    } catch (UnreachableException | RuntimeException e) {
      early.login().completeExceptionally(e);
    }
  }

  private Session connect(Via via, HostRun run, Duration patience) throws UnreachableException {
    run.busy("connecting");
    try {
      Early begun = early.remove(via);
      Instant start = begun != null ? begun.since() : Instant.now();
      Target target = begun != null ? begun.target() : target(via);
      Connection connection = connect(target, Optional.ofNullable(begun), start.plus(patience));
      Session.Dialer dialer =
          attempt -> connector.connect(attempt.map(target::within).orElse(target));
      Open made = new Open(new Session(connection, Optional.of(spec.locking()), dialer));
      open.put(via, made);
      events.accept(
          new Event.HostConnected(via.host().name(), Duration.between(start, Instant.now())));
      return made.session();
    } catch (LoadException e) {
      throw new UnreachableException(e.problems().get(0));
    }
  }

  private Target target(Via via) {
    Target target = Targets.resolve(via.host(), scope(via), templates, spec.options());
    target.password().ifPresent(redactor::add);
    target.passphrase().ifPresent(redactor::add);
    return target;
  }

  private Scope scope(Via via) {
    Map<String, Binding> said = new HashMap<>();
    via.connection().ifPresent(word -> said.put("ansible_connection", Binding.Known.of(word)));
    via.user().ifPresent(name -> said.put("ansible_user", Binding.Known.of(name)));
    // As with Ansible, what the inventory says of a host counts before what a play says of all.
    Scope own = new HostVars(via.host(), spec, Map.of(), name -> false).scope();
    return Scope.of(said).with(own);
  }

  /** Ends the connections to a host; the next task makes a new one. */
  void forget(Host host) {
    for (Via via : List.copyOf(open.keySet())) {
      if (via.host().equals(host)) {
        Open gone = open.remove(via);
        spent.merge(host, gone.session().exchanges(), Long::sum);
        gone.session().unlock();
        gone.session().close();
      }
    }
  }

  /** Takes the notes of a handler away that a host may still have. */
  void settle(Host host, HandlerId handler) {
    open.forEach(
        (via, one) -> {
          if (via.host().equals(host)) {
            one.session().settle(handler);
          }
        });
  }

  private Connection connect(Target target, Optional<Early> begun, Instant deadline)
      throws UnreachableException {
    Optional<Early> first = begun;
    while (true) {
      try {
        return first.isPresent() ? made(first.get()) : connector.connect(target);
      } catch (UnreachableException e) {
        if (Instant.now().plus(PAUSE).isAfter(deadline)) {
          throw e;
        }
        first = Optional.empty();
        Uninterruptibles.sleepUninterruptibly(PAUSE);
      }
    }
  }

  private static Connection made(Early early) throws UnreachableException {
    try {
      return Uninterruptibles.getUninterruptibly(early.login());
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), UnreachableException.class);
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Round trips to a host since its login. */
  long exchanges(Host host) {
    return open.entrySet().stream()
            .filter(entry -> entry.getKey().host().equals(host))
            .mapToLong(entry -> entry.getValue().session().exchanges())
            .sum()
        + spent.getOrDefault(host, 0L);
  }

  /** Asks every host to begin no further change. */
  void stop() {
    beside(Session::stop);
  }

  /** Ends every connection now, whatever is under way. */
  void abort() {
    open.values().forEach(one -> one.session().close());
  }

  /** Gives the hosts free for other runs, and ends the connections. */
  @Override
  public void close() {
    beside(Session::unlock);
    open.values().forEach(one -> one.session().close());
    open.clear();
    early.values().forEach(Sessions::drop);
    early.clear();
  }

  /** Ends what was begun and nobody asked for. */
  private static void drop(Early early) {
    var unused = early.login().thenAccept(Connection::close);
  }

  private void beside(Consumer<Session> deed) {
    if (open.isEmpty()) {
      return;
    }
    try (Crew crew = new Crew(Math.min(open.size(), spec.forks()))) {
      crew.each(List.copyOf(open.values()), one -> deed.accept(one.session()));
    }
  }
}
