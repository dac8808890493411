package io.groundwork.engine;

import io.groundwork.module.Execution;
import io.groundwork.module.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one step of a batch answered. */
final class Answer {
  private Optional<Read> before = Optional.empty();
  private Optional<Read> after = Optional.empty();
  private final List<Execution> executions = new ArrayList<>();
  private Duration took = Duration.ZERO;
  private boolean done;
  private int begun;

  void found(Phase phase, Read read) {
    if (phase == Phase.READ) {
      before = Optional.of(read);
    } else {
      after = Optional.of(read);
    }
  }

  void begin() {
    begun++;
  }

  void end(Duration time) {
    took = took.plus(time);
  }

  void ran(Execution execution) {
    executions.add(execution);
  }

  void finish() {
    done = true;
  }

  /** Puts in what became of it, when that showed only after the batch. */
  void settle(Execution how) {
    executions.clear();
    executions.add(how);
    begun = 1;
    done = how.succeeded();
  }

  /** What the probe found before any change. */
  Optional<Read> before() {
    return before;
  }

  /** What the probe found after the changes. */
  Optional<Read> after() {
    return after;
  }

  /** How the changes went that ended. */
  List<Execution> executions() {
    return executions;
  }

  /** How long those took together, as seen from here. */
  Duration took() {
    return took;
  }

  /** Whether all changes ran and succeeded. */
  boolean done() {
    return done;
  }

  /** Whether a change began whose end never came. */
  boolean cutInside() {
    return begun > executions.size();
  }
}
