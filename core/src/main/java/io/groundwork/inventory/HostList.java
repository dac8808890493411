package io.groundwork.inventory;

import com.google.common.base.Splitter;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;

/** Hosts named on the command line: {@code db1,db2} or {@code db[1:3],}. */
final class HostList {

  private static final Position WHERE = Position.of("-i");
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private HostList() {}

  static void read(String names, Draft draft) {
    for (String written : COMMAS.split(names)) {
      try {
        HostNames.of(written)
            .in(draft.group(Draft.UNGROUPED), draft, WHERE, System.getProperty("user.dir"));
      } catch (IllegalArgumentException e) {
        draft.problems.add(Problem.at(WHERE, "host \"" + written + "\" " + e.getMessage()));
      }
    }
  }
}
