package io.groundwork.modules.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Texts of files whose bytes need not be UTF-8: a byte that is not becomes a lone surrogate, and
 * the same byte again when the text is written.
 */
final class RawText {

  /** What stands for byte 0, in a range that no decoded text can hold. */
  private static final int BASE = 0xDC00;

  private RawText() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          out.put((char) (BASE + (in.get() & 0xFF)));
        }
      }
    }
    return out.flip().toString();
  }

  static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder proper = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      if (character < BASE || character > BASE + 0xFF) {
        proper.appendCodePoint(character);
        continue;
      }
      bytes.writeBytes(proper.toString().getBytes(UTF_8));
      proper.setLength(0);
      bytes.write(character - BASE);
    }
    bytes.writeBytes(proper.toString().getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
