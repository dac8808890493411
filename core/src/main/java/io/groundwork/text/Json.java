package io.groundwork.text;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Writes trees of maps, lists, texts, numbers and truth values as JSON. Secrets are masked, an
 * empty {@link Optional} is null.
 */
public final class Json {

  private Json() {}

  /** The tree in one line; keys in their order. */
  public static String line(Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  /**
   * The tree as a document that people can read and compare line by line: members and items of the
   * outer levels each on a line of their own.
   *
   * @param levels how many levels are laid out; what is further in stays in one line
   */
  public static String document(Object tree, int levels) {
    StringBuilder out = new StringBuilder();
    layOut(tree, levels, "\n", out);
    return out.append('\n').toString();
  }

  private static void layOut(Object value, int levels, String line, StringBuilder out) {
    if (levels > 0 && value instanceof Map<?, ?> map && !map.isEmpty()) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator).append(line).append("  ");
        text(String.valueOf(entry.getKey()), out);
        out.append(": ");
        layOut(entry.getValue(), levels - 1, line + "  ", out);
        separator = ",";
      }
      out.append(line).append('}');
    } else if (levels > 0 && value instanceof Collection<?> items && !items.isEmpty()) {
      String separator = "[";
      for (Object item : items) {
        out.append(separator).append(line).append("  ");
        layOut(item, levels - 1, line + "  ", out);
        separator = ",";
      }
      out.append(line).append(']');
    } else {
      write(value, out);
    }
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      object(map, out);
    } else if (value instanceof Iterable<?> items) {
      array(items.iterator(), out);
    } else if (value instanceof Optional<?> maybe) {
      if (maybe.isPresent()) {
        write(maybe.get(), out);
      } else {
        out.append("null");
      }
    } else if (value instanceof Boolean || value instanceof Number) {
      out.append(value);
    } else {
      text(value instanceof Secret ? Secret.MASK : String.valueOf(value), out);
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      text(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void array(Iterator<?> items, StringBuilder out) {
    out.append('[');
    while (items.hasNext()) {
      write(items.next(), out);
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void text(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Also what some readers take for the end of a line.
          if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
