package io.groundwork.engine;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import io.groundwork.transport.ConnectionOptions;
import io.groundwork.transport.Connector;
import io.groundwork.transport.Target;
import io.groundwork.transport.Targets;
import io.groundwork.transport.UnreachableException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks many hosts the same, without a playbook and without changing anything: facts, for one.
 *
 * @param inventory where the hosts' variables are
 * @param options how to log in where the inventory does not say it
 * @param forks how many hosts at a time, at least 1
 */
public record Survey(Inventory inventory, ConnectionOptions options, int forks) {

  /** What to ask a host. */
  @FunctionalInterface
  public interface Question<T> {
    /**
     * Asks one host.
     *
     * @param scope the host's variables
     */
    T ask(Host host, Scope scope, HostReader reader) throws CutException, BecomeException;
  }

  /**
   * What came of it on one host: the answer, or why there is none.
   *
   * @param value the answer
   * @param problem why the host could not be reached, or was lost
   */
  public record Answer<T>(Host host, Optional<T> value, Optional<Problem> problem) {
    public Answer {
      Objects.requireNonNull(host, "host");
      if (value.isPresent() == problem.isPresent()) {
        throw new IllegalArgumentException("an answer or a problem: " + host.name());
      }
    }
  }

  public Survey {
    Objects.requireNonNull(inventory, "inventory");
    Objects.requireNonNull(options, "options");
    if (forks < 1) {
      throw new IllegalArgumentException("forks: at least 1, not " + forks);
    }
  }

  /**
   * Asks each host over a connection of its own.
   *
   * @param begun told of each host whose turn has come
   * @return one answer a host, in their order
   * @throws LoadException when a sealed setting of a connection cannot be opened; no host was
   *     touched
   */
  public <T> List<Answer<T>> ask(
      List<Host> hosts, Connector connector, Consumer<Host> begun, Question<T> question) {
    inventory.checkSealed(hosts);
    Map<Host, Answer<T>> answers = Collections.synchronizedMap(new HashMap<>());
    try (Crew crew = new Crew(forks)) {
      crew.each(
          hosts,
          host -> {
            begun.accept(host);
            answers.put(
                host,
                visit(
                    host,
                    connector,
                    (scope, session, become) -> question.ask(host, scope, session.reader(become))));
          });
    }
    return hosts.stream().map(answers::get).toList();
  }

  /** What to do on a host that is logged in to. */
  @FunctionalInterface
  interface Visit<T> {
    T on(Scope scope, Session session, Become become) throws CutException, BecomeException;
  }

  /** Logs in to one host, and tells what came of the visit. */
  <T> Answer<T> visit(Host host, Connector connector, Visit<T> visit) {
    Redactor redactor = new Redactor();
    Templates templates = new Templates(redactor);
    Scope scope = inventory.scope(host);
    try {
      Target target = Targets.resolve(host, scope, templates, options);
      Become become =
          Targets.become(Optional.empty(), Optional.empty(), host, scope, templates, options);
      try (Connection connection = connector.connect(target);
          Session session = new Session(connection)) {
        T value = visit.on(scope, session, become);
        return new Answer<>(host, Optional.of(value), Optional.empty());
      }
    } catch (UnreachableException e) {
      return none(host, redactor, e.problem());
    } catch (BecomeException e) {
      return none(host, redactor, e.problem());
    } catch (LoadException e) {
      return none(host, redactor, e.problems().get(0));
    } catch (CutException e) {
      return none(host, redactor, Problem.of("the connection was lost: " + e.getMessage()));
    }
  }

  private static <T> Answer<T> none(Host host, Redactor redactor, Problem problem) {
    return new Answer<>(
        host, Optional.empty(), Optional.of(new Masking(redactor).problem(problem)));
  }
}
