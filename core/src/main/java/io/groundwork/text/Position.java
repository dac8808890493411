package io.groundwork.text;

import java.util.Objects;

/**
 * Where something stands in a file an operator wrote.
 *
 * @param file the file as the operator would name it
 * @param line line, counted from 1
 * @param column column, counted from 1
 */
public record Position(String file, int line, int column) {

  public Position {
    Objects.requireNonNull(file, "file");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
    }
  }

  /** The place of something given on the command line or by an embedding program. */
  public static Position of(String source) {
    return new Position(source, 1, 1);
  }

  // Written out, since every run compares positions: what a record makes of itself is made when it
  // is first used, which costs a start some milliseconds.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Position position
            && line == position.line
            && column == position.column
            && file.equals(position.file));
  }

  @Override
  public int hashCode() {
    return (31 * line + column) * 31 + file.hashCode();
  }

  /** {@code file:line:column}, the form editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
