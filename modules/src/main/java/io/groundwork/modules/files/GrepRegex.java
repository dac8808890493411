package io.groundwork.modules.files;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of Python that a host's grep understands.
 *
 * @param extended as {@code grep -E} takes it
 * @param option further option for grep, or empty
 */
record GrepRegex(String extended, String option) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\(\\?:|\\(\\?|\\\\(.)|\\[\\^?]?(?:\\\\.|[^\\]\\\\])*]|([*+?}])\\?|[*+?}]\\+|.",
          Pattern.DOTALL);

  GrepRegex {
    Objects.requireNonNull(extended, "extended");
    Objects.requireNonNull(option, "option");
  }

  /**
   * Translates an expression.
   *
   * @param anywhere whether it may fit anywhere in a line rather than from its beginning
   * @throws IllegalArgumentException when grep has no word for it; the message follows the
   *     parameter's name
   */
  static GrepRegex of(String python, boolean anywhere) {
    PythonRegex.of(python);
    boolean ignoringCase = python.startsWith("(?i)");
    String bare = ignoringCase ? python.substring(4) : python;
    StringBuilder extended = new StringBuilder();
    Matcher token = TOKEN.matcher(bare);
    while (token.find()) {
      extended.append(token(token, anywhere));
    }
    String whole = anywhere ? extended.toString() : "^(" + extended + ")";
    return new GrepRegex(whole, ignoringCase ? "-i" : "");
  }

  private static String token(Matcher token, boolean anywhere) {
    String text = token.group();
    if (text.equals("(?:")) {
      return "(";
    }
    if (text.equals("(?") || text.matches("(?s)[*+?}]\\+")) {
      throw unknown(text);
    }
    if (token.group(2) != null) {
      return token.group(2); // as few as possible finds the same lines
    }
    if (token.group(1) != null) {
      return escaped(token.group(1).charAt(0), false);
    }
    if (text.startsWith("[") && text.length() > 1) {
      return set(text);
    }
    if (text.equals("\n") || (anywhere && (text.equals("^") || text.equals("$")))) {
      throw unknown(text);
    }
    return text;
  }

  private static String set(String set) {
    StringBuilder translated = new StringBuilder();
    Matcher token = Pattern.compile("\\\\(.)|.", Pattern.DOTALL).matcher(set);
    while (token.find()) {
      if (token.group(1) == null) {
        translated.append(token.group());
        continue;
      }
      String one = escaped(token.group(1).charAt(0), true);
      if (one.length() == 1 && "]^-".contains(one)) {
        throw unknown(set);
      }
      translated.append(one);
    }
    return translated.toString();
  }

  private static String escaped(char c, boolean inSet) {
    String members =
        switch (c) {
          case 'd' -> "0-9";
          case 's' -> "[:space:]";
          case 'w' -> "[:alnum:]_";
          case 't' -> "\t";
          default -> "";
        };
    if (c == 't') {
      return members;
    }
    if (!members.isEmpty()) {
      return inSet ? members : "[" + members + "]";
    }
    if (!inSet && (c == 'D' || c == 'S' || c == 'W')) {
      String inner = escaped(Character.toLowerCase(c), true);
      return "[^" + inner + "]";
    }
    if (Character.isLetterOrDigit(c)) {
      throw unknown("\\" + c);
    }
    // A circumflex alone in a set would turn it.
    return inSet ? String.valueOf(c) : c == '^' || c == '\\' ? "\\" + c : "[" + c + "]";
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        "holds " + what + ", which the hosts' grep does not know; search in simpler words");
  }
}
