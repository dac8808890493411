package io.groundwork.modules.control;

import java.util.List;
import java.util.Map;

/** Values for people: a text as it is, lists and mappings one item a line. */
final class Display {

  private Display() {}

  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value, "");
    return out.toString();
  }

  private static void append(StringBuilder out, Object value, String indent) {
    if (value instanceof List<?> items && !items.isEmpty()) {
      for (Object item : items) {
        start(out, indent);
        out.append("- ");
        append(out, item, indent + "  ");
      }
    } else if (value instanceof Map<?, ?> entries && !entries.isEmpty()) {
      entries.forEach(
          (key, item) -> {
            start(out, indent);
            out.append(key).append(": ");
            append(out, item, indent + "  ");
          });
    } else {
      out.append(value);
    }
  }

  private static void start(StringBuilder out, String indent) {
    while (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    if (out.length() > 0) {
      out.append('\n');
    }
    out.append(indent);
  }
}
