package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.text.LoadException;
import io.groundwork.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraVarsTest {

  @Test
  void pairsAreTextsAsAnsibleTakesThem() {
    assertThat(ExtraVars.parse(List.of("a=1 b='x y' c=\"q\\\"z\" d= e=x=y"), Vault.EMPTY))
        .isEqualTo(Map.of("a", "1", "b", "x y", "c", "q\"z", "d", "", "e", "x=y"));
  }

  @Test
  void yamlAndJsonKeepTheirTypes() {
    assertThat(
            ExtraVars.parse(
                List.of("{\"n\": 5, \"on\": true, \"list\": [\"a\", \"b\"]}"), Vault.EMPTY))
        .isEqualTo(Map.of("n", 5L, "on", true, "list", List.of("a", "b")));
    assertThat(ExtraVars.parse(List.of("{version: '1.10', deep: {a: b}}"), Vault.EMPTY))
        .isEqualTo(Map.of("version", "1.10", "deep", Map.of("a", "b")));
  }

  @Test
  void aFileIsReadAndTheLaterCounts(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("vars.yml");
    Files.writeString(file, "a: from file\nb: 2\n");

    assertThat(ExtraVars.parse(List.of("@" + file, "a=later"), Vault.EMPTY))
        .isEqualTo(Map.of("a", "later", "b", 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, is not name=value",
    "a=1 stray b=2, \"stray\" is not name=value",
    "1a=x, cannot be a variable's name",
    "a-b=x, cannot be a variable's name",
    "'[1, 2]', a mapping of names to values",
    "@/no/such/file.yml, does not exist"
  })
  void whatIsNoneOfTheFormsIsRefused(String text, String message) {
    assertThatThrownBy(() -> ExtraVars.parse(List.of(text), Vault.EMPTY))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }
}
