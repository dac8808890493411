package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.requirements.Catalogue;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host "one" is a database that falls short of what it must; "two" has no role. */
class AdmissionTest {

  private static final Path DATA = Path.of("..", "playbooks", "requirements", "altcraft.yml");
  private static final String MEMORY = "memory_gb: {minimum: 64, recommended: 96}";

  @TempDir Path directory;
  private Fixture fixture;
  private Path requirements;
  private String before;

  @BeforeEach
  void write() throws IOException {
    before = System.setProperty("groundwork.state", directory.resolve("state").toString());
    fixture = Fixture.in(directory);
    Path inventory = Path.of(fixture.inventory());
    Files.writeString(inventory, Files.readString(inventory).replace("first:", "postgresql:"));
    String data = Files.readString(DATA);
    assertThat(data).contains(MEMORY);
    requirements =
        Files.writeString(
            directory.resolve("requirements.yml"),
            data.replace(MEMORY, "memory_gb: {minimum: 999999, recommended: 999999}"));
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty("groundwork.state");
    } else {
      System.setProperty("groundwork.state", before);
    }
  }

  private Recorded run(int status, Recorded recorded, String command, String... options) {
    String[] all =
        Stream.concat(Stream.of("--requirements", requirements.toString()), Stream.of(options))
            .toArray(String[]::new);
    assertThat(fixture.run(recorded, command, all)).as(recorded.err()).isEqualTo(status);
    return recorded;
  }

  private void waive() throws IOException {
    Files.writeString(
        Path.of(fixture.inventory()),
        Files.readString(Path.of(fixture.inventory()))
            .replace("api_token: geheim123", "api_token: geheim123\n    requirement_waivers:")
            .replace("requirement_waivers:", "requirement_waivers: {" + everything() + "}"));
  }

  private String everything() {
    return Catalogue.load(requirements).ids().stream()
        .map(id -> id + ": it is a test")
        .collect(Collectors.joining(", "));
  }

  @Test
  void aHostThatFallsShortIsRefusedAndTheOthersGoOn() throws IOException {
    Recorded recorded = run(5, Recorded.pipe(), "apply", "--yes");

    assertThat(recorded.out())
        .contains("✘ one  does not meet what it must")
        .contains("✘ Memory")
        .contains("wanted: 999999 GB")
        .contains("→ Give the host more memory")
        .contains("Refused: nothing is changed on such a host")
        .contains("1 host, 2 changed, 0 failed, 0 unreachable")
        .doesNotContain("two  does not meet");
    assertThat(fixture.made("one")).doesNotExist();
    assertThat(fixture.made("two").resolve("app.conf")).exists();
  }

  @Test
  void programsAreToldWhoIsRefusedAndWhy() throws IOException {
    Recorded recorded = run(5, Recorded.pipe(), "apply", "--yes", "--output", "json");
    JsonNode refused = new ObjectMapper().readTree(recorded.out()).at("/refused/0");
    assertThat(refused.at("/host").asText()).isEqualTo("one");
    assertThat(refused.toString()).contains("does not meet what it must", "wanted 999999 GB");
  }

  @Test
  void theQuestionIsAboutTheOthersAlone() {
    Recorded recorded = Recorded.answering("y");
    run(5, recorded, "apply");
    assertThat(recorded.questions()).containsExactly("\nApply these 2 changes on 1 host? [y/N] ");
  }

  @Test
  void aPlanShowsItAndGoesOn() throws IOException {
    assertThat(run(0, Recorded.pipe(), "plan").out())
        .contains("one  does not meet what it must", "An apply refuses such a host", "4 to change");
  }

  @Test
  void aKeptPlanIsNotAppliedThereEither() throws IOException {
    String plan = directory.resolve("plan.json").toString();
    run(0, Recorded.pipe(), "plan", "--out", plan);

    Recorded recorded = Recorded.pipe();
    int status =
        CommandLines.run(
            recorded.terminal(), "apply", plan, "--requirements", requirements.toString());
    assertThat(status).as(recorded.err()).isEqualTo(5);
    assertThat(fixture.made("one")).doesNotExist();
    assertThat(fixture.made("two").resolve("app.conf")).exists();
  }

  @Test
  void itCanBeSkippedAndTheJournalKeepsThatItWas() throws IOException {
    Recorded recorded = run(0, Recorded.pipe(), "apply", "--yes", "--skip-check");
    assertThat(recorded.out()).doesNotContain("does not meet");
    assertThat(fixture.made("one").resolve("app.conf")).exists();

    Recorded runs = Recorded.pipe();
    CommandLines.run(runs.terminal(), "runs", "show", "last");
    assertThat(runs.out() + runs.err()).contains("--skip-check");
  }

  @Test
  void whatTheInventoryWaivesIsNoReason() throws IOException {
    waive();
    assertThat(run(0, Recorded.pipe(), "apply", "--yes").out()).doesNotContain("does not meet");
    assertThat(fixture.made("one").resolve("app.conf")).exists();
  }

  @Test
  void itCostsAConvergedHostOneRoundTripAndAHostWithoutARoleNone() throws IOException {
    waive();
    run(0, Recorded.pipe(), "apply", "--yes");
    JsonNode with =
        new ObjectMapper()
            .readTree(run(0, Recorded.pipe(), "apply", "--yes", "--output", "json").out());
    JsonNode without =
        new ObjectMapper()
            .readTree(
                run(0, Recorded.pipe(), "apply", "--yes", "--skip-check", "--output", "json")
                    .out());
    assertThat(exchanges(with, 1)).isEqualTo(exchanges(without, 1));
    assertThat(exchanges(with, 0)).isLessThanOrEqualTo(exchanges(without, 0) + 1);
  }

  private static int exchanges(JsonNode document, int host) {
    return document.at("/hosts/" + host + "/exchanges").asInt(-1);
  }
}
