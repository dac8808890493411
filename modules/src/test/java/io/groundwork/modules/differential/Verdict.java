package io.groundwork.modules.differential;

import java.util.Locale;

/** What a tool says of a task. */
enum Verdict {
  OK,
  CHANGED,
  FAILED,
  SKIPPED,
  UNKNOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
