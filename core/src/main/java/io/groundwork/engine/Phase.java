package io.groundwork.engine;

import java.util.Locale;
import java.util.Optional;

/** What a frame of a batch's output holds. */
enum Phase {
  /** What a probe printed before anything was changed. */
  READ,
  /** The host is locked for this run. */
  LOCKED,
  /** Another run has the host; the script waits for it. */
  WAITING,
  /** Another run has the host; the script ends. */
  HELD,
  /** A change begins; what it writes follows, up to the next frame. */
  BEGIN,
  /** The change took too long and was ended. */
  LATE,
  /** A change has ended. */
  CHANGE,
  /** What the probe printed after the changes. */
  CONFIRM,
  /** All changes of the step ran. */
  DONE,
  /** The script was asked to stop, and does. */
  STOPPED,
  /** The script reached an end it means to have. */
  END;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Phase> of(String word) {
    for (Phase phase : values()) {
      if (phase.word().equals(word)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }
}
