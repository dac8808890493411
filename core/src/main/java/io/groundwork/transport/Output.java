package io.groundwork.transport;

import java.util.Optional;

/**
 * Takes what a script writes, as it comes. Its methods for bytes must not block and may come from
 * any thread.
 */
public interface Output {

  /** A piece of its standard output; the array is not to be kept. */
  void out(byte[] bytes, int offset, int length);

  /** A piece of its standard error; the array is not to be kept. */
  void err(byte[] bytes, int offset, int length);

  /**
   * Called some times a second by the thread that waits for the script's end.
   *
   * @return a reason to give the script up; empty to go on
   */
  default Optional<String> waiting() {
    return Optional.empty();
  }

  /**
   * Whether the script's standard input is to stay open after the script: its end is the sign for
   * what waits for it. Asked some times a second.
   */
  default boolean holdsInput() {
    return false;
  }

  /** Whether everything has come. A process left behind may still hold the streams open then. */
  default boolean complete() {
    return false;
  }
}
