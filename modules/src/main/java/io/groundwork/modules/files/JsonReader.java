package io.groundwork.modules.files;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a JSON text strictly, by RFC 8259: no comments, no commas at an end. A key that is there
 * twice is refused, since readers differ in which one counts.
 */
final class JsonReader {

  /** The text is no JSON. */
  static final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
      super(message);
    }
  }

  private static final int DEEPEST = 500;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads one value that is all of the text.
   *
   * @throws JsonException with line and column
   */
  static JsonNode read(String text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    reader.blanks();
    JsonNode node = reader.value();
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    return node;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonNode value() throws JsonException {
    if (at >= text.length()) {
      throw unexpected("a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> mapping();
      case '[' -> items();
      case '"' -> {
        int start = at;
        String string = string();
        yield new JsonNode.Scalar(start, at, Optional.of(string));
      }
      case 't' -> word("true", Optional.of(true));
      case 'f' -> word("false", Optional.of(false));
      case 'n' -> word("null", Optional.empty());
      default -> number();
    };
  }

  private JsonNode word(String word, Optional<Object> value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw unexpected("a value");
    }
    at += word.length();
    return new JsonNode.Scalar(at - word.length(), at, value);
  }

  private JsonNode number() throws JsonException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw unexpected("a value");
    }
    int start = at;
    at = number.end();
    boolean whole = number.group(1) == null && number.group(2) == null;
    Object value =
        whole && number.group().length() <= 18
            ? (Object) Long.valueOf(number.group())
            : decimal(number.group());
    return new JsonNode.Scalar(start, at, Optional.of(value));
  }

  private BigDecimal decimal(String digits) throws JsonException {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw problem("the number " + digits + " is too large");
    }
  }

  private JsonNode mapping() throws JsonException {
    int start = at;
    Map<String, JsonNode.Member> members = new LinkedHashMap<>();
    open();
    if (!closes('}')) {
      do {
        blanks();
        int key = at;
        if (at >= text.length() || text.charAt(at) != '"') {
          throw unexpected("a key in quotes");
        }
        String name = string();
        int end = at;
        blanks();
        take(':', "a colon");
        blanks();
        if (members.put(name, new JsonNode.Member(key, end, value())) != null) {
          at = key;
          throw problem("the key \"" + name + "\" is there twice");
        }
      } while (goesOn('}'));
    }
    depth--;
    return new JsonNode.Mapping(start, at, members);
  }

  private JsonNode items() throws JsonException {
    int start = at;
    List<JsonNode> items = new ArrayList<>();
    open();
    if (!closes(']')) {
      do {
        blanks();
        items.add(value());
      } while (goesOn(']'));
    }
    depth--;
    return new JsonNode.Items(start, at, items);
  }

  private void open() throws JsonException {
    if (++depth > DEEPEST) {
      throw problem("it is nested more than " + DEEPEST + " deep");
    }
    at++;
    blanks();
  }

  private boolean closes(char end) {
    if (at >= text.length() || text.charAt(at) != end) {
      return false;
    }
    at++;
    return true;
  }

  private boolean goesOn(char end) throws JsonException {
    blanks();
    if (closes(end)) {
      return false;
    }
    take(',', "a comma or " + end);
    return true;
  }

  private void take(char wanted, String name) throws JsonException {
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw unexpected(name);
    }
    at++;
  }

  private String string() throws JsonException {
    StringBuilder string = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw problem("a text holds a control character, or its quote is not closed");
      }
      at++;
      string.append(c == '\\' ? escaped() : c);
    }
    take('"', "a quote");
    return string.toString();
  }

  private char escaped() throws JsonException {
    if (at >= text.length()) {
      throw unexpected("a character behind the backslash");
    }
    char c = text.charAt(at);
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    String hex = c == 'u' && at + 5 <= text.length() ? text.substring(at + 1, at + 5) : "";
    if (!hex.matches("[0-9a-fA-F]{4}")) {
      throw problem("a backslash is followed by what means nothing");
    }
    at += 5;
    return (char) Integer.parseInt(hex, 16);
  }

  private JsonException unexpected(String wanted) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return problem("there is " + found + " where " + wanted + " should be");
  }

  private JsonException problem(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      boolean ends = text.charAt(i) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
    return new JsonException("line " + line + ", column " + column + ": " + what);
  }
}
