package io.groundwork.engine;

import io.groundwork.text.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asked before anything is changed: once for each turn of a task on each host, with what it would
 * change. A turn whose state has moved meanwhile is planned, and asked about, again. Questions come
 * from several threads, one at a time for each host.
 */
@FunctionalInterface
public interface Gate {

  /** Lets every change pass. */
  Gate OPEN = proposal -> new Answer.Make();

  /** What is to become of a proposal. */
  sealed interface Answer {

    /** Make the changes. */
    record Make() implements Answer {}

    /**
     * Leave the task out, as if its condition did not hold.
     *
     * @param reason why, for people
     */
    record Leave(String reason) implements Answer {
      public Leave {
        Objects.requireNonNull(reason, "reason");
      }
    }

    /** The task fails without having changed anything, and the host's run ends there. */
    record Refuse(Problem problem) implements Answer {
      public Refuse {
        Objects.requireNonNull(problem, "problem");
      }
    }

    /** Start nothing more here; the one who answers this has interrupted the run. */
    record Stop() implements Answer {}
  }

  Answer ask(Proposal proposal);

  /** Why a host is left out of the run as a whole, if it is. */
  default Optional<Problem> refusal(String host) {
    return Optional.empty();
  }

  /** Whether what one answer allows is to be done before the next question is asked. */
  default boolean oneByOne() {
    return false;
  }

  /** This gate, with further hosts left out of the run as a whole, each for its reason. */
  default Gate refusing(Map<String, Problem> hosts) {
    if (hosts.isEmpty()) {
      return this;
    }
    Gate inner = this;
    return new Gate() {
      @Override
      public Answer ask(Proposal proposal) {
        return inner.ask(proposal);
      }

      @Override
      public Optional<Problem> refusal(String host) {
        return Optional.ofNullable(hosts.get(host)).or(() -> inner.refusal(host));
      }

      @Override
      public boolean oneByOne() {
        return inner.oneByOne();
      }
    };
  }
}
