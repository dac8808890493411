package io.groundwork.requirements;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Says what is wrong in the data, where, and what may have been meant. */
record Slips(Problems problems) {

  /** Whether a word is one of the known ones; says so if it is not. */
  boolean known(String word, Collection<String> known, String what, Position where) {
    if (known.contains(word)) {
      return true;
    }
    problems.add(
        Problem.at(where, "there is no " + what + " \"" + word + "\"")
            .withRemedy(
                Suggestion.didYouMean(word, known)
                    .orElse("there are " + String.join(", ", known))));
    return false;
  }

  /** What a constructor makes, unless it refuses; says so if it does. */
  <T> Optional<T> made(Position where, Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (IllegalArgumentException e) {
      problems.add(Problem.at(where, e.getMessage()));
      return Optional.empty();
    }
  }
}
