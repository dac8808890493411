package io.groundwork.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Masks every known secret in a text, on its way out. One redactor serves a run; every event passes
 * through it, so a producer that forgets a secret cannot leak it. Thread-safe.
 */
public final class Redactor {

  /** Shorter values would mask half of every text and are refused as secrets elsewhere. */
  private static final int SHORTEST = 4;

  // Longest first, so that a secret that contains another one is masked whole.
  private final Set<String> spellings =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Masks this value from now on, also as it looks shell-quoted, in JSON and in Base64. */
  public void add(Secret secret) {
    String clear = secret.reveal();
    if (clear.length() < SHORTEST) {
      return;
    }
    spellings.add(clear);
    spellings.add(Shell.quote(clear.replace("\0", "")));
    spellings.add(clear.replace("'", "'\\''"));
    spellings.add(clear.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    spellings.add(Base64.getEncoder().encodeToString(clear.getBytes(UTF_8)));
    clear.lines().filter(line -> line.length() >= 8).forEach(spellings::add);
  }

  /** The text with {@link Secret#MASK} in place of every known secret. */
  public String mask(String text) {
    String masked = text;
    for (String spelling : spellings) {
      if (masked.contains(spelling)) {
        masked = masked.replace(spelling, Secret.MASK);
      }
    }
    return masked;
  }
}
