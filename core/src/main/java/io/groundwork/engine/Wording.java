package io.groundwork.engine;

import io.groundwork.module.Reading;
import java.util.regex.Pattern;

/** What a host wrote, as readings and as words for people. */
final class Wording {

  /** What a command says in the C locale when there is no room left. */
  private static final Pattern FULL =
      Pattern.compile(
          "(?m)^.*(No space left on device|Disk quota exceeded|Wrote only \\d+ of \\d+ bytes"
              + "|curl: \\(23\\)).*$");

  private Wording() {}

  /**
   * What a probe that succeeded wrote.
   *
   * @param nonce what marks where its state ends and its context begins
   */
  static Reading reading(String text, String nonce) {
    String separator = nonce + " context\n";
    int at = text.indexOf(separator);
    if (at < 0) {
      String bare = nonce + " context";
      return new Reading(strip(text.endsWith(bare) ? cutTail(text, bare) : text), "");
    }
    return new Reading(strip(text.substring(0, at)), text.substring(at + separator.length()));
  }

  private static String cutTail(String text, String tail) {
    return text.substring(0, text.length() - tail.length());
  }

  /** Trailing newlines only, as the batch itself does it when it compares. */
  static String strip(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  /** Says of a full disk, in whatever command's words, that it is full. */
  static String spaceless(String said) {
    return FULL.matcher(said).replaceAll("disk full: $0");
  }
}
