package io.groundwork.modules.differential;

import java.util.Locale;
import java.util.Set;

/**
 * Something that the tools do differently.
 *
 * @param where the pass, or the pass after which something on the host differs and what
 */
record Difference(String id, String where, String ansible, String groundwork) {

  Pass pass() {
    return Pass.valueOf(where.split(":", 2)[0].toUpperCase(Locale.ROOT));
  }

  /** Whether it is about one of these modules; about the whole host, when all of them are meant. */
  boolean concerns(Set<String> modules) {
    return modules.isEmpty() || modules.contains(id.split(":", 2)[0]);
  }
}
