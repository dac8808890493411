package io.groundwork.module;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file mode as Ansible takes it: octal ({@code 0644}, {@code 644}) or symbolic ({@code
 * u=rw,go=r}, {@code u+x}, {@code a-w}, {@code g+X}).
 *
 * @param text as it was written
 */
public record Mode(String text) {

  private static final Pattern OCTAL = Pattern.compile("0?o?[0-7]{3,4}");
  private static final Pattern CLAUSE = Pattern.compile("([ugoa]*)((?:[-+=][rwxXst]*)+)");
  private static final Pattern STEP = Pattern.compile("([-+=])([rwxXst]*)");

  /**
   * @throws IllegalArgumentException when the text is no mode
   */
  public Mode {
    if (!OCTAL.matcher(text).matches()) {
      for (String clause : text.split(",", -1)) {
        if (!CLAUSE.matcher(clause).matches()) {
          throw new IllegalArgumentException(
              "\"" + text + "\" is no file mode; write it as \"0644\" or \"u=rw,go=r\"");
        }
      }
    }
  }

  /**
   * The mode bits that result.
   *
   * @param present the bits the file has, or would have by default, for symbolic modes
   * @param directory whether it is a directory, for {@code X}
   */
  public int apply(int present, boolean directory) {
    if (OCTAL.matcher(text).matches()) {
      return Integer.parseInt(text.replace("o", ""), 8);
    }
    int bits = present;
    for (String clause : text.split(",", -1)) {
      bits = applyClause(clause, bits, directory);
    }
    return bits;
  }

  private static int applyClause(String clause, int present, boolean directory) {
    Matcher parts = CLAUSE.matcher(clause);
    if (!parts.matches()) {
      throw new IllegalStateException(clause);
    }
    String who = parts.group(1).isEmpty() || parts.group(1).contains("a") ? "ugo" : parts.group(1);
    int bits = present;
    Matcher step = STEP.matcher(parts.group(2));
    while (step.find()) {
      int mask = 0;
      int all = 0;
      for (char whom : who.toCharArray()) {
        mask |= permissions(step.group(2), whom, bits, directory);
        all |= everything(whom);
      }
      bits =
          switch (step.group(1).charAt(0)) {
            case '+' -> bits | mask;
            case '-' -> bits & ~mask;
            default -> (bits & ~all) | mask;
          };
    }
    return bits;
  }

  private static int permissions(String letters, char whom, int present, boolean directory) {
    int shift = shift(whom);
    int bits = 0;
    for (char letter : letters.toCharArray()) {
      bits |=
          switch (letter) {
            case 'r' -> 4 << shift;
            case 'w' -> 2 << shift;
            case 'x' -> 1 << shift;
            case 'X' -> directory || (present & 0111) != 0 ? 1 << shift : 0;
            case 's' -> whom == 'u' ? 04000 : whom == 'g' ? 02000 : 0;
            default -> whom == 'o' ? 01000 : 0;
          };
    }
    return bits;
  }

  private static int everything(char whom) {
    int special = whom == 'u' ? 04000 : whom == 'g' ? 02000 : 01000;
    return 7 << shift(whom) | special;
  }

  private static int shift(char whom) {
    return whom == 'u' ? 6 : whom == 'g' ? 3 : 0;
  }

  /** Mode bits as people write them: {@code 0644}. */
  public static String show(int bits) {
    return String.format("%04o", bits);
  }
}
