package io.groundwork.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Writes trees of maps, lists, texts, numbers and truth values as JSON. Secrets are masked, an
 * empty {@link Optional} is null.
 */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** The tree in one line; keys in their order. */
  public static String line(Object tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text can always be written to
    }
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
        out.append(line(String.valueOf(entry.getKey()))).append(": ");
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
      out.append(line(value));
    }
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (value instanceof Optional<?> maybe) {
      if (maybe.isPresent()) {
        write(maybe.get(), out);
      } else {
        out.writeNull();
      }
    } else if (value instanceof Boolean || value instanceof Number) {
      out.writeRawValue(value.toString());
    } else {
      out.writeString(value instanceof Secret ? Secret.MASK : String.valueOf(value));
    }
  }
}
