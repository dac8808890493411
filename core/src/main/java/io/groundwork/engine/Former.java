package io.groundwork.engine;

import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the secrets that a change does away with. Nobody told us those, so no redactor knows them;
 * but where a secret comes in, whatever stood in its place is taken for one.
 */
final class Former {

  /** In place of a secret that was there before, so that a diff shows it to be another one. */
  static final String MASK = Secret.MASK + " (before)";

  private static final Pattern WORD = Pattern.compile("[\\w.\"'-]+");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s:=\"'>,]*");

  private final List<String> places = new ArrayList<>();
  private final Set<String> staying;
  private final Set<String> told;

  private Former(List<String> after, List<String> maskedAfter, Set<String> before) {
    this.staying = new HashSet<>(after);
    this.told = new HashSet<>(maskedAfter);
    for (int line = 0; line < after.size(); line++) {
      String masked = maskedAfter.get(line);
      int at = masked.indexOf(Secret.MASK);
      if (at >= 0 && !before.contains(after.get(line))) {
        places.add(masked.substring(0, at).strip());
      }
    }
  }

  /**
   * The text before a change, without secrets.
   *
   * @param before it, as it is
   * @param maskedBefore the same without the secrets that are known
   * @param after what it becomes, as it is
   * @param maskedAfter the same without its secrets
   */
  static String masked(String before, String maskedBefore, String after, String maskedAfter) {
    List<String> lines = List.of(before.split("\n", -1));
    List<String> masked = List.of(maskedBefore.split("\n", -1));
    List<String> next = List.of(after.split("\n", -1));
    List<String> maskedNext = List.of(maskedAfter.split("\n", -1));
    // A secret of several lines has become one mask: then nobody can tell what stood where.
    if (lines.size() != masked.size() || next.size() != maskedNext.size()) {
      return before.equals(after) || before.isBlank() ? maskedBefore : MASK + "\n";
    }
    Former former = new Former(next, maskedNext, new HashSet<>(lines));
    List<String> all = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      all.add(former.line(lines.get(line), masked.get(line)));
    }
    return String.join("\n", all);
  }

  private String line(String line, String masked) {
    if (line.isBlank() || staying.contains(line)) {
      return masked;
    }
    if (masked.contains(Secret.MASK)) {
      return told.contains(masked) ? masked.replace(Secret.MASK, MASK) : masked;
    }
    for (String place : places) {
      int end = end(line, place);
      if (end >= 0) {
        return line.substring(0, end) + MASK;
      }
    }
    return masked;
  }

  /** Where a secret begins in a line that has one in this place; less than 0 where it has none. */
  private static int end(String line, String place) {
    int indent = line.length() - line.stripLeading().length();
    if (line.startsWith(place, indent)) {
      return past(line, indent + place.length());
    }
    // The same name, and other spaces or quotes around it.
    Matcher word = WORD.matcher(place);
    boolean named = word.lookingAt() && SEPARATOR.matcher(place.substring(word.end())).matches();
    Matcher first = WORD.matcher(line).region(indent, line.length());
    return named && first.lookingAt() && bare(first.group()).equals(bare(word.group()))
        ? past(line, first.end())
        : -1;
  }

  private static String bare(String word) {
    return word.replaceAll("[\"']", "");
  }

  private static int past(String line, int from) {
    Matcher separator = SEPARATOR.matcher(line).region(from, line.length());
    return separator.lookingAt() ? separator.end() : from;
  }
}
