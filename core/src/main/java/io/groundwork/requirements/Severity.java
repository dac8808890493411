package io.groundwork.requirements;

import java.util.Locale;
import java.util.Optional;

/** What follows when a requirement is not met. */
public enum Severity {
  /** The host fails. */
  MUST,
  /** The operator is warned. */
  SHOULD,
  /** The operator is told; the document asks for nothing. */
  NOTE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Severity> of(String word) {
    for (Severity severity : values()) {
      if (severity.word().equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
