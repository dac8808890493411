package io.groundwork.yaml;

import io.groundwork.text.LoadException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads YAML into {@link Node}s that keep their text and their place. */
public final class Yaml {

  private Yaml() {}

  /**
   * Reads one file that holds one document.
   *
   * @return the document; empty for an empty file
   * @throws LoadException for an unreadable file, a syntax error, a tab, a duplicate key, a second
   *     document or an unknown tag, each with its place
   */
  public static Optional<Node> load(Path file) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * The same from a text.
   *
   * @param source what to call the text in positions
   */
  public static Optional<Node> parse(String text, String source) {
    throw new UnsupportedOperationException("being written");
  }
}
