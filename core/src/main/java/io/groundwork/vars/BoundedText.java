package io.groundwork.vars;

import java.io.IOException;
import java.io.Writer;

/** What a template writes, as long as it is not too much. */
final class BoundedText extends Writer {

  /** No file that a template makes comes near. */
  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  private final StringBuilder text = new StringBuilder();

  /** The template writes more than any template should. */
  static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("this template writes more than " + MOST_CHARACTERS / 1024 / 1024 + " MiB");
    }
  }

  @Override
  public void write(char[] characters, int from, int length) throws IOException {
    if (length > MOST_CHARACTERS - text.length()) {
      throw new TooLongException();
    }
    text.append(characters, from, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
