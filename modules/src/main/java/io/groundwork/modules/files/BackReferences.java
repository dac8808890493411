package io.groundwork.modules.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A line with references to the groups of a regular expression, written as in Ansible: {@code \1},
 * {@code \g<1>}, {@code \g<name>}; {@code \\} is a backslash, {@code \t} a tab.
 */
record BackReferences(List<Part> parts) {

  private static final Pattern TOKEN =
      Pattern.compile("\\\\(?:([0-9]{1,2})|g<([^>]*)>|(.))|[^\\\\]+|\\\\$", Pattern.DOTALL);

  /**
   * A piece of the line.
   *
   * @param text literal text, or the name or number of a group
   */
  record Part(boolean reference, String text) {

    String expand(Matcher match) {
      if (!reference) {
        return text;
      }
      String group =
          Character.isDigit(text.charAt(0))
              ? match.group(Integer.parseInt(text))
              : match.group(text);
      return Optional.ofNullable(group).orElse("");
    }
  }

  BackReferences {
    parts = List.copyOf(parts);
  }

  /**
   * @throws IllegalArgumentException for a reference to a group that is not there, or another
   *     letter behind a backslash; the message follows the parameter's name
   */
  static BackReferences of(String line, Pattern regexp) {
    List<Part> parts = new ArrayList<>();
    Matcher token = TOKEN.matcher(line);
    while (token.find()) {
      parts.add(part(token, regexp));
    }
    return new BackReferences(parts);
  }

  private static Part part(Matcher token, Pattern regexp) {
    Optional<String> group =
        Optional.ofNullable(token.group(1)).or(() -> Optional.ofNullable(token.group(2)));
    if (group.isPresent()) {
      requireGroup(group.get(), regexp);
      return new Part(true, group.get());
    }
    String escaped = token.group(3);
    if (escaped == null) {
      return new Part(false, token.group());
    }
    if (escaped.equals("t")) {
      return new Part(false, "\t");
    }
    if (Character.isLetter(escaped.charAt(0))) {
      throw new IllegalArgumentException(
          "holds \\" + escaped + ", which means nothing here; a backslash is written \\\\");
    }
    return new Part(false, escaped.equals("\\") ? "\\" : "\\" + escaped);
  }

  private static void requireGroup(String group, Pattern regexp) {
    boolean there;
    if (!group.isEmpty() && group.chars().allMatch(c -> c >= '0' && c <= '9')) {
      there = Integer.parseInt(group) <= regexp.matcher("").groupCount();
    } else {
      there = hasNamed(group, regexp);
    }
    if (!there) {
      throw new IllegalArgumentException("refers to the group " + group + ", which regexp has not");
    }
  }

  private static boolean hasNamed(String group, Pattern regexp) {
    try {
      Pattern.compile(regexp.pattern() + "\\k<" + group + ">");
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  String expand(Matcher match) {
    StringBuilder line = new StringBuilder();
    parts.forEach(part -> line.append(part.expand(match)));
    return line.toString();
  }
}
