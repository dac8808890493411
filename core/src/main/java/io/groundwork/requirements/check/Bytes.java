package io.groundwork.requirements.check;

import java.util.Locale;

/** Sizes for people: memory in powers of 1024, disks in powers of 1000, as both are sold. */
final class Bytes {

  private static final double GIB = 1L << 30;
  private static final double GB = 1e9;

  private Bytes() {}

  static double gib(long bytes) {
    return bytes / GIB;
  }

  static double gb(long bytes) {
    return bytes / GB;
  }

  static String memory(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", gib(bytes));
  }

  static String disk(long bytes) {
    return bytes >= 1000 * GB
        ? String.format(Locale.ROOT, "%.2f TB", gb(bytes) / 1000)
        : String.format(Locale.ROOT, "%.0f GB", gb(bytes));
  }
}
