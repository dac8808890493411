package io.groundwork.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private final Redactor redactor = new Redactor();

  static Stream<String> nasty() {
    return Stream.of(
        "plain-secret",
        "with some spaces",
        " leading and trailing ",
        "it's 'quoted'",
        "say \"x\" \\ back\\slash",
        "pa$$ $(word) `id`",
        "line one\nline two\nshort",
        "tab\tand\rreturn",
        "pässwörd-日本語-😀",
        "<a href='x'>&\"</a>",
        "a+b/c=d?e&f%20",
        "-----BEGIN KEY-----\nabcdefghijklmnop\n-----END KEY-----\n",
        "\u0001\u001b[31mcontrol");
  }

  @ParameterizedTest
  @MethodSource("nasty")
  void aSecretIsMaskedHoweverItIsSpelled(String clear) {
    redactor.add(Secret.of(clear));
    String middle = clear.strip();
    for (String spelling :
        Stream.of(
                clear,
                Shell.quote(clear),
                "x='" + clear.replace("'", "'\\''") + "'",
                "{\"k\":\"" + json(clear) + "\"}",
                URLEncoder.encode(clear, UTF_8),
                URLEncoder.encode(clear, UTF_8).replace("+", "%20"),
                Base64.getEncoder().encodeToString(clear.getBytes(UTF_8)),
                Base64.getUrlEncoder().encodeToString(clear.getBytes(UTF_8)),
                middle)
            .toList()) {
      String masked = redactor.mask("[" + spelling + "]");
      assertThat(masked).startsWith("[").endsWith("]").contains("***");
      assertThat(masked).doesNotContain(middle);
      assertThat(masked.length()).isLessThan(40);
    }
  }

  @Test
  void everyOccurrenceIsMasked() {
    redactor.add(Secret.of("hunter2!"));
    assertThat(redactor.mask("hunter2!hunter2! x hunter2!")).isEqualTo("****** x ***");
  }

  @Test
  void aSecretThatHoldsAnotherIsMaskedWhole() {
    redactor.add(Secret.of("inner"));
    redactor.add(Secret.of("outer-inner-outer"));
    assertThat(redactor.mask("x outer-inner-outer y inner z")).isEqualTo("x *** y *** z");
  }

  @Test
  void secretsThatOverlapLeaveNothingOfEither() {
    redactor.add(Secret.of("abcdef"));
    redactor.add(Secret.of("defghi"));
    assertThat(redactor.mask("<abcdefghi>")).isEqualTo("<***>");
    redactor.add(Secret.of("aaaa"));
    assertThat(redactor.mask("<aaaaa>")).isEqualTo("<***>");
  }

  @Test
  void theLinesOfASecretAreMaskedByThemselves() {
    redactor.add(Secret.of("-----BEGIN KEY-----\n  abcdefghijklmnop\nxyz\n"));
    assertThat(redactor.mask("+  abcdefghijklmnop")).isEqualTo("+  ***");
    assertThat(redactor.mask("+xyz")).isEqualTo("+xyz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abc"})
  void whatIsTooShortIsLeft(String clear) {
    redactor.add(Secret.of(clear));
    assertThat(redactor.mask("abc a b")).isEqualTo("abc a b");
  }

  @Test
  void aTextWithoutSecretsIsTheVerySame() {
    String text = "nothing to hide";
    redactor.add(Secret.of("secret"));
    assertThat(redactor.mask(text)).isSameAs(text);
  }

  @Test
  void aSecretNeverShowsItself() {
    assertThat(Secret.of("hunter2")).hasToString("***").isEqualTo(Secret.of("hunter2"));
    assertThat(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
    assertThat(Secret.of("").isEmpty()).isTrue();
  }

  private static String json(String clear) {
    StringBuilder json = new StringBuilder();
    for (char c : clear.toCharArray()) {
      json.append(
          switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c);
          });
    }
    return json.toString();
  }
}
