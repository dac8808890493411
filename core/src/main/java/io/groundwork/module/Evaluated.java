package io.groundwork.module;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An expression of a task and what it came to.
 *
 * @param expression as it was written
 * @param value what it came to; empty when it is not defined
 */
public record Evaluated(String expression, Optional<Object> value) {

  public Evaluated {
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(value, "value");
  }

  /** The form in which the engine gives it as a parameter's value. */
  public Map<String, Object> asValue() {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("expression", expression);
    value.ifPresent(found -> form.put("value", found));
    return form;
  }
}
