package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.inventory.Inventory;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeCommandTest {

  private static Recorded run(int code, String... args) {
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), args)).as(recorded.err()).isEqualTo(code);
    return recorded;
  }

  @Test
  void peopleSeeHostsAndArithmetic() {
    Golden.check("size.txt", run(0, "size", "--customers", "5M", "--daily", "1_000_000").out());
  }

  @Test
  void whatTheDocumentDoesNotSayIsSaid() {
    Golden.check(
        "size-beyond.txt",
        run(0, "size", "--customers", "12M", "--daily", "3M", "--topology", "cluster").out());
  }

  @Test
  void programsGetTheSame() throws IOException {
    String json = run(0, "size", "--customers", "10M", "--daily", "5M", "--output", "json").out();
    JsonNode document = new ObjectMapper().readTree(json);
    assertThat(document.get("tier").asText()).isEqualTo("recommended");
    assertThat(document.get("spool_bytes").asLong()).isEqualTo(1_050_000_000_000L);
    assertThat(document.get("hosts")).hasSize(2);
    assertThat(document.get("sending_addresses").get("most").asInt()).isEqualTo(16);
  }

  @Test
  void anInventoryIsWrittenOnceAndNeverOver(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("inventory.yml");
    String[] args = {
      "size", "--customers", "5M", "--daily", "1M", "--inventory-out", file.toString()
    };
    run(0, args);
    assertThat(Inventory.load(List.of(file)).hosts()).hasSize(2);
    Files.writeString(file, "mine");
    assertThat(run(1, args).err()).contains("exists").contains("name another file");
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5M", "9999999999999"})
  void whatIsNoAmountIsRefused(String amount) {
    assertThat(run(1, "size", "--customers", amount, "--daily", "1").err())
        .contains("no number from 1 on");
  }
}
