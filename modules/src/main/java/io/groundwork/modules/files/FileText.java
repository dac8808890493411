package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * The text of a file. Bytes that are no UTF-8 each become one character that no text holds, a lone
 * low surrogate, and come back as they were: an edit leaves alone what it does not understand.
 */
final class FileText {

  private static final char ESCAPE = '\uDC00';

  private FileText() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xff)));
      }
    }
  }

  static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text, i)) {
        bytes.writeBytes(text.substring(from, i).getBytes(UTF_8));
        bytes.write(text.charAt(i) - ESCAPE);
        from = i + 1;
      }
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static boolean isEscaped(String text, int at) {
    char c = text.charAt(at);
    return c >= ESCAPE + 0x80
        && c <= ESCAPE + 0xff
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
