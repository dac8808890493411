package io.groundwork.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON into maps, lists, texts, {@link BigDecimal}s and truth values. A member that is null
 * is left out of its map; elsewhere null is an empty {@link Optional}.
 */
public final class JsonReader {

  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException when the text is anything else; the message says where
   */
  public static Map<String, Object> object(String text) {
    JsonReader reader = new JsonReader(text);
    reader.blanks();
    if (reader.peek() != '{') {
      throw reader.wrong("an object");
    }
    Map<String, Object> object = reader.object();
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.wrong("the end");
    }
    return object;
  }

  private Object value() {
    blanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Optional.empty());
      default -> number();
    };
  }

  private Map<String, Object> object() {
    deeper();
    expect('{');
    Map<String, Object> members = new LinkedHashMap<>();
    blanks();
    while (peek() != '}') {
      blanks();
      String name = string();
      blanks();
      expect(':');
      Object value = value();
      if (!value.equals(Optional.empty())) {
        members.put(name, value);
      }
      blanks();
      if (peek() != '}') {
        expect(',');
        blanks();
        if (peek() == '}') {
          throw wrong("a member");
        }
      }
    }
    expect('}');
    depth--;
    return members;
  }

  private List<Object> array() {
    deeper();
    expect('[');
    List<Object> items = new ArrayList<>();
    blanks();
    while (peek() != ']') {
      items.add(value());
      blanks();
      if (peek() != ']') {
        expect(',');
        blanks();
        if (peek() == ']') {
          throw wrong("a value");
        }
      }
    }
    expect(']');
    depth--;
    return items;
  }

  private String string() {
    expect('"');
    StringBuilder read = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw wrong("no control character");
      }
      read.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return read.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw wrong("an escape");
    };
  }

  private char unicode() {
    int end = Math.min(at + 4, text.length());
    String digits = text.substring(at, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw wrong("four hexadecimal digits");
    }
    at = end;
    return (char) Integer.parseInt(digits, 16);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw wrong("a value");
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw wrong("fewer levels");
    }
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("at character " + (at + 1) + ": expected " + wanted);
  }
}
