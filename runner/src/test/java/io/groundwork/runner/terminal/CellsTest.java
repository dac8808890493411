package io.groundwork.runner.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

  @ParameterizedTest
  @CsvSource({"abc, 3", "für, 3", "日本, 4", "'', 0", "😀, 2", "e\u0301, 1"})
  void widthCountsCellsNotCharacters(String text, int cells) {
    assertThat(Cells.width(text)).isEqualTo(cells);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcd…",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "a b c, 4, a b…",
    "abc, 1, ''",
    "abc, 0, ''"
  })
  void cutLeavesNoHalfCharacterAndMarksTheCut(String text, int cells, String cut) {
    assertThat(Cells.cut(text, cells, "…")).isEqualTo(cut);
  }

  @Test
  void wrapBreaksBetweenWordsAndKeepsLongOnesWhole() {
    assertThat(Cells.wrap("a bb /a/very/long/path c", 5))
        .containsExactly("a bb", "/a/very/long/path", "c");
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "'a\tb', 'a\tb'",
    "'\u001b[2J', '\\x1b[2J'",
    "'a\rb', 'a\\x0db'",
    "'\u009b2J', '\\x9b2J'",
    "'a\u202eb', 'a\\u202eb'"
  })
  void harmlessShowsWhatWouldSteer(String text, String shown) {
    assertThat(Cells.harmless(text)).isEqualTo(shown);
  }
}
