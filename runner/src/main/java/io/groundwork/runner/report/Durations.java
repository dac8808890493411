package io.groundwork.runner.report;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
final class Durations {

  private Durations() {}

  /** {@code 0.4 s}, {@code 12 s}, {@code 2 min 5 s}. */
  static String text(Duration time) {
    long seconds = time.toSeconds();
    if (seconds >= 60) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds >= 10) {
      return seconds + " s";
    }
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
