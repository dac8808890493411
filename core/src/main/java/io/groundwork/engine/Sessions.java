package io.groundwork.engine;

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
import io.groundwork.vars.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The connections of a run: one for each host, made when it is first needed. Thread-safe. */
final class Sessions implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record Open(Session session) {}

  private final RunSpec spec;
  private final Connector connector;
  private final Templates templates;
  private final Redactor redactor;
  private final Consumer<Event> events;
  private final Map<Host, Open> open = new ConcurrentHashMap<>();

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
   * The host's session; empty when it cannot be had, which the host's run is told.
   *
   * @param patience how long to try again where the host cannot be reached
   */
  Optional<Session> open(HostRun run, Duration patience) {
    Open known = open.get(run.host());
    if (known != null) {
      return Optional.of(known.session());
    }
    Instant start = Instant.now();
    run.busy("connecting");
    try {
      Target target = Targets.resolve(run.host(), run.vars().scope(), templates, spec.options());
      target.password().ifPresent(redactor::add);
      target.passphrase().ifPresent(redactor::add);
      Connection connection = connect(target, start.plus(patience));
      Session.Dialer dialer =
          attempt -> connector.connect(attempt.map(target::within).orElse(target));
      Open made = new Open(new Session(connection, Optional.of(spec.locking()), dialer));
      open.put(run.host(), made);
      events.accept(
          new Event.HostConnected(run.host().name(), Duration.between(start, Instant.now())));
      return Optional.of(made.session());
    } catch (UnreachableException e) {
      run.lose(e.problem());
    } catch (LoadException e) {
      run.lose(e.problems().get(0));
    }
    return Optional.empty();
  }

  private Connection connect(Target target, Instant deadline) throws UnreachableException {
    while (true) {
      try {
        return connector.connect(target);
      } catch (UnreachableException e) {
        if (Instant.now().plus(PAUSE).isAfter(deadline)) {
          throw e;
        }
        Uninterruptibles.sleepUninterruptibly(PAUSE);
      }
    }
  }

  /** Round trips to a host since its login. */
  long exchanges(Host host) {
    return Optional.ofNullable(open.get(host)).map(one -> one.session().exchanges()).orElse(0L);
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
