package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a JSON text, as RFC 6901 writes it: {@code /servers/0/host}; {@code ~1} is a slash,
 * {@code ~0} a tilde.
 *
 * @param parts the keys and numbers from the outside in; none for the whole text
 */
record JsonPointer(List<String> parts) {

  static final JsonPointer ROOT = new JsonPointer(List.of());
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern WRONG = Pattern.compile("~(?![01])");

  JsonPointer {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException when it is none; the message follows the parameter's name
   */
  static JsonPointer of(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "begins with a slash, as \"/servers/0/host\", not with \"" + text.charAt(0) + "\"");
    }
    if (WRONG.matcher(text).find()) {
      throw new IllegalArgumentException("holds a tilde; it is written ~0, and a slash ~1");
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.substring(1).split("/", -1)) {
      parts.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(parts);
  }

  String first() {
    return parts.get(0);
  }

  JsonPointer rest() {
    return new JsonPointer(parts.subList(1, parts.size()));
  }

  boolean isRoot() {
    return parts.isEmpty();
  }

  /** Whether a part is the number of an item of an array with that many items. */
  static boolean isIndex(String part, int size) {
    return INDEX.matcher(part).matches() && Integer.parseInt(part) < size;
  }
}
