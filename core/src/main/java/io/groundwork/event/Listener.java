package io.groundwork.event;

/**
 * Hears what happens in a run. Calls come one at a time, from different threads; a listener that
 * takes long holds up the run.
 */
@FunctionalInterface
public interface Listener {

  void on(Event event);

  /** Both listeners, this one first. */
  default Listener and(Listener other) {
    return event -> {
      on(event);
      other.on(event);
    };
  }
}
