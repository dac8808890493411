package io.groundwork.modules.files;

import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a JSON text is laid out, so that what comes in looks like what is there.
 *
 * @param unit what one level is indented by; empty for a text of one line
 * @param colon what stands between a key and its value
 * @param comma what stands between values on one line
 */
record JsonStyle(String unit, String colon, String comma) {

  private static final JsonStyle FRESH = new JsonStyle("  ", ": ", ", ");
  private static final Pattern INDENT = Pattern.compile("\\n([ \\t]+)\\S");

  /** The style of a text; that of a new file for one that shows none. */
  static JsonStyle of(String text, JsonNode root) {
    if (isEmpty(root)) {
      return FRESH;
    }
    Matcher indent = INDENT.matcher(text);
    String inner = text.substring(root.start(), root.end());
    String unit = indent.find() ? indent.group(1) : inner.contains("\n") ? FRESH.unit : "";
    String colon =
        firstMember(root)
            .map(one -> text.substring(one.end(), one.value().start()))
            .filter(between -> !between.contains("\n"))
            .orElse(FRESH.colon);
    boolean tight = unit.isEmpty() && colon.equals(":");
    return new JsonStyle(unit, colon, tight ? "," : FRESH.comma);
  }

  private static boolean isEmpty(JsonNode root) {
    return root instanceof JsonNode.Mapping mapping
        ? mapping.members().isEmpty()
        : root instanceof JsonNode.Items items ? items.items().isEmpty() : true;
  }

  private static Optional<JsonNode.Member> firstMember(JsonNode node) {
    if (node instanceof JsonNode.Mapping mapping) {
      return mapping.members().values().stream().findFirst();
    }
    return node instanceof JsonNode.Items items
        ? items.items().stream().flatMap(item -> firstMember(item).stream()).findFirst()
        : Optional.empty();
  }

  boolean isOneLine() {
    return unit.isEmpty();
  }

  /** A value as text. */
  String show(Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach((key, one) -> members.add(member(String.valueOf(key), one, indent + unit)));
      return enclose('{', members, '}', indent);
    }
    if (value instanceof List<?> list) {
      return enclose('[', list.stream().map(one -> show(one, indent + unit)).toList(), ']', indent);
    }
    if (value instanceof Boolean || value instanceof Number) {
      return value.toString();
    }
    return quote(value instanceof Secret secret ? secret.reveal() : String.valueOf(value));
  }

  String member(String key, Object value, String indent) {
    return quote(key) + colon + show(value, indent);
  }

  private String enclose(char open, List<String> parts, char close, String indent) {
    if (parts.isEmpty()) {
      return "" + open + close;
    }
    if (isOneLine()) {
      return open + String.join(comma, parts) + close;
    }
    return parts.stream()
        .collect(
            Collectors.joining(
                ",\n" + indent + unit, open + "\n" + indent + unit, "\n" + indent + close));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      int letter = "\"\\\b\f\n\r\t".indexOf(c);
      if (letter >= 0) {
        quoted.append('\\').append("\"\\bfnrt".charAt(letter));
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
