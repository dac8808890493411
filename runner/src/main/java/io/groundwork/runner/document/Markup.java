package io.groundwork.runner.document;

/** Text in HTML and XML: nothing from a file or a host can become markup. */
final class Markup {

  private Markup() {}

  /** The text for an element or a quoted attribute; what XML cannot hold is shown as �. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xfffd);
              }
            });
    return out.toString();
  }

  // Also without the marks that turn the writing direction around.
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0x7f)
        || (c >= 0xa0
            && c <= 0xd7ff
            && !(c >= 0x202a && c <= 0x202e)
            && !(c >= 0x2066 && c <= 0x2069))
        || (c >= 0xe000 && c <= 0xfffd)
        || (c >= 0x10000 && c <= 0x10ffff);
  }
}
