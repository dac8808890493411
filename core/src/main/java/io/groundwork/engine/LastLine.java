package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Remembers the last whole line that is not blank, as the pieces of a stream come in. */
final class LastLine {

  /**
   * No more of a line is kept; what a secret might be cut in two by is far beyond what is shown.
   */
  private static final int LONGEST = 8192;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<String> last = Optional.empty();

  void take(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int stop = lastBreak(bytes, offset, end);
    if (stop >= offset) {
      int start = stop;
      // Over the line's end, then back to the one before it.
      while (start > offset && isBreak(bytes[start - 1])) {
        start--;
      }
      int close = start;
      while (start > offset && !isBreak(bytes[start - 1])) {
        start--;
      }
      if (start > offset) {
        line.reset();
      }
      keep(bytes, start, close);
      String text = line.toString(UTF_8);
      if (!text.isBlank()) {
        last = Optional.of(text);
      }
      line.reset();
    }
    keep(bytes, stop + 1 > offset ? stop + 1 : offset, end);
  }

  private static int lastBreak(byte[] bytes, int offset, int end) {
    int at = end - 1;
    while (at >= offset && !isBreak(bytes[at])) {
      at--;
    }
    return at;
  }

  // A bar that is drawn again and again ends in carriage returns.
  private static boolean isBreak(byte one) {
    return one == '\n' || one == '\r';
  }

  private void keep(byte[] bytes, int from, int to) {
    int room = LONGEST - line.size();
    line.write(bytes, from, Math.max(0, Math.min(room, to - from)));
  }

  /**
   * The line, once.
   *
   * @param ended whether what came last is a whole line, though its end has not come here
   */
  Optional<String> poll(boolean ended) {
    if (ended && line.size() > 0) {
      take(new byte[] {'\n'}, 0, 1);
    }
    Optional<String> polled = last;
    last = Optional.empty();
    return polled;
  }
}
