package io.groundwork.runner.report;

/** How bad a problem is. */
public enum Severity {
  /** It ends what was asked for. */
  ERROR,
  /** It does not, but may not be meant. */
  WARNING
}
