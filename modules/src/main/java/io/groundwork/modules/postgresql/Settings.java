package io.groundwork.modules.postgresql;

import com.google.common.base.Splitter;
import io.groundwork.module.Params;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of settings. */
final class Settings {

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");
  private static final Splitter LINES = Splitter.on('\n');

  private Settings() {}

  /** The text of the file, in the order of the task. */
  static String render(Params params, Map<String, Object> settings) {
    StringBuilder text = new StringBuilder(ConfFile.HEADER);
    settings.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            throw params.problem(
                "settings", "holds \"" + name + "\"; names are in small letters, such as work_mem");
          }
          text.append(name).append(" = '").append(value(params, name, value)).append("'\n");
        });
    return text.toString();
  }

  private static String value(Params params, String name, Object value) {
    if (value instanceof Boolean on) {
      return on ? "on" : "off";
    }
    if (!(value instanceof String || value instanceof Long)) {
      throw params.problem(
          "settings", "gives \"" + name + "\" neither text, number nor true or false");
    }
    String text = value.toString();
    if (text.chars().anyMatch(c -> c < ' ')) {
      throw params.problem("settings", "gives \"" + name + "\" a value with control characters");
    }
    return text.replace("\\", "\\\\").replace("'", "''");
  }

  /** Names of the settings whose lines differ between two texts of a file. */
  static Set<String> changed(String before, String after) {
    Set<String> differing = new HashSet<>(lines(before));
    Set<String> common = new HashSet<>(differing);
    common.retainAll(lines(after));
    differing.addAll(lines(after));
    differing.removeAll(common);
    return differing.stream()
        .map(line -> line.split("[\\s=]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> lines(String text) {
    return LINES
        .splitToStream(text)
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
