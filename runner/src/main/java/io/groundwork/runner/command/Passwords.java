package io.groundwork.runner.command;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Strong passwords, of letters and digits, which no file and no shell needs quoted. */
final class Passwords {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Passwords() {}

  static String random(int length) {
    return new SecureRandom()
        .ints(length, 0, ALPHABET.length())
        .mapToObj(at -> String.valueOf(ALPHABET.charAt(at)))
        .collect(Collectors.joining());
  }
}
