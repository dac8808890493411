package io.groundwork.modules.packages;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * A version of a Debian package.
 *
 * @param text {@code [epoch:]upstream[-revision]}
 */
record DebianVersion(String text) {

  DebianVersion {
    Objects.requireNonNull(text, "text");
  }

  /**
   * The one of the offered versions that is the wanted one: equal to it, else the first whose
   * upstream version equals it. Never a mere prefix: {@code 16.1} is not {@code 16.10}.
   */
  static Optional<String> exactly(String wanted, Collection<String> offered) {
    if (offered.contains(wanted)) {
      return Optional.of(wanted);
    }
    return offered.stream()
        .filter(version -> new DebianVersion(version).upstream().equals(wanted))
        .findFirst();
  }

  /** Without epoch and without everything from the first hyphen. */
  String upstream() {
    String bare = text.substring(text.indexOf(':') + 1);
    int hyphen = bare.indexOf('-');
    return hyphen < 0 ? bare : bare.substring(0, hyphen);
  }

  /** As dpkg orders versions. */
  boolean isOlderThan(DebianVersion other) {
    return compare(this, other) < 0;
  }

  private static int compare(DebianVersion a, DebianVersion b) {
    int epochs = compareDigits(a.epoch(), b.epoch());
    if (epochs != 0) {
      return epochs;
    }
    int upstreams = compareParts(a.beforeRevision(), b.beforeRevision());
    return upstreams != 0 ? upstreams : compareParts(a.revision(), b.revision());
  }

  private String epoch() {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon);
  }

  private String beforeRevision() {
    String bare = text.substring(text.indexOf(':') + 1);
    int hyphen = bare.lastIndexOf('-');
    return hyphen < 0 ? bare : bare.substring(0, hyphen);
  }

  private String revision() {
    int hyphen = text.lastIndexOf('-');
    return hyphen < 0 ? "" : text.substring(hyphen + 1);
  }

  /** Runs of other characters and runs of digits in turn, as the Debian policy describes it. */
  private static int compareParts(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while (isOther(a, i) || isOther(b, j)) {
        int difference = weight(a, i) - weight(b, j);
        if (difference != 0) {
          return difference;
        }
        i++;
        j++;
      }
      int endA = digitsEnd(a, i);
      int endB = digitsEnd(b, j);
      int difference = compareDigits(a.substring(i, endA), b.substring(j, endB));
      if (difference != 0) {
        return difference;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static boolean isOther(String text, int at) {
    return at < text.length() && !isDigit(text.charAt(at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A tilde sorts before the end, letters sort before everything else. */
  private static int weight(String text, int at) {
    if (at >= text.length() || isDigit(text.charAt(at))) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    return Character.isLetter(c) ? c : c + 256;
  }

  private static int digitsEnd(String text, int from) {
    int at = Math.min(from, text.length());
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int compareDigits(String a, String b) {
    String one = a.replaceFirst("^0+", "");
    String two = b.replaceFirst("^0+", "");
    return one.length() != two.length() ? one.length() - two.length() : one.compareTo(two);
  }
}
