package io.groundwork.engine;

import io.groundwork.event.Event;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a dry run told. Where it found nothing to do, the run after it would come to the same by
 * working everything out once more; it tells the same instead.
 */
final class Replay {

  private static final Set<Verdict> SETTLED = Set.of(Verdict.OK, Verdict.SKIPPED);

  private final List<Event> told = new ArrayList<>();
  private boolean settled = true;
  private Optional<Recap> recap = Optional.empty();

  void note(Event event) {
    if (event instanceof Event.PlayStarted) {
      told.add(event);
    } else if (event instanceof Event.TaskDone done) {
      told.add(event);
      settled &= SETTLED.contains(done.result().verdict()) && done.result().steps().isEmpty();
    } else if (event instanceof Event.RunFinished finished) {
      recap = finished.mode() == Event.Mode.PLAN ? Optional.of(finished.recap()) : Optional.empty();
    }
  }

  /** Whether a dry run is over, reached every host and found each of its tasks settled. */
  boolean foundNothingToDo() {
    return settled
        && recap
            .filter(one -> !one.interrupted() && !one.anyFailed() && !one.anyUnreachable())
            .isPresent();
  }

  /** Tells it once more, as the run's: what the dry run took is what the run took. */
  Recap again(Consumer<Event> listener) {
    Recap dry = recap.orElseThrow();
    listener.accept(
        new Event.RunStarted(
            Event.Mode.APPLY, dry.hosts().stream().map(host -> host.host()).toList()));
    List.copyOf(told).forEach(listener);
    listener.accept(new Event.RunFinished(Event.Mode.APPLY, dry));
    return dry;
  }
}
