package io.groundwork.text;

import java.util.regex.Pattern;

/** Quoting for POSIX {@code sh}: the one place where a value becomes part of a script. */
public final class Shell {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  /**
   * The value as one shell word.
   *
   * @throws IllegalArgumentException if the value holds a NUL, which no shell word can carry
   */
  public static String quote(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character cannot be passed to a shell");
    }
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
