package io.groundwork.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void aTreeIsOneLineWithItsKeysInOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("b", List.of(1, true, Optional.empty()));
    tree.put("a", Map.of("secret", Secret.of("geheim")));

    assertThat(Json.line(tree)).isEqualTo("{\"b\":[1,true,null],\"a\":{\"secret\":\"***\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\"b\\c",
        "line\nline\r\ttab",
        "\u0000\u001b\u007f",
        "für 日本 😀",
        "\ud800 alone",
        "\u2028"
      })
  void anyTextComesBackAsItWasAndNeedsOneLine(String text) {
    String json = Json.line(Map.of("key " + text, text));

    assertThat(json.lines()).hasSize(1);
    assertThat(JsonReader.object(json)).isEqualTo(Map.of("key " + text, text));
  }

  @Test
  void whatOthersWroteIsRead() {
    assertThat(
            JsonReader.object(" {\"a\" : [1.5e3 , -2, {}], \"n\": null,\n\"s\": \"\\u00e4\\/\"} "))
        .isEqualTo(
            Map.of(
                "a", List.of(new BigDecimal("1.5e3"), new BigDecimal("-2"), Map.of()), "s", "ä/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":1} x",
        "{\"a\":\"unterminated",
        "{\"a\":1e}"
      })
  void anythingElseIsRefusedWithThePlace(String text) {
    assertThatThrownBy(() -> JsonReader.object(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(line \\d+, column \\d+: |something follows)(?s:.*)");
  }

  @Test
  void depthIsLimited() {
    assertThatThrownBy(() -> JsonReader.object("{\"a\":" + "[".repeat(5000)))
        .hasMessageContaining("depth");
  }
}
