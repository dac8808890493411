package io.groundwork.requirements.check;

import java.util.Objects;

/**
 * A measured figure beside the documented ones, to draw.
 *
 * @param value what was measured
 * @param wanted what the tiers ask for
 * @param unit the unit of all three
 */
public record Gauge(double value, Amounts wanted, String unit) {
  public Gauge {
    Objects.requireNonNull(wanted, "wanted");
    Objects.requireNonNull(unit, "unit");
  }
}
