package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;

/** Several paths that are looked at by one snippet. */
final class Several {

  /** Takes owner and group to look up, then four values for each path. */
  static final Snippet PROBE = probeOfMany();

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  private Several() {}

  private static Snippet probeOfMany() {
    Snippet one = Snippet.resource(Several.class, "path.probe.sh");
    Snippet many = Snippet.resource(Several.class, "tree.probe.sh");
    return new Snippet(many.name(), "look() {\n" + one.text() + "\n}\n" + many.text());
  }

  /**
   * What is at each path, in their order.
   *
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static List<PathState> states(Reading reading, int paths) {
    List<String> states = split(reading.state(), paths);
    List<String> contexts = split(reading.context(), paths);
    List<PathState> all = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      all.add(PathState.parse(new Reading(states.get(i), contexts.get(i))));
    }
    return all;
  }

  /** What was printed about each path. */
  private static List<String> split(String text, int paths) {
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      lines.add(new ArrayList<>());
    }
    for (String line : LINES.split(text)) {
      int blank = line.indexOf(' ');
      int number = Integer.parseInt(line.substring(0, Math.max(0, blank)));
      if (number >= paths) {
        throw new IllegalArgumentException("unexpected line: " + line);
      }
      lines.get(number).add(line.substring(blank + 1));
    }
    return lines.stream().map(one -> String.join("\n", one).strip()).toList();
  }
}
