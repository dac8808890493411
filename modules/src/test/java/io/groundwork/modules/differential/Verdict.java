package io.groundwork.modules.differential;

import java.util.Locale;

/** What a tool says of a task; one that is skipped has changed nothing. */
enum Verdict {
  OK,
  CHANGED,
  FAILED,
  UNKNOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
