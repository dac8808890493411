package io.groundwork.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A text file an operator wrote, opened if it is sealed as a whole.
 *
 * @param text its text, without a byte order mark
 * @param sealed whether it was sealed
 */
public record TextFile(String text, boolean sealed) {

  /** No file an operator writes by hand comes near. */
  private static final int LONGEST_BYTES = 4 * 1024 * 1024;

  /** A vault is four times as long as what it holds, and its line ends. */
  private static final int LONGEST_SEALED_BYTES = 5 * LONGEST_BYTES;

  public TextFile {
    Objects.requireNonNull(text, "text");
  }

  /**
   * Reads a file.
   *
   * @throws LoadException when it cannot be read, is longer than 4 MiB, is no UTF-8 or is sealed
   *     and cannot be opened
   */
  public static TextFile read(Path file, Vault vault) {
    byte[] bytes = bytes(file);
    boolean sealed = Vault.isSealed(bytes);
    byte[] clear = sealed ? vault.open(bytes, Position.of(file.toString())) : bytes;
    if (clear.length > LONGEST_BYTES) {
      throw unreadable(file, "is longer than 4 MiB");
    }
    return new TextFile(decoded(clear, file), sealed);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file, "is a directory, not a file");
      }
      if (Files.size(file) > LONGEST_SEALED_BYTES) {
        throw unreadable(file, "is longer than 4 MiB");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "may not be read by this user");
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  private static String decoded(byte[] bytes, Path file) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    boolean malformed = decoder.decode(in, out, true).isError();
    String text = out.flip().toString();
    if (malformed) {
      int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
      int column = text.length() - text.lastIndexOf('\n');
      throw new LoadException(
          Problem.at(
                  new Position(file.toString(), line, column),
                  "this file is not UTF-8 text, from here on")
              .withRemedy("save it as UTF-8; iconv -f LATIN1 -t UTF-8 does so"));
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static LoadException unreadable(Path file, String why) {
    return new LoadException(Problem.at(Position.of(file.toString()), "this file " + why));
  }
}
