package io.groundwork.inventory;

import io.groundwork.text.Position;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a value of Ansible's INI form, which is a literal of Python: {@code 5}, {@code True},
 * {@code None}, {@code "5"}, {@code ['a', 'b']}, {@code {'a': 1}}. Whatever is none is the text as
 * it stands, and so are fractions, which keep all their digits.
 */
final class PythonLiteral {

  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
              + "|(?:[0-9](?:_?[0-9])*)?\\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9]+)?"
              + "|[0-9](?:_?[0-9])*(?:\\.(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)?");
  private static final Pattern NAME = Pattern.compile("True|False|None");
  private static final Pattern WHOLE = Pattern.compile("0+|[1-9][0-9]{0,17}");
  private static final int DEEPEST = 30;

  private final String text;
  private final Position where;
  private int at;
  private int depth;

  /** What stands here is no literal. */
  private static final class NoLiteralException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private PythonLiteral(String text, Position where) {
    this.text = text;
    this.where = where;
  }

  /** The value that the text stands for. */
  static Node read(String text, Position where) {
    try {
      return new PythonLiteral(text, where).all();
    } catch (NoLiteralException e) {
      return new Node.Scalar(
          text, Node.Style.QUOTED, Optional.empty(), where, Optional.of(where), Optional.empty());
    }
  }

  private Node all() throws NoLiteralException {
    Node first = value();
    blanks();
    Node all = peek() == ',' ? tuple(first, '\0') : first;
    blanks();
    if (at < text.length() && peek() != '#') {
      throw new NoLiteralException();
    }
    return all;
  }

  private Node value() throws NoLiteralException {
    blanks();
    if (++depth > DEEPEST) {
      throw new NoLiteralException();
    }
    Node value =
        switch (peek()) {
          case '[' -> list();
          case '(' -> inParentheses();
          case '{' -> mapping();
          case '\'', '"', 'r', 'R', 'u', 'U' -> string();
          case '+', '-' -> signed();
          default -> Character.isLetter(peek()) ? name() : number("");
        };
    depth--;
    return value;
  }

  private Node list() throws NoLiteralException {
    at++;
    return new Node.Sequence(items(new ArrayList<>(), ']'), where);
  }

  private Node inParentheses() throws NoLiteralException {
    at++;
    blanks();
    if (peek() == ')') {
      at++;
      return new Node.Sequence(List.of(), where);
    }
    Node first = value();
    blanks();
    if (peek() == ',') {
      return tuple(first, ')');
    }
    expect(')');
    return first;
  }

  private Node tuple(Node first, char end) throws NoLiteralException {
    List<Node> items = new ArrayList<>(List.of(first));
    expect(',');
    return new Node.Sequence(items(items, end), where);
  }

  private List<Node> items(List<Node> items, char end) throws NoLiteralException {
    while (!ends(end)) {
      items.add(value());
      if (!ends(end)) {
        expect(',');
      } else {
        break;
      }
    }
    if (end != '\0') {
      expect(end);
    }
    return items;
  }

  private boolean ends(char end) {
    blanks();
    return peek() == end || (end == '\0' && peek() == '#');
  }

  private Node mapping() throws NoLiteralException {
    at++;
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (!ends('}')) {
      if (!(value() instanceof Node.Scalar key)) {
        throw new NoLiteralException();
      }
      blanks();
      expect(':');
      entries.put(key.text(), new Entry(where, value()));
      if (!ends('}')) {
        expect(',');
      }
    }
    expect('}');
    return new Node.Mapping(entries, where);
  }

  private Node string() throws NoLiteralException {
    StringBuilder value = new StringBuilder();
    boolean any = false;
    while (true) {
      blanks();
      char prefix = Character.toLowerCase(peek());
      boolean raw = prefix == 'r';
      int quote = prefix == 'r' || prefix == 'u' ? at + 1 : at;
      char mark = quote < text.length() ? text.charAt(quote) : '\0';
      if (mark != '\'' && mark != '"') {
        break;
      }
      any = true;
      at = quote + 1;
      quoted(mark, raw, value);
    }
    if (!any) {
      throw new NoLiteralException();
    }
    return new Node.Scalar(value.toString(), false, Optional.empty(), where);
  }

  private void quoted(char mark, boolean raw, StringBuilder value) throws NoLiteralException {
    if (text.startsWith(String.valueOf(mark).repeat(2), at)) {
      throw new NoLiteralException(); // three quotes, which no inventory has
    }
    while (at < text.length() && peek() != mark) {
      if (peek() == '\\' && at + 1 < text.length()) {
        escape(raw, value);
      } else {
        value.append(text.charAt(at++));
      }
    }
    expect(mark);
  }

  private void escape(boolean raw, StringBuilder value) throws NoLiteralException {
    char c = text.charAt(at + 1);
    at += 2;
    if (raw) {
      value.append('\\').append(c);
      return;
    }
    switch (c) {
      case '\\', '\'', '"' -> value.append(c);
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'x' -> value.append(code(2));
      case 'u' -> value.append(code(4));
      case 'a', 'b', 'f', 'v', 'N', 'U', '0', '1', '2', '3', '4', '5', '6', '7' ->
          throw new NoLiteralException(); // nobody means them
      default -> value.append('\\').append(c);
    }
  }

  private char code(int digits) throws NoLiteralException {
    String hex = text.substring(at, Math.min(text.length(), at + digits));
    if (!hex.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw new NoLiteralException();
    }
    at += digits;
    return (char) Integer.parseInt(hex, 16);
  }

  private Node signed() throws NoLiteralException {
    String sign = peek() == '-' ? "-" : "";
    at++;
    blanks();
    return number(sign);
  }

  private Node number(String sign) throws NoLiteralException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw new NoLiteralException();
    }
    at = number.end();
    if (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '.')) {
      throw new NoLiteralException();
    }
    String digits = number.group().replace("_", "");
    if (digits.length() > 2 && digits.charAt(0) == '0' && Character.isLetter(digits.charAt(1))) {
      return whole(sign + based(digits));
    }
    if (WHOLE.matcher(digits).matches()) {
      return whole(sign + (digits.startsWith("0") ? "0" : digits));
    }
    if (digits.matches("[0-9]+") && digits.startsWith("0")) {
      throw new NoLiteralException(); // 0644 is no number for Python
    }
    return new Node.Scalar(sign + digits, false, Optional.empty(), where);
  }

  private static String based(String digits) throws NoLiteralException {
    int base =
        switch (Character.toLowerCase(digits.charAt(1))) {
          case 'x' -> 16;
          case 'o' -> 8;
          default -> 2;
        };
    try {
      return String.valueOf(Long.parseLong(digits.substring(2), base));
    } catch (NumberFormatException e) {
      throw new NoLiteralException();
    }
  }

  private Node whole(String digits) {
    return new Node.Scalar(digits.equals("-0") ? "0" : digits, true, Optional.empty(), where);
  }

  private Node name() throws NoLiteralException {
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt()) {
      throw new NoLiteralException();
    }
    at = name.end();
    if (at < text.length() && Character.isJavaIdentifierPart(peek())) {
      throw new NoLiteralException();
    }
    String plain = name.group().equals("None") ? "null" : name.group();
    return new Node.Scalar(plain, true, Optional.empty(), where);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void blanks() {
    while (at < text.length() && (peek() == ' ' || peek() == '\t')) {
      at++;
    }
  }

  private void expect(char wanted) throws NoLiteralException {
    blanks();
    if (peek() != wanted || at >= text.length()) {
      throw new NoLiteralException();
    }
    at++;
  }
}
