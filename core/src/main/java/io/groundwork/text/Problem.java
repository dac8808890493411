package io.groundwork.text;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong, said so that a person can act on it.
 *
 * @param summary what is wrong, one sentence without a final period
 * @param where where it stands in the operator's files, if it stands in one
 * @param remedy what to do next, one sentence without a final period; empty when the summary says
 *     it
 */
public record Problem(String summary, Optional<Position> where, Optional<String> remedy) {

  public Problem {
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(remedy, "remedy");
  }

  public static Problem of(String summary) {
    return new Problem(summary, Optional.empty(), Optional.empty());
  }

  public static Problem at(Position where, String summary) {
    return new Problem(summary, Optional.of(where), Optional.empty());
  }

  public Problem withRemedy(String text) {
    return new Problem(summary, where, Optional.of(text));
  }

  /** One or two lines: {@code file:line:column: summary} and the remedy behind an arrow. */
  @Override
  public String toString() {
    String head = where.map(position -> position + ": ").orElse("") + summary;
    return remedy.map(text -> head + "\n  -> " + text).orElse(head);
  }
}
