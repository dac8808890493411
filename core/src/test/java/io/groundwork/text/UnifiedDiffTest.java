package io.groundwork.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  void equalTextsHaveNoDifference() {
    assertThat(UnifiedDiff.lines("x", "a\nb\n", "a\nb\n")).isEmpty();
    assertThat(UnifiedDiff.lines("x", "", "")).isEmpty();
  }

  @Test
  void aChangedLineIsShownWithThreeLinesAround() {
    assertThat(diff(numbers(1, 9), numbers(1, 9).replace("5\n", "five\n")))
        .isEqualTo(
            """
            --- before: /etc/x
            +++ after: /etc/x
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8""");
  }

  @Test
  void aNewFileIsAllAdded() {
    assertThat(diff("", "a\nb\n"))
        .isEqualTo("--- before: /etc/x\n+++ after: /etc/x\n@@ -0,0 +1,2 @@\n+a\n+b");
  }

  @Test
  void aFileThatGoesIsAllRemoved() {
    assertThat(diff("a\n", ""))
        .isEqualTo("--- before: /etc/x\n+++ after: /etc/x\n@@ -1 +0,0 @@\n-a");
  }

  @Test
  void aMissingNewlineAtTheEndIsADifference() {
    assertThat(diff("a\nb", "a\nb\n"))
        .isEqualTo(
            """
            --- before: /etc/x
            +++ after: /etc/x
            @@ -1,2 +1,2 @@
             a
            -b
            \\ No newline at end of file
            +b""");
    assertThat(diff("a\nc", "b\nc")).endsWith(" c\n\\ No newline at end of file");
  }

  @Test
  void changesFarApartAreShownApart() {
    String after = numbers(1, 30).replace("\n3\n", "\nx\n").replace("\n27\n", "\ny\n");
    assertThat(diff(numbers(1, 30), after))
        .contains("@@ -1,6 +1,6 @@")
        .contains("@@ -24,7 +24,7 @@");
    String near = numbers(1, 30).replace("\n3\n", "\nx\n").replace("\n10\n", "\ny\n");
    assertThat(diff(numbers(1, 30), near).split("@@ -", -1)).hasSize(2);
  }

  @Test
  void binaryContentIsOnlyCounted() {
    assertThat(UnifiedDiff.lines("x", "a\0b", "a\0é"))
        .containsExactly("binary files differ (3 -> 4 bytes)");
  }

  @Test
  void hugeTextsAreBounded() {
    String before = numbers(1, 200_000);
    String after = numbers(200_000, 400_000);
    long start = System.nanoTime();
    List<String> lines = UnifiedDiff.lines("x", before, after);
    assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(10);
    assertThat(lines).hasSize(2001);
    assertThat(lines.get(2000)).matches("… \\d+ more lines");
    assertThat(UnifiedDiff.lines("x", before, before.replace("\n99999\n", "\nx\n"))).hasSize(11);
    assertThat(UnifiedDiff.lines("x", "", "a".repeat(20_000_000)))
        .containsExactly("texts differ, too long to compare (0 -> 20000000 bytes)");
  }

  @Test
  void whoAppliesADifferenceGetsTheOtherText() {
    Random random = new Random(20261122);
    for (int i = 0; i < 2000; i++) {
      String before = randomText(random);
      String after = randomText(random);
      assertThat(apply(before, UnifiedDiff.lines("x", before, after))).isEqualTo(after);
    }
  }

  private static String apply(String before, List<String> diff) {
    List<String> lines = before.isEmpty() ? List.of() : List.of(before.split("(?<=\n)", -1));
    lines = lines.stream().filter(line -> !line.isEmpty()).toList();
    StringBuilder after = new StringBuilder();
    Pattern head = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");
    int at = 0;
    List<String> rest = new ArrayList<>(diff);
    for (int i = 2; i < rest.size(); i++) {
      String line = rest.get(i);
      boolean cut = i + 1 < rest.size() && rest.get(i + 1).startsWith("\\");
      String text = line.substring(1) + (cut ? "" : "\n");
      Matcher hunk = head.matcher(line);
      if (hunk.matches()) {
        int start = Integer.parseInt(hunk.group(1)) - ("0".equals(hunk.group(2)) ? 0 : 1);
        while (at < start) {
          after.append(lines.get(at++));
        }
      } else if (line.startsWith("+")) {
        after.append(text);
      } else if (!line.startsWith("\\")) {
        assertThat(lines.get(at++)).isEqualTo(text);
        after.append(line.startsWith(" ") ? text : "");
      }
    }
    while (at < lines.size()) {
      after.append(lines.get(at++));
    }
    return after.toString();
  }

  private static String randomText(Random random) {
    String text =
        IntStream.range(0, random.nextInt(30))
            .mapToObj(i -> "l" + random.nextInt(6) + "\n")
            .collect(Collectors.joining());
    return random.nextInt(3) == 0 ? text.stripTrailing() : text;
  }

  private static String diff(String before, String after) {
    return String.join("\n", UnifiedDiff.lines("/etc/x", before, after));
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }
}
