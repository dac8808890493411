package io.groundwork.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "  ",
          "\n",
          "\n\n",
          "a\nb\n",
          "'",
          "''",
          "'\\''",
          "\"",
          "\\",
          "\\\\",
          "$HOME",
          "${HOME}",
          "$(id)",
          "`id`",
          "!",
          "!!",
          "*",
          "?",
          "[a-z]*",
          "~",
          "~root",
          "#",
          "# x",
          "-",
          "-n",
          "--",
          "-e x",
          "a b",
          "a\tb",
          "a;b",
          "a&b",
          "a|b",
          "a>b",
          "<a",
          "(a)",
          "{a,b}",
          "a=b",
          "FOO=bar",
          "%s",
          "%d\\n",
          "é",
          "日本語",
          "😀",
          "\u0001\u007f",
          "\r\n",
          "EOF",
          "it's \"all\" $there `here`",
          "\\n",
          "a\\",
          "if",
          "done",
          "&&",
          "$'x'",
          "$\"x\"",
          "^",
          "=");

  private static final String ALPHABET = "ab'\"\\$`!*?[](){}<>|&;#~=%-+ \t\n\réß日😀/.,:@^_0";

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "plain,plain",
        "/etc/x.conf,/etc/x.conf",
        "a b,'a b'",
        "a@b:c%d,a@b:c%d",
        "$x,'$x'",
      })
  void quotesOnlyWhatNeedsIt(String value, String quoted) {
    assertThat(Shell.quote(value)).isEqualTo(quoted);
  }

  @Test
  void anEmptyValueIsStillAWord() {
    assertThat(Shell.quote("")).isEqualTo("''");
  }

  @Test
  void aNulIsRefused() {
    assertThatThrownBy(() -> Shell.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "busybox sh", "dash"})
  void aShellReadsBackWhatWasQuoted(String shell) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    assumeThat(isInstalled(command.get(0))).as("%s is not installed here", shell).isTrue();
    List<String> values = new ArrayList<>(NASTY);
    Random random = new Random(20261122);
    for (int i = 0; i < 3000; i++) {
      values.add(randomText(random));
    }
    StringBuilder script = new StringBuilder();
    for (String value : values) {
      script.append("printf '%s\\0' ").append(Shell.quote(value)).append('\n');
    }
    Path file = Files.writeString(dir.resolve("script.sh"), script.toString());
    Path out = dir.resolve("out");
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    StringBuilder expected = new StringBuilder();
    values.forEach(value -> expected.append(value).append('\0'));
    assertThat(Files.readString(out, UTF_8)).isEqualTo(expected.toString());
  }

  private static String randomText(Random random) {
    int[] letters = ALPHABET.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static boolean isInstalled(String program) {
    return List.of("/bin/", "/usr/bin/").stream()
        .anyMatch(path -> Files.isExecutable(Path.of(path + program)));
  }
}
