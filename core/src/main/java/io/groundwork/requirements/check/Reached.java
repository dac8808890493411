package io.groundwork.requirements.check;

/** Which tier of the requirements a host reaches. */
public enum Reached {
  BELOW,
  MINIMUM,
  RECOMMENDED
}
