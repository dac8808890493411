package io.groundwork.module;

import java.util.Objects;

/**
 * One difference between what is and what will be.
 *
 * @param subject what differs: a path for a text, an attribute's name ("mode", "version") for a
 *     value
 * @param before what is; empty when there is nothing
 * @param after what will be; empty when it goes away
 * @param text whether both sides are texts of many lines, shown as a unified diff
 */
public record Diff(String subject, String before, String after, boolean text) {
  public Diff {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }

  /** A difference shown as {@code attribute: before -> after}. */
  public static Diff value(String attribute, String before, String after) {
    return new Diff(attribute, before, after, false);
  }

  /** A difference shown line by line. */
  public static Diff text(String path, String before, String after) {
    return new Diff(path, before, after, true);
  }
}
