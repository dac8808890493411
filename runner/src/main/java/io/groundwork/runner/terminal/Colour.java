package io.groundwork.runner.terminal;

/** What a part of a line means, by its colour. */
public enum Colour {
  /** As it should be. */
  OK("32"),
  /** Changed, or would be. */
  CHANGED("33"),
  /** Went wrong. */
  FAILED("31"),
  /** Left out. */
  SKIPPED("36"),
  /** Not known. */
  UNKNOWN("35"),
  /** A name or a heading. */
  STRONG("1"),
  /** Beside the point. */
  FAINT("2");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
