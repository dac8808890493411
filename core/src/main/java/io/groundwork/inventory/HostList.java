package io.groundwork.inventory;

import com.google.common.base.Splitter;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.yaml.Node.Entry;
import java.util.HashMap;
import java.util.Map;

/** Hosts named on the command line: {@code db1,db2} or {@code db[1:3],}. */
final class HostList {

  private static final Position WHERE = Position.of("-i");
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private HostList() {}

  static void read(String names, Draft draft) {
    for (String written : COMMAS.split(names)) {
      try {
        HostNames found = HostNames.of(written);
        found.names().forEach(name -> host(name, found, draft));
      } catch (IllegalArgumentException e) {
        draft.problems.add(Problem.at(WHERE, "host \"" + written + "\" " + e.getMessage()));
      }
    }
  }

  private static void host(String name, HostNames names, Draft draft) {
    if (!Names.isHost(name)) {
      draft.problems.add(HostNames.refused(name, WHERE));
      return;
    }
    Map<String, Entry> variables = new HashMap<>();
    names.portEntry(WHERE).ifPresent(port -> variables.put("ansible_port", port));
    draft.host(name, WHERE, System.getProperty("user.dir")).variables.inline.add(variables);
    draft.group(Draft.UNGROUPED).hosts.add(name);
  }
}
