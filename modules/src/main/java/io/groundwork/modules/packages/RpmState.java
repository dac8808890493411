package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rpm has, and what its manager would do.
 *
 * @param usable whether the manager is there
 * @param installed by the name in the task, the packages that it stands for; none for what is
 *     absent
 * @param foreseen what the manager would do
 */
record RpmState(boolean usable, Map<String, List<Installed>> installed, Transaction foreseen) {

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();
  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  /** A package that is there. */
  record Installed(String name, String version) {}

  /** Parses what {@code rpm.probe.sh} prints. */
  static RpmState parse(Reading reading) {
    boolean usable = true;
    Map<String, List<Installed>> installed = new LinkedHashMap<>();
    for (String line : LINES.split(reading.state())) {
      List<String> words = WORDS.splitToList(line);
      if (words.get(0).equals("no-manager")) {
        usable = false;
      } else if (words.get(0).equals("have") && words.size() == 5) {
        installed
            .computeIfAbsent(words.get(1), key -> new ArrayList<>())
            .add(new Installed(words.get(2), words.get(3)));
      } else if (words.get(0).equals("lack") && words.size() == 2) {
        installed.put(words.get(1), new ArrayList<>());
      } else {
        throw new IllegalArgumentException("unexpected line about packages: " + line);
      }
    }
    Transaction foreseen = Transaction.EMPTY;
    for (String line : LINES.split(reading.context())) {
      foreseen = foreseen.and(line, WORDS.splitToList(line));
    }
    return new RpmState(usable, installed, foreseen);
  }

  /** The packages that a name in the task stands for. */
  List<Installed> of(String name) {
    return installed.getOrDefault(name, List.of());
  }
}
