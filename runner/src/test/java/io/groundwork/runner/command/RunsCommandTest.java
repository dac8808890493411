package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

  @TempDir Path directory;
  private Fixture fixture;
  private String before;

  @BeforeEach
  void write() throws IOException {
    fixture = Fixture.in(directory);
    before = System.setProperty("groundwork.state", directory.resolve("state").toString());
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty("groundwork.state");
    } else {
      System.setProperty("groundwork.state", before);
    }
  }

  private static String out(String... args) {
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), args)).isZero();
    return recorded.out();
  }

  @Test
  void beforeAnyRunThereIsNothingToShow() {
    assertThat(out("runs")).isEqualTo("Nothing was applied from here yet.\n");
  }

  @Test
  void eachApplyIsListedAndCanBeToldAgain() throws IOException {
    assertThat(
            fixture.run(
                Recorded.pipe(), "apply", "--yes", "-e", "size=geheim99", "-e", "{\"a\": 1}"))
        .isZero();

    JsonNode run = new ObjectMapper().readTree(out("runs", "--output", "json")).at("/runs/0");
    String id = run.at("/id").asText();
    assertThat(run.at("/result").asText()).isEqualTo("4 changed");
    assertThat(out("runs").lines().toList().get(1)).startsWith(id).endsWith("site.yml");
    assertThat(out("runs", "show", id.substring(0, 12), "--diff"))
        .contains("command    groundwork apply ", "-e size=*** -e ***")
        .contains("~ one  A directory", "+size = ", "two : ok=0 changed=2");
    assertThat(out("runs", "show", "last", "--output", "json"))
        .contains("\"event\": \"run_finished\"");
    try (Stream<Path> files = Files.list(directory.resolve("state/groundwork/runs"))) {
      assertThat(Files.readString(files.toList().get(0))).doesNotContain("geheim123");
    }
  }

  @Test
  void aRunThatWasKilledDidNotEnd() throws IOException {
    Path runs = Files.createDirectories(directory.resolve("state/groundwork/runs"));
    Files.writeString(
        runs.resolve("20261122-120000-abcd.jsonl"),
        """
        {"time":"2026-11-22T12:00:00Z","event":"run","id":"20261122-120000-abcd","who":"me@here",\
        "from":"/","groundwork":"0.1","command":["groundwork","apply","s.yml"],"playbook":"s.yml",\
        "inventory":["i.yml"],"limit":null,"pid":999999999}
        {"time":"2026-11-22T12:00:01Z","event":"run_started","mode":"apply","hosts":["db1"]}
        {"time":"2026-11-22T12:00:02Z","event":"task_do""");

    assertThat(out("runs")).contains("20261122-120000-abcd").contains("did not end");
    assertThat(out("runs", "show", "2026")).contains("It did not end");
  }

  @Test
  void aRunThatIsNotThereIsRefused() {
    Recorded recorded = Recorded.pipe();

    assertThat(CommandLines.run(recorded.terminal(), "runs", "show", "last")).isEqualTo(1);
    assertThat(recorded.err()).contains("no run is written down");
  }

  @Test
  void theCommandLineIsKeptWithoutTheValuesOfVariables() {
    assertThat(
            JournalHeader.harmless(
                List.of(
                    "apply",
                    "s.yml",
                    "-e",
                    "a=1",
                    "-eb=2",
                    "--extra-vars={\"c\": 3}",
                    "-e",
                    "@f.yml",
                    "-l",
                    "db")))
        .containsExactly(
            "groundwork",
            "apply",
            "s.yml",
            "-e",
            "a=***",
            "-eb=***",
            "--extra-vars=***",
            "-e",
            "@f.yml",
            "-l",
            "db");
  }
}
