package io.groundwork.requirements.check;

import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Fields;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A figure that a requirement takes from the table of sizes.
 *
 * @param name its name in the table
 * @param tolerancePercent by how much a host may fall short of it
 */
record SizeFigure(String name, int tolerancePercent) {

  private static final int MOST_TOLERANCE = 20;

  static Optional<SizeFigure> load(Tables tables, Fields figures, Problems problems) {
    OptionalInt tolerance = figures.integer("tolerance_percent", 0, MOST_TOLERANCE);
    Optional<String> name = figures.requiredText("size");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<String> known = new TreeSet<>();
    tables.sizes().values().forEach(column -> known.addAll(column.keySet()));
    for (Column column : Column.values()) {
      if (tables.size(name.get(), column).isEmpty()) {
        problems.add(
            Problem.at(
                    figures.position("size"),
                    "the table of sizes has no \"" + name.get() + "\" for " + column.word())
                .withRemedy(
                    Suggestion.didYouMean(name.get(), known)
                        .orElse("it has " + String.join(", ", known))));
        return Optional.empty();
      }
    }
    return Optional.of(new SizeFigure(name.get(), tolerance.orElse(0)));
  }
}
