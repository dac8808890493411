package io.groundwork.modules.files;

import java.util.regex.Pattern;

/** Names with {@code *}, {@code ?} and {@code []} as Python's fnmatch has them. */
final class Wildcard {

  private Wildcard() {}

  /** A pattern that fits the whole of the names that the wildcards fit. */
  static Pattern pattern(String wildcards) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < wildcards.length()) {
      char c = wildcards.charAt(at);
      int end = c == '[' ? setEnd(wildcards, at) : -1;
      if (end > 0) {
        regex.append(set(wildcards.substring(at + 1, end)));
        at = end + 1;
        continue;
      }
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
      at++;
    }
    return Pattern.compile(regex + "\\z", Pattern.DOTALL);
  }

  /** Where a set is closed; -1 where it is not, so that its bracket is only a bracket. */
  private static int setEnd(String wildcards, int open) {
    int from = open + 1;
    if (wildcards.startsWith("!", from)) {
      from++;
    }
    return wildcards.indexOf(']', from + 1);
  }

  private static String set(String inner) {
    boolean not = inner.startsWith("!");
    String members = not ? inner.substring(1) : inner;
    StringBuilder set = new StringBuilder(not ? "[^" : "[");
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean range = c == '-' && i > 0 && i < members.length() - 1;
      set.append(range ? "-" : "\\x{" + Integer.toHexString(c) + "}");
    }
    return set.append(']').toString();
  }
}
