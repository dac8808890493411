package io.groundwork.modules.postgresql;

/** Quoting for SQL: the one place where a value becomes part of a statement. */
final class Sql {

  private Sql() {}

  /** A name of something, as it is, in any case and with any characters. */
  static String name(String name) {
    return '"' + clean(name).replace("\"", "\"\"") + '"';
  }

  /** A text value, whatever standard_conforming_strings says. */
  static String text(String value) {
    String doubled = clean(value).replace("'", "''");
    return doubled.contains("\\")
        ? " E'" + doubled.replace("\\", "\\\\") + "'"
        : "'" + doubled + "'";
  }

  private static String clean(String text) {
    if (text.indexOf('\0') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a name or value holds a line break or a NUL");
    }
    return text;
  }
}
