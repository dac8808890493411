package io.groundwork.runner.terminal;

import java.util.ArrayList;
import java.util.List;

/** Texts as a terminal shows them: what they may hold, and how many cells they take. */
public final class Cells {

  private Cells() {}

  /**
   * The text without anything that could steer a terminal: names, file contents and messages come
   * from files and hosts. Control characters but tabs are shown as {@code \x1b}.
   */
  public static String harmless(String text) {
    if (text.chars().noneMatch(Cells::steers)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length() + 8);
    text.chars()
        .forEach(
            c -> {
              if (steers(c)) {
                clean.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c));
              } else {
                clean.append((char) c);
              }
            });
    return clean.toString();
  }

  // C0 and C1 controls, and the marks that turn the writing direction around.
  private static boolean steers(int c) {
    return (c < 0x20 && c != '\t')
        || (c >= 0x7f && c < 0xa0)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** How many cells the text takes. */
  public static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** The text, cut where it would take more cells than that; the cut is marked. */
  public static String cut(String text, int cells, String mark) {
    if (width(text) <= cells) {
      return text;
    }
    int room = cells - width(mark);
    if (room <= 0) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      used += width(c);
      if (used > room) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.toString().stripTrailing() + mark;
  }

  /** The text with spaces behind it, up to that many cells. */
  public static String pad(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }

  /**
   * The text broken between words into lines of at most that many cells; a longer word stays whole.
   */
  public static List<String> wrap(String text, int cells) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.strip().split("\\s+")) {
      int more = width(word);
      if (used > 0 && used + 1 + more > cells) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += more;
    }
    lines.add(line.toString());
    return lines;
  }

  private static int width(int c) {
    if (c == '\t') {
      return 8;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }
}
