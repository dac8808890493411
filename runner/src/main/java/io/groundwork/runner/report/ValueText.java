package io.groundwork.runner.report;

import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values for people, laid out as YAML is. */
public final class ValueText {

  private final Terminal terminal;

  public ValueText(Terminal terminal) {
    this.terminal = terminal;
  }

  public List<Line> mapping(Map<String, Object> values) {
    List<Line> lines = new ArrayList<>();
    members(lines, values, "");
    return lines;
  }

  private void members(List<Line> lines, Map<?, ?> values, String indent) {
    values.forEach(
        (key, value) -> {
          Line head = terminal.line().add(indent).add(Colour.STRONG, key + ":");
          lines.add(head);
          inner(lines, head, value, indent);
        });
  }

  private void inner(List<Line> lines, Line head, Object value, String indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      members(lines, map, indent + "  ");
    } else if (value instanceof List<?> items && !items.isEmpty()) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> || item instanceof List<?>) {
          Line dash = terminal.line().add(indent + "  -");
          lines.add(dash);
          inner(lines, dash, item, indent + "  ");
        } else {
          lines.add(terminal.line().add(indent + "  - " + flat(item)));
        }
      }
    } else {
      head.add(" " + flat(value));
    }
  }

  private static String flat(Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.map(ValueText::flat).orElse("");
    }
    return String.valueOf(value).strip().replace("\n", "\\n");
  }
}
