package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Cuts a stream at the lines that begin with a nonce, as its pieces come in: each such line opens a
 * part, which goes on to the next such line or has a length of its own. Keeps nothing itself.
 */
final class Cutter {

  /** A marked line is short; a longer one was not written by the batch. */
  private static final int LONGEST_LINE = 200;

  /** Takes the bytes of a part. */
  interface Part {
    Part NOWHERE = (bytes, offset, length) -> {};

    void take(byte[] bytes, int offset, int length);
  }

  /**
   * What follows a marked line.
   *
   * @param length in bytes; negative: up to the next marked line
   * @param part takes it
   */
  record Opening(Part part, int length) {}

  /** Told of each marked line. */
  interface Lines {
    /**
     * Opens a part.
     *
     * @param words of the line, without the nonce
     * @throws IllegalArgumentException when no batch writes such a line
     */
    Opening open(List<String> words);

    /** A part of a length of its own has come whole. */
    void whole();
  }

  private final byte[] marker;
  private final Lines lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Part part = Part.NOWHERE;
  private int matched;
  private boolean inLine;
  private int left;
  private boolean measured;

  Cutter(String nonce, Lines lines) {
    this.marker = ("\n" + nonce + " ").getBytes(US_ASCII);
    this.lines = lines;
  }

  /** Takes the next piece of the stream. */
  void take(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (inLine) {
        at = readLine(bytes, at, end);
      } else if (measured) {
        at = readMeasured(bytes, at, end);
      } else {
        at = seek(bytes, at, end);
      }
    }
  }

  /** Whether a newline is held back that may begin a marked line. */
  boolean atLineEnd() {
    return matched > 0;
  }

  private int readLine(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    line.write(bytes, from, at - from);
    if (line.size() > LONGEST_LINE) {
      throw new IllegalArgumentException("a marked line without end");
    }
    if (at == end) {
      return at;
    }
    inLine = false;
    Opening opening = lines.open(Splitter.on(' ').splitToList(line.toString(ISO_8859_1)));
    line.reset();
    part = opening.part();
    measured = opening.length() >= 0;
    left = Math.max(0, opening.length());
    if (measured && left == 0) {
      endMeasured();
    }
    return at + 1;
  }

  private int readMeasured(byte[] bytes, int from, int end) {
    int length = Math.min(left, end - from);
    part.take(bytes, from, length);
    left -= length;
    if (left == 0) {
      endMeasured();
    }
    return from + length;
  }

  private void endMeasured() {
    measured = false;
    part = Part.NOWHERE;
    lines.whole();
  }

  /**
   * Passes on what stands before the next marker. A newline begins it and is nowhere else in it.
   */
  private int seek(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      if (matched == 0) {
        int start = at;
        while (at < end && bytes[at] != '\n') {
          at++;
        }
        part.take(bytes, start, at - start);
        if (at == end) {
          return at;
        }
        matched = 1;
        at++;
        continue;
      }
      if (bytes[at] == marker[matched]) {
        matched++;
        at++;
        if (matched == marker.length) {
          matched = 0;
          inLine = true;
          return at;
        }
        continue;
      }
      // No marker after all; the byte that broke it may begin another.
      part.take(marker, 0, matched);
      matched = 0;
    }
    return at;
  }
}
