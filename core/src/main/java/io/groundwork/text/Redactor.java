package io.groundwork.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Masks every known secret in a text, on its way out. One redactor serves a run; every event passes
 * through it, so a producer that forgets a secret cannot leak it. Thread-safe.
 */
public final class Redactor {

  /** Shorter values would mask half of every text. */
  private static final int SHORTEST = 4;

  /** A line of a secret is masked by itself, if it is long enough to be told from others. */
  private static final int SHORTEST_LINE = 8;

  private final Set<String> spellings = new ConcurrentSkipListSet<>();

  /**
   * Masks this value from now on, also as it looks shell-quoted, in JSON, in XML, in a URL and in
   * Base64. Values of fewer than four characters are not masked.
   */
  public void add(Secret secret) {
    String clear = secret.reveal();
    spell(clear);
    if (!clear.strip().equals(clear)) {
      spell(clear.strip());
    }
    if (clear.indexOf('\n') >= 0) {
      clear
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE)
          .forEach(this::spell);
    }
  }

  private void spell(String clear) {
    // What is known already is spelled already: secrets are read over and over.
    if (clear.length() < SHORTEST || !spellings.add(clear)) {
      return;
    }
    spellings.add(clear.replace("'", "'\\''"));
    spellings.add(json(clear));
    spellings.add(xml(clear, "&#39;"));
    spellings.add(xml(clear, "&apos;"));
    String url = URLEncoder.encode(clear, UTF_8);
    spellings.add(url);
    spellings.add(url.replace("+", "%20"));
    byte[] bytes = clear.getBytes(UTF_8);
    spellings.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    spellings.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String xml(String clear, String apostrophe) {
    return clear
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", apostrophe);
  }

  private static String json(String clear) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < clear.length(); i++) {
      char c = clear.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> json.append(c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c));
      }
    }
    return json.toString();
  }

  /** A stretch of a text that is a secret. */
  private record Span(int from, int to) {}

  /** The text with {@link Secret#MASK} in place of every known secret. */
  public String mask(String text) {
    List<Span> spans = spans(text);
    if (spans.isEmpty()) {
      return text;
    }
    spans.sort(Comparator.comparingInt(Span::from));
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (Span span : spans) {
      // Of secrets that overlap, each is masked to its own end.
      if (span.from() >= done) {
        masked.append(text, done, span.from()).append(Secret.MASK);
      }
      done = Math.max(done, span.to());
    }
    return masked.append(text, done, text.length()).toString();
  }

  private List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    for (String spelling : spellings) {
      int at = text.indexOf(spelling);
      while (at >= 0) {
        spans.add(new Span(at, at + spelling.length()));
        at = text.indexOf(spelling, at + 1);
      }
    }
    return spans;
  }
}
