package io.groundwork.runner.document;

import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Severity;
import java.util.Locale;

/** What outcomes are called, and the signs that tell them apart without their colours. */
final class Words {

  private Words() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "met";
      case WARN -> "warned";
      case FAIL -> "not met";
      case WAIVED -> "waived";
      case UNKNOWN -> "unknown";
    };
  }

  static String sign(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "✔";
      case WARN -> "!";
      case FAIL -> "✘";
      case WAIVED -> "~";
      case UNKNOWN -> "?";
    };
  }

  /** The class of their colour. */
  static String css(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  static String of(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
