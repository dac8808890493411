package io.groundwork.yaml;

import io.groundwork.text.LoadException;
import io.groundwork.vault.TextFile;
import io.groundwork.vault.Vault;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML into {@link Node}s that keep their text and their place. Anchors, aliases and merge
 * keys ({@code <<}) work; the only tags are {@code !vault}, {@code !unsafe} and {@code !!str}, and
 * no tag ever makes an object.
 */
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
    return load(file, Vault.EMPTY);
  }

  /**
   * The same for a file that may be sealed, as a whole or in some of its texts.
   *
   * @param vault opens the file at once, and its texts when they are read
   */
  public static Optional<Node> load(Path file, Vault vault) {
    return parse(TextFile.read(file, vault).text(), file.toString(), vault, false);
  }

  /** The same for a file with variables: if it is sealed as a whole, all its texts are secret. */
  public static Optional<Node> variables(Path file, Vault vault) {
    TextFile read = TextFile.read(file, vault);
    return parse(read.text(), file.toString(), vault, read.sealed());
  }

  /**
   * Reads a text that holds one document.
   *
   * @param source what to call the text in positions
   */
  public static Optional<Node> parse(String text, String source) {
    return parse(text, source, Vault.EMPTY, false);
  }

  /**
   * The same for a text with secrets.
   *
   * @param vault opens the texts that are sealed, when they are read
   * @param secret whether all other texts are secret too
   */
  public static Optional<Node> parse(String text, String source, Vault vault, boolean secret) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      return new Composer(clean, source, vault, secret).compose();
    } catch (YAMLException e) {
      throw new LoadException(SyntaxErrors.explain(e, clean, source));
    }
  }
}
