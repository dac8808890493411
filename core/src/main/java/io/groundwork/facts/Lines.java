package io.groundwork.facts;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strict reading of what a snippet printed, for the parsers of facts and checks. */
public final class Lines {

  private static final int SHOWN = 80;

  private Lines() {}

  /** The lines of a text that are not empty. */
  public static List<String> of(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * Matches a whole line.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static Matcher match(Pattern form, String line) {
    Matcher matcher = form.matcher(line);
    if (!matcher.matches()) {
      throw unexpected(line);
    }
    return matcher;
  }

  /** The exception for a line that no host should print. */
  public static IllegalArgumentException unexpected(String line) {
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    return new IllegalArgumentException("unexpected line \"" + shown + "\"");
  }

  /**
   * A whole number of at most 18 digits.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no whole number");
    }
    return Long.parseLong(text);
  }
}
