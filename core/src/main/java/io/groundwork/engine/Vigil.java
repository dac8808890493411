package io.groundwork.engine;

import io.groundwork.inventory.Host;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.text.LoadException;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks many hosts together, each in two exchanges: in the first a host may start something, which
 * is kept going while all of them are asked once more, and then ended. A host that is lost or late
 * does not keep the others waiting for long.
 */
public final class Vigil {

  /** How long a host may take to answer the first time, before the others go on without it. */
  private static final Duration FIRST = Duration.ofSeconds(20);

  /** How long it may take the second time. */
  private static final Duration SECOND = Duration.ofSeconds(30);

  /** How long a late host may take to the end of what it was asked first. */
  private static final Duration LAST = Duration.ofSeconds(60);

  private final Survey survey;
  private final Connector connector;
  private final Asking asking;
  private final Duration patience;

  /** What to ask. */
  public interface Asking {

    /** What to ask a host first. */
    First first(Host host);

    /**
     * What to read on a host once all have answered.
     *
     * @param opened what the hosts printed that have started something; those without are absent
     */
    List<Snippet.Call> second(Host host, Map<Host, Read> opened);
  }

  /**
   * What to ask a host first.
   *
   * @param calls what to read
   * @param open starts something after that; ends it when its descriptor 3, the script's standard
   *     input, comes to its end, as it does too when the connection goes
   * @param close waits for the end of standard input, given what {@code open} printed, and tells
   *     what became of it
   */
  public record First(List<Snippet.Call> calls, Snippet.Call open, Snippet close) {
    public First {
      calls = List.copyOf(calls);
      Objects.requireNonNull(open, "open");
      Objects.requireNonNull(close, "close");
    }
  }

  /**
   * What a host answered.
   *
   * @param first to the calls of the first exchange, in their order
   * @param opened what it printed that started something
   * @param second to those of the second; empty when there were none, or {@code missed}
   * @param closed what became of what it started
   * @param missed why it was not asked the second time, or did not answer
   */
  public record Answered(
      List<Read> first, Read opened, List<Read> second, Read closed, Optional<String> missed) {
    public Answered {
      first = List.copyOf(first);
      second = List.copyOf(second);
      Objects.requireNonNull(opened, "opened");
      Objects.requireNonNull(closed, "closed");
      Objects.requireNonNull(missed, "missed");
    }
  }

  /**
   * @param survey where the hosts are, and how many of them at a time are logged in to
   */
  public Vigil(Survey survey, Connector connector, Asking asking) {
    this(survey, connector, asking, FIRST);
  }

  /**
   * @param patience how long a host may take to answer the first time
   */
  Vigil(Survey survey, Connector connector, Asking asking, Duration patience) {
    this.survey = survey;
    this.connector = connector;
    this.asking = asking;
    this.patience = patience;
  }

  /**
   * Asks each host over a connection of its own.
   *
   * @param begun told of each host whose turn has come
   * @return one answer a host, in their order
   * @throws LoadException when a sealed setting of a connection cannot be opened; no host was
   *     touched
   */
  public List<Survey.Answer<Answered>> ask(List<Host> hosts, Consumer<Host> begun) {
    survey.inventory().checkSealed(hosts);
    Map<Host, Survey.Answer<Answered>> answers = new ConcurrentHashMap<>();
    Round round = new Round(hosts.size(), survey.forks());
    // Each host has a thread: it waits for the others nearly all the time.
    try (Crew crew = new Crew(Math.max(1, hosts.size()))) {
      crew.each(hosts, host -> answers.put(host, ask(host, round, begun)));
    }
    return hosts.stream().map(answers::get).toList();
  }

  private Survey.Answer<Answered> ask(Host host, Round round, Consumer<Host> begun) {
    try (Round.Place place = round.enter(host)) {
      begun.accept(host);
      return survey.visit(host, connector, (scope, session, become) -> ask(place, session, become));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the hosts", e);
    }
  }

  private Answered ask(Round.Place place, Session session, Become become)
      throws CutException, BecomeException {
    First wanted = asking.first(place.host());
    Held held = session.holding(wanted.calls(), wanted.open(), wanted.close(), become);
    FutureTask<List<Read>> first = new FutureTask<>(held::run);
    Thread thread = new Thread(first, "held-" + place.host().name());
    thread.setDaemon(true);
    thread.start();
    try {
      Optional<Read> opened = held.opened(patience);
      Map<Host, Read> all = place.meet(opened);
      List<Read> second = List.of();
      Optional<String> missed = Optional.empty();
      if (opened.isEmpty()) {
        missed = Optional.of("it had not answered after " + patience.toSeconds() + " s");
      } else {
        try {
          second = session.read(asking.second(place.host(), all), become, SECOND);
        } catch (CutException e) {
          missed = Optional.of(e.getMessage());
        }
      }
      place.part();
      held.release();
      return answered(first, second, missed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CutException("interrupted");
    } finally {
      held.release();
    }
  }

  private static Answered answered(
      FutureTask<List<Read>> first, List<Read> second, Optional<String> missed)
      throws CutException, BecomeException, InterruptedException {
    try {
      List<Read> reads = first.get(LAST.toSeconds(), TimeUnit.SECONDS);
      int calls = reads.size() - 2;
      return new Answered(
          reads.subList(0, calls), reads.get(calls), second, reads.get(calls + 1), missed);
    } catch (TimeoutException e) {
      throw new CutException("it had not answered after " + LAST.plus(FIRST).toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CutException cut) {
        throw cut;
      }
      if (e.getCause() instanceof BecomeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
