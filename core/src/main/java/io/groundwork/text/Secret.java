package io.groundwork.text;

import java.util.Objects;

/**
 * A value that must not be shown: never in a log, a diff, an event, an exception or {@code
 * toString}. Code that needs the value itself says so by calling {@link #reveal()}.
 */
public final class Secret {

  /** What stands in every output in place of a secret. */
  public static final String MASK = "***";

  private final String value;

  private Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value in clear. For scripts on standard input and for authentication only. */
  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
