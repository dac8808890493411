package io.groundwork.requirements.check;

import java.util.function.IntFunction;

/**
 * A figure of both tiers, in the unit its table says.
 *
 * @param minimum what the minimum tier asks for
 * @param recommended what the recommended tier asks for, at least the minimum
 */
public record Amounts(int minimum, int recommended) {

  public Amounts {
    if (minimum < 0 || recommended < minimum) {
      throw new IllegalArgumentException(
          "the recommended figure is below the minimum: " + recommended + " < " + minimum);
    }
  }

  /** The larger figure in each tier: what a host with two roles needs. */
  public Amounts larger(Amounts other) {
    return new Amounts(Math.max(minimum, other.minimum), Math.max(recommended, other.recommended));
  }

  /** The sum in each tier: what a host needs that stands for two. */
  public Amounts plus(Amounts other) {
    return new Amounts(minimum + other.minimum, recommended + other.recommended);
  }

  /**
   * The tier that a measured value reaches.
   *
   * @param value in the unit of the figures
   * @param tolerancePercent by how much a value may fall short and still count
   */
  public Reached reached(double value, int tolerancePercent) {
    double least = (100.0 - tolerancePercent) / 100.0;
    if (value >= recommended * least) {
      return Reached.RECOMMENDED;
    }
    return value >= minimum * least ? Reached.MINIMUM : Reached.BELOW;
  }

  /** Both figures for people, one if they are the same. */
  public String show(IntFunction<String> unit) {
    return minimum == recommended
        ? unit.apply(minimum)
        : unit.apply(minimum) + " (minimum), " + unit.apply(recommended) + " (recommended)";
  }
}
