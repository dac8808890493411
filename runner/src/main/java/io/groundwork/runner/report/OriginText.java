package io.groundwork.runner.report;

import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where variables get their values, for people. */
public final class OriginText {

  private final Terminal terminal;

  public OriginText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * A variable on a line, where it is set on the next, and a line for each value it beat.
   *
   * @param origins by the variable's name: value, of, at and beats
   */
  public List<Line> lines(Map<String, Object> origins) {
    List<Line> lines = new ArrayList<>();
    origins.forEach(
        (name, origin) -> {
          Map<?, ?> counts = (Map<?, ?>) origin;
          lines.add(
              terminal.line().add(Colour.STRONG, name + ":").add(" " + flat(counts.get("value"))));
          lines.add(terminal.line().add("  " + counts.get("at") + "  " + counts.get("of")));
          for (Object beaten : (List<?>) counts.get("beats")) {
            Map<?, ?> other = (Map<?, ?>) beaten;
            lines.add(
                terminal
                    .line()
                    .add(
                        Colour.FAINT,
                        "  "
                            + other.get("at")
                            + "  "
                            + other.get("of")
                            + ", beaten: "
                            + flat(other.get("value"))));
          }
        });
    return lines;
  }

  private static String flat(Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.map(OriginText::flat).orElse("null");
    }
    if (value instanceof List<?> items) {
      return items.stream().map(OriginText::flat).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> entries) {
      return entries.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + flat(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value).strip().replace("\n", "\\n");
  }
}
