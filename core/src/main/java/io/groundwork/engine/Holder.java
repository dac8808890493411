package io.groundwork.engine;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * Who has a host's lock, as the lock says. It comes from the host, so it is only for showing.
 *
 * @param run the run's name
 * @param process the process on the host that the lock depends on
 * @param since when it was taken
 * @param who who runs it, and where
 */
record Holder(String run, String process, String since, String who) {

  private static final int LONGEST = 200;

  static Holder of(String line) {
    String clean = line.replaceAll("\\p{Cntrl}", "?");
    List<String> words =
        Splitter.on(' ')
            .limit(6)
            .splitToList(clean.substring(0, Math.min(LONGEST, clean.length())));
    return new Holder(
        word(words, 0),
        Splitter.on('.').splitToList(word(words, 2)).get(0),
        word(words, 4).replace('T', ' ').replace("Z", " UTC"),
        word(words, 5));
  }

  private static String word(List<String> words, int place) {
    return words.size() > place ? words.get(place) : "?";
  }

  /** {@code anna@ops1, since 2026-11-22 19:03:11 UTC, run 5f2c9a01}. */
  @Override
  public String toString() {
    return who + ", since " + since + ", run " + run;
  }
}
