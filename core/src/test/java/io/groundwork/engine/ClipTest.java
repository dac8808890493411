package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClipTest {

  private static String clipped(int most, int piece, String text) {
    Clip clip = new Clip(most);
    byte[] bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      clip.take(bytes, at, Math.min(piece, bytes.length - at));
    }
    return clip.text();
  }

  @Test
  void whatFitsIsKeptAsItIs() {
    for (int piece : new int[] {1, 3, 100}) {
      assertThat(clipped(8, piece, "")).isEmpty();
      assertThat(clipped(8, piece, "12345678")).isEqualTo("12345678");
      assertThat(clipped(8, piece, "1234567890abcdef")).isEqualTo("1234567890abcdef");
    }
  }

  @Test
  void ofMoreTheBeginningAndTheEndAreKept() {
    String middle = "x".repeat(3000);
    for (int piece : new int[] {1, 5, 7, 8, 9, 2999, 5000}) {
      assertThat(clipped(8, piece, "BEGINING" + middle + "THE-END."))
          .as("pieces of %s", piece)
          .isEqualTo("BEGINING\n[… 2 kB left out …]\nTHE-END.");
    }
  }

  @Test
  void noCharacterIsCutInTwo() {
    String text = "abcdefgü" + "x".repeat(5000) + "€nd";
    assertThat(clipped(8, 100, text)).startsWith("abcdefg\n[…").endsWith("xx€nd");
    assertThat(clipped(4, 100, "abü" + "x".repeat(5000) + "€nd")).endsWith("]\nnd");
  }

  @Test
  void whatIsNoTextIsReplaced() {
    Clip clip = new Clip(100);
    clip.take(new byte[] {'a', (byte) 0xff, 0, 'b'}, 0, 4);
    assertThat(clip.text()).isEqualTo("a\ufffd\0b");
  }

  @Test
  void memoryStaysBounded() {
    Clip clip = new Clip(1 << 16);
    byte[] piece = new byte[32 * 1024];
    for (int turn = 0; turn < 10_000; turn++) {
      clip.take(piece, 0, piece.length);
    }
    assertThat(clip.held()).isLessThanOrEqualTo(2 << 16);
  }
}
