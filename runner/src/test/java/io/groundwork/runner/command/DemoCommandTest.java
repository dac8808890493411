package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  @Test
  void theSmallFormGoesThroughAllStepsOverSshAndLeavesNothing() throws IOException {
    Recorded recorded = Recorded.pipe();
    long before = leftovers();

    assertThat(CommandLines.run(recorded.terminal(), "demo", "--small"))
        .as(recorded.out() + recorded.err())
        .isZero();
    assertThat(recorded.out())
        .contains("This is the small form of the demo.")
        .contains("$ groundwork plan ")
        .contains("+port = 8080")
        .contains("1 host, 4 changed, 0 failed, 0 unreachable")
        .contains("1 host, 0 changed, 0 failed, 0 unreachable")
        .endsWith("All 4 steps held.\n");
    assertThat(leftovers()).isEqualTo(before);
  }

  private static long leftovers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("groundwork-demo"))
          .count();
    }
  }
}
