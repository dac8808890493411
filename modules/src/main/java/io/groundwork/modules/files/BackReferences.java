package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with references to the groups of a regular expression, written as in Python: {@code \1},
 * {@code \g<1>}, {@code \g<name>}; {@code \\} is a backslash, {@code \t} a tab, {@code \n} a line
 * break.
 */
record BackReferences(List<Part> parts) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\\\(?:(0[0-7]{0,2}|[0-3][0-7]{2})|([1-9][0-9]?)|g<([^>]*)>|(.))|[^\\\\]+|\\\\$",
          Pattern.DOTALL);
  private static final String LETTERS = "abfnrtv";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b";

  /**
   * A piece of the text.
   *
   * @param group number of the group it stands for; -1 for literal text
   */
  record Part(int group, String text) {

    String expand(Matcher match) {
      return group < 0 ? text : Optional.ofNullable(match.group(group)).orElse("");
    }
  }

  BackReferences {
    parts = List.copyOf(parts);
  }

  /**
   * @throws IllegalArgumentException for a reference to a group that is not there, or another
   *     letter behind a backslash; the message follows the parameter's name
   */
  static BackReferences of(String text, PythonRegex regexp) {
    List<Part> parts = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      parts.add(part(token, regexp));
    }
    return new BackReferences(parts);
  }

  private static Part part(Matcher token, PythonRegex regexp) {
    if (token.group(1) != null) {
      return literal(String.valueOf((char) Integer.parseInt(token.group(1), 8)));
    }
    Optional<String> group =
        Optional.ofNullable(token.group(2)).or(() -> Optional.ofNullable(token.group(3)));
    if (group.isPresent()) {
      int number =
          regexp
              .group(group.get())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "refers to the group " + group.get() + ", which regexp has not"));
      return new Part(number, "");
    }
    String escaped = token.group(4);
    if (escaped == null) {
      return literal(token.group());
    }
    int letter = LETTERS.indexOf(escaped.charAt(0));
    if (letter >= 0) {
      return literal(MEANT.substring(letter, letter + 1));
    }
    if (Character.isLetter(escaped.charAt(0))) {
      throw new IllegalArgumentException(
          "holds \\" + escaped + ", which means nothing here; a backslash is written \\\\");
    }
    return literal(escaped.equals("\\") ? "\\" : "\\" + escaped);
  }

  private static Part literal(String text) {
    return new Part(-1, text);
  }

  String expand(Matcher match) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.expand(match)));
    return text.toString();
  }
}
