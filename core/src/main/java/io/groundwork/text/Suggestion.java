package io.groundwork.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a word may have meant. */
public final class Suggestion {

  /** Fewer letters begin too many words. */
  private static final int SHORTEST_BEGINNING = 3;

  private Suggestion() {}

  /**
   * The known word nearest to the given one, if one is near enough to be worth saying: with few
   * letters wrong, or beginning with the given word.
   */
  public static Optional<String> closest(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int bound = Math.max(1, word.length() / 3);
    Comparator<String> nearest =
        Comparator.comparingInt((String candidate) -> distance(wanted, lower(candidate)))
            .thenComparing(Comparator.naturalOrder());
    return known.stream()
        .filter(candidate -> isNear(wanted, lower(candidate), bound))
        .min(nearest)
        .or(
            () ->
                known.stream()
                    .filter(
                        candidate ->
                            wanted.length() >= SHORTEST_BEGINNING
                                && lower(candidate).startsWith(wanted))
                    .min(nearest));
  }

  /** The known word from which the given one differs by a single slip of the fingers, if any. */
  public static Optional<String> slip(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(lower(word), lower(candidate)) == 1)
        .min(Comparator.naturalOrder());
  }

  /** A word with no letter in common is not near, however short it is. */
  private static boolean isNear(String wanted, String candidate, int bound) {
    int distance = distance(wanted, candidate);
    return distance <= bound && distance < Math.max(wanted.length(), candidate.length());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** {@code did you mean "x"?}, for the remedy of a problem; empty when nothing is near. */
  public static Optional<String> didYouMean(String word, Collection<String> known) {
    return closest(word, known).map(candidate -> "did you mean \"" + candidate + "\"?");
  }

  /** Edit distance that counts a swap of neighbours, the commonest slip, as one edit. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
