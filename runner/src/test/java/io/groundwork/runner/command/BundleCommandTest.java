package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandTest {

  @TempDir private Path directory;

  private String refused(String... args) {
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), args)).isEqualTo(1);
    return recorded.err();
  }

  @Test
  void whereThereIsNoBundleNothingIsPushed() {
    assertThat(refused("bundle", "push", "-i", "db1,", "--yes", directory.toString()))
        .contains("there is no bundle in " + directory)
        .contains("groundwork bundle create");
  }

  @Test
  void aBundleThatNothingWasCollectedIntoIsNotPushed() throws IOException {
    Files.writeString(
        directory.resolve("bundle.json"), "{\"bundle\": {\"fingerprint\": \"\", \"systems\": {}}}");

    assertThat(refused("bundle", "push", "-i", "db1,", "--yes", directory.toString()))
        .contains("nothing is in the bundle");
  }

  @Test
  void aProductThatDoesNotExistIsAnErrorWithWhatWasMeant() {
    assertThat(
            refused(
                "bundle", "create", "-i", "db1,", "--product", "mongo", directory.toString()))
        .contains("there is no role \"mongo\"")
        .contains("mongodb");
  }

  @Test
  void bundleAloneShowsWhatThereIs() {
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), "bundle")).isEqualTo(1);
    assertThat(recorded.out()).contains("create").contains("push");
  }
}
