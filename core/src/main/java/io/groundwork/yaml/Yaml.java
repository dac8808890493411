package io.groundwork.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads YAML into {@link Node}s that keep their text and their place. Anchors, aliases and merge
 * keys ({@code <<}) work; the only tags are {@code !vault}, {@code !unsafe} and {@code !!str}, and
 * no tag ever makes an object.
 */
public final class Yaml {

  /** No file an operator writes by hand comes near. */
  private static final int LONGEST_BYTES = 4 * 1024 * 1024;

  private Yaml() {}

  /**
   * Reads one file that holds one document.
   *
   * @return the document; empty for an empty file
   * @throws LoadException for an unreadable file, a syntax error, a tab, a duplicate key, a second
   *     document or an unknown tag, each with its place
   */
  public static Optional<Node> load(Path file) {
    return parse(read(file), file.toString());
  }

  /**
   * The same from a text.
   *
   * @param source what to call the text in positions
   */
  public static Optional<Node> parse(String text, String source) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      return new Composer(clean, source).compose();
    } catch (YAMLException e) {
      throw new LoadException(SyntaxErrors.explain(e, clean, source));
    }
  }

  private static String read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file, "is a directory, not a YAML file");
      }
      if (Files.size(file) > LONGEST_BYTES) {
        throw unreadable(file, "is longer than 4 MiB");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "may not be read by this user");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8 text");
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  private static LoadException unreadable(Path file, String why) {
    return new LoadException(Problem.at(Position.of(file.toString()), "this file " + why));
  }
}
