package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;
import io.groundwork.text.Problem;
import java.util.Optional;

/** One turn of a task on its way through a batch. */
sealed interface Leg {

  /** Its condition does not hold. */
  record Skipped(Item.Skip item) implements Leg {}

  /** It is to be read again and, where its plan says so, changed. */
  record Planned(Coming coming, Item.Do step, Plan plan, Optional<Read> read) implements Leg {
    Work<?, ?> work() {
      return step.work();
    }

    /** Whether the host has to do with it at all. */
    boolean travels() {
      return work().call().isPresent() || !plan.changes().isEmpty();
    }
  }

  /** It cannot be done. */
  record Impossible(Planned planned, Problem problem) implements Leg {}

  /** The task it belongs to has no further turns. */
  record TaskEnd(Coming coming, boolean looped) implements Leg {}

  /** It directs the run. */
  record Directed(Coming coming) implements Leg {}
}
