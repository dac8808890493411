package io.groundwork.engine;

import java.util.Locale;
import java.util.Optional;

/** What a frame of a batch's output holds. */
enum Phase {
  /** What a probe printed before anything was changed. */
  READ,
  /** A change begins. */
  BEGIN,
  /** What a change printed. */
  CHANGE,
  /** What the probe printed after the changes. */
  CONFIRM,
  /** All changes of the step ran. */
  DONE,
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
