package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import io.groundwork.module.Diff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file should hold.
 *
 * @param bytes the content; may hold secrets
 * @param size in bytes
 * @param sha256 hexadecimal
 * @param sha1 hexadecimal, for the result: Ansible's playbooks compare it; empty for a content that
 *     only a host has
 */
record FileContent(ByteSource bytes, long size, String sha256, String sha1) {

  FileContent {
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(sha1, "sha1");
  }

  /**
   * @throws IOException when it cannot be read
   */
  @SuppressWarnings("deprecation") // SHA-1 is what Ansible's result holds; nothing relies on it.
  static FileContent of(ByteSource bytes) throws IOException {
    return new FileContent(
        bytes,
        bytes.size(),
        bytes.hash(Hashing.sha256()).toString(),
        bytes.hash(Hashing.sha1()).toString());
  }

  static FileContent of(byte[] bytes) {
    try {
      return of(ByteSource.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileContent of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** What a file on the host holds; its bytes are known here when it is small. */
  static FileContent on(PathState file) {
    return file.around()
        .content()
        .map(FileContent::of)
        .orElseGet(
            () ->
                new FileContent(
                    ByteSource.empty(), file.size().orElse(0), file.digest().orElse(""), ""));
  }

  /** Whether its bytes are known here. */
  boolean isKnown() {
    return !sha1.isEmpty();
  }

  /**
   * How it differs from what is at the path: line by line when both are texts of moderate size. The
   * texts stand there in clear, secrets too; who shows a difference masks them.
   */
  Diff diff(String path, PathState is) {
    if (size == 0 && !is.exists()) {
      return Diff.value("state", "absent", "file");
    }
    Optional<String> before =
        is.isFile() ? is.around().content().flatMap(FileContent::text) : Optional.of("");
    Optional<String> after = isKnown() && size <= PathQuestion.SHOWN ? read() : Optional.empty();
    if (before.isPresent() && after.isPresent() && !before.equals(after)) {
      return Diff.text(path, before.get(), after.get());
    }
    String now =
        is.digest()
            .map(digest -> show(digest, is.size().orElse(0)))
            .orElse(is.isFile() ? "other" : "");
    return Diff.value("content", now, show(sha256, size));
  }

  private static String show(String sha256, long size) {
    return size + " bytes, sha256 " + sha256;
  }

  private Optional<String> read() {
    try {
      return text(bytes.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
