package io.groundwork.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class LabTest {

  @TempDir private Path elsewhere;

  @Test
  void aTestIsSkippedWhereThereIsNoLab() {
    assertThatThrownBy(() -> Lab.with(Map.of(), elsewhere, "db1"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("skipped: there is no inventory " + elsewhere)
        .hasMessageContaining("lab up");
  }

  @Test
  void aTestFailsWhereTheLabIsDemandedAndMissing() {
    Map<String, String> environment =
        Map.of(Lab.DEMAND, "required", Lab.INVENTORY, elsewhere.resolve("lab.yml").toString());

    assertThatThrownBy(() -> Lab.with(environment, elsewhere, "db1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GROUNDWORK_LAB=required, but there is no inventory")
        .hasMessageContaining("lab.yml");
  }

  @Test
  void aHostRunsWhatItIsTold() {
    Lab lab = Lab.with("db1");

    Lab.Result result = lab.run("db1", "hostname; echo trouble >&2; sudo id -u; exit 3").expect(3);

    assertThat(result.out()).isEqualTo("db1\n0\n");
    assertThat(result.err()).isEqualTo("trouble\n");
  }
}
