package io.groundwork.requirements.check;

import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind of check that the data can name.
 *
 * @param name its name in the data
 * @param figures the keys its figures may have
 * @param factory makes the check
 */
public record CheckKind(String name, List<String> figures, Factory factory) {

  public CheckKind {
    Objects.requireNonNull(name, "name");
    figures = List.copyOf(figures);
    Objects.requireNonNull(factory, "factory");
  }

  /** Makes a check from the data. */
  @FunctionalInterface
  public interface Factory {

    /**
     * The check with these figures.
     *
     * @param problems where to say what is wrong or missing in the figures
     * @return empty when something is
     */
    Optional<Check> create(Tables tables, Fields figures, Problems problems);
  }
}
