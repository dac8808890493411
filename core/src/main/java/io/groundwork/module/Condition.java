package io.groundwork.module;

import java.util.Map;
import java.util.Objects;

/**
 * One condition of a task as the engine found it.
 *
 * @param expression as it was written
 * @param holds whether it held when the task was planned
 */
public record Condition(String expression, boolean holds) {

  public Condition {
    Objects.requireNonNull(expression, "expression");
  }

  /** The form in which the engine gives it as a parameter's value. */
  public Map<String, Object> asValue() {
    return Map.of("expression", expression, "holds", holds);
  }
}
