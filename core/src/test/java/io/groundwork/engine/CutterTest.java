package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutterTest {

  private final List<String> told = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();

  private Cutter cutter() {
    told.clear();
    part.setLength(0);
    return new Cutter(
        "gwabc",
        new Cutter.Lines() {
          @Override
          public Cutter.Opening open(List<String> words) {
            flush();
            told.add("line " + words);
            int length = words.size() > 1 ? Integer.parseInt(words.get(1)) : -1;
            return new Cutter.Opening(
                (bytes, from, size) -> part.append(new String(bytes, from, size, UTF_8)), length);
          }

          @Override
          public void whole() {
            flush();
            told.add("whole");
          }
        });
  }

  private void flush() {
    if (!part.isEmpty()) {
      told.add("part " + part.toString().replace("\n", "|"));
      part.setLength(0);
    }
  }

  @Test
  void aStreamIsCutAlikeHoweverItsPiecesFall() {
    byte[] stream =
        "noise\n\ngwabc open\nfirst\ngwab no\n\ngwabc sized 9\n\ngwabc x\nmore\ngwabc open\n\n\nlast\n"
            .getBytes(UTF_8);
    for (int size = 1; size <= stream.length; size++) {
      Cutter cutter = cutter();
      for (int at = 0; at < stream.length; at += size) {
        cutter.take(stream, at, Math.min(size, stream.length - at));
      }
      flush();
      // The last newline may yet begin a marker.
      assertThat(told)
          .as("pieces of %s", size)
          .containsExactly(
              "line [open]",
              "part first|gwab no|",
              "line [sized, 9]",
              "part |gwabc x|",
              "whole",
              "line [open]",
              "part ||last");
    }
  }

  @Test
  void aMarkedLineWithoutEndIsRefused() {
    Cutter cutter = cutter();
    byte[] stream = ("\ngwabc " + "x".repeat(300)).getBytes(UTF_8);
    assertThatThrownBy(() -> cutter.take(stream, 0, stream.length))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
