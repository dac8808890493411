package io.groundwork.modules.differential;

import java.util.Locale;

/** One of the three times that everything is run. */
enum Pass {
  CHECK,
  APPLY,
  AGAIN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
