package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Keeps the beginning and the end of what is written to it, however much that is. */
final class Clip {

  private final int most;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private byte[] tail = new byte[0];
  private long taken;

  /**
   * @param most bytes kept of the beginning, and as many of the end
   */
  Clip(int most) {
    this.most = most;
  }

  void take(byte[] bytes, int offset, int length) {
    int first = Math.min(length, most - head.size());
    head.write(bytes, offset, first);
    keepEnd(bytes, offset + first, length - first);
  }

  private void keepEnd(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return;
    }
    grow(length);
    // Of one long piece only the end can stay.
    int skipped = Math.max(0, length - most);
    int at = (int) ((taken + skipped) % most);
    int left = length - skipped;
    int first = Math.min(left, most - at);
    System.arraycopy(bytes, offset + skipped, tail, at, first);
    System.arraycopy(bytes, offset + skipped + first, tail, 0, left - first);
    taken += length;
  }

  /** The ring has its full size only once it is needed. */
  private void grow(int length) {
    if (tail.length < most) {
      long wanted = Math.max(taken + length, 2L * tail.length);
      byte[] larger = new byte[(int) Math.min(most, wanted)];
      System.arraycopy(tail, 0, larger, 0, (int) Math.min(taken, tail.length));
      tail = larger;
    }
  }

  /** Bytes held in memory. */
  int held() {
    return head.size() + tail.length;
  }

  /** What was written, as UTF-8, with a note in place of what was left out. */
  String text() {
    byte[] start = head.toByteArray();
    if (taken == 0) {
      return new String(start, UTF_8);
    }
    byte[] end = end();
    if (taken <= most) {
      byte[] whole = new byte[start.length + end.length];
      System.arraycopy(start, 0, whole, 0, start.length);
      System.arraycopy(end, 0, whole, start.length, end.length);
      return new String(whole, UTF_8);
    }
    int until = wholeCharacters(start);
    int from = 0;
    while (from < Math.min(3, end.length) && isContinuation(end[from])) {
      from++;
    }
    return new String(start, 0, until, UTF_8)
        + "\n[… "
        + size(taken - most)
        + " left out …]\n"
        + new String(end, from, end.length - from, UTF_8);
  }

  private byte[] end() {
    int length = (int) Math.min(taken, most);
    byte[] end = new byte[length];
    int at = taken <= most ? 0 : (int) (taken % most);
    System.arraycopy(tail, at, end, 0, length - at);
    System.arraycopy(tail, 0, end, length - at, at);
    return end;
  }

  /** How many bytes to take so that no character is cut in two. */
  private static int wholeCharacters(byte[] bytes) {
    int lead = bytes.length - 1;
    while (lead > bytes.length - 4 && lead > 0 && isContinuation(bytes[lead])) {
      lead--;
    }
    return lead >= 0 && (bytes[lead] & 0xC0) == 0xC0 ? lead : bytes.length;
  }

  private static boolean isContinuation(byte one) {
    return (one & 0xC0) == 0x80;
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : Math.max(1, bytes >> 10) + " kB";
  }
}
