package io.groundwork.requirements;

/** How a requirement stands on a host. */
public enum Outcome {
  /** It is met. */
  PASS,
  /** It is met, but not as recommended; or it is not met and need not be. */
  WARN,
  /** It must be met and is not. */
  FAIL,
  /** It is not met, or not as recommended, and somebody has said why it need not be. */
  WAIVED,
  /** It could not be judged; the finding says why. */
  UNKNOWN
}
