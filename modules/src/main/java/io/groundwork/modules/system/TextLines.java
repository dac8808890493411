package io.groundwork.modules.system;

import java.util.ArrayList;
import java.util.List;

/** Lines of a text, without what ends them. */
final class TextLines {

  private TextLines() {}

  static List<String> of(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** The text of these lines, each ended. */
  static String join(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
