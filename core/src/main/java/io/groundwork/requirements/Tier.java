package io.groundwork.requirements;

/** What a check asks of the hosts. */
public enum Tier {
  /** The document's minimum requirements. */
  MINIMUM,
  /** Its recommended ones. */
  RECOMMENDED,
  /** The minimum, and a warning where the recommended figure is not reached. */
  AUTO
}
