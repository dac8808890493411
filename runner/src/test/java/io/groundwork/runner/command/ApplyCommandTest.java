package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyCommandTest {

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void write() throws IOException {
    fixture = Fixture.in(directory);
  }

  @Test
  void withoutATerminalItRefusesBeforeItTouchesAHost() {
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply")).isEqualTo(1);
    assertThat(recorded.err()).contains("without a terminal it cannot").contains("--yes");
    assertThat(recorded.out()).isEmpty();
    assertThat(fixture.made("one")).doesNotExist();
  }

  @Test
  void asJsonItRefusesToAskEvenOnATerminal() throws IOException {
    Recorded recorded = Recorded.answering("y");

    assertThat(fixture.run(recorded, "apply", "--output", "json")).isEqualTo(1);
    assertThat(recorded.questions()).isEmpty();
    assertThat(new ObjectMapper().readTree(recorded.out()).at("/errors/0/remedy").asText())
        .contains("--yes");
  }

  @Test
  void filesOfVariablesAndOfHostsAreReadAsSuch() throws IOException {
    Path values = Files.writeString(directory.resolve("values.yml"), "size: '7'\n");
    Path hosts = Files.writeString(directory.resolve("hosts.txt"), "two\n");

    Recorded recorded = Recorded.pipe();
    assertThat(
            fixture.run(recorded, "apply", "--yes", "-vvv", "-e", "@" + values, "-l", "@" + hosts))
        .as(recorded.err())
        .isZero();
    assertThat(fixture.made("two").resolve("app.conf")).hasContent("size = 7\n");
    assertThat(fixture.made("one")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "yes", " Y "})
  void onATerminalItAsksOnceAndDoesIt(String answer) {
    Recorded recorded = Recorded.answering(answer);

    assertThat(fixture.run(recorded, "apply")).isZero();
    assertThat(recorded.questions()).containsExactly("\nApply these 4 changes on 2 hosts? [y/N] ");
    assertThat(fixture.made("one").resolve("app.conf")).hasContent("size = 1\n");
    assertThat(recorded.out()).contains("2 hosts, 4 changed, 0 failed, 0 unreachable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "yess"})
  void anyOtherAnswerChangesNothing(String answer) {
    Recorded recorded = Recorded.answering(answer);

    assertThat(fixture.run(recorded, "apply")).isZero();
    assertThat(recorded.out()).contains("Nothing was changed.");
    assertThat(fixture.made("one")).doesNotExist();
  }

  @Test
  void whereNothingIsToDoItDoesNotAsk() {
    assertThat(fixture.run(Recorded.pipe(), "apply", "--yes")).isZero();
    Recorded recorded = Recorded.answering("n");

    assertThat(fixture.run(recorded, "apply")).isZero();
    assertThat(recorded.questions()).isEmpty();
    assertThat(recorded.out())
        .contains("Plan: 0 to change on 2 hosts")
        .contains("one : ok=2 changed=0 skipped=0 unknown=0 failed=0 unreachable=0")
        .contains("2 hosts, 0 changed, 0 failed, 0 unreachable");
  }

  @Test
  void checkOnlyPlans() {
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply", "--check", "--diff")).isZero();
    assertThat(recorded.out()).contains("+size = 1").contains("one : ok=0 changed=2");
    assertThat(fixture.made("one")).doesNotExist();
  }

  @Test
  void twiceAsJsonTheSecondChangesNothing() throws IOException {
    assertThat(fixture.run(Recorded.pipe(), "apply", "--yes")).isZero();
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply", "--yes", "--output", "json")).isZero();
    JsonNode document = new ObjectMapper().readTree(recorded.out());
    assertThat(document.at("/totals/changed").asInt()).isZero();
    assertThat(document.at("/totals/ok").asInt()).isEqualTo(4);
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void limitTagsAndExtraVariablesNarrowAndSteerIt() {
    Recorded recorded = Recorded.pipe();
    Recorded second = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply", "--yes", "-l", "first", "-t", "dir")).isZero();
    assertThat(fixture.made("one")).isEmptyDirectory();
    assertThat(fixture.made("two")).doesNotExist();
    assertThat(fixture.run(second, "apply", "--yes", "-l", "one", "-e", "size=7")).isZero();
    assertThat(fixture.made("one").resolve("app.conf")).hasContent("size = 7\n");
  }

  @Test
  void aHostThatFailsGivesStatus2AndTheOthersGoOn() throws IOException {
    Files.writeString(fixture.made("two"), "in the way");
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply", "--yes")).isEqualTo(2);
    assertThat(recorded.out()).contains("two : ok=").contains("failed=1").contains("Error: ");
    assertThat(fixture.made("one").resolve("app.conf")).exists();
  }

  @Test
  void aHostThatCannotBeReachedGivesStatus4() throws IOException {
    Files.writeString(
        directory.resolve("inventory.yml"),
        """
        all:
          hosts:
            gone: {ansible_host: 127.0.0.1, ansible_port: 1}
        """);
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "plan", "-e", "made=/nowhere")).isEqualTo(4);
    assertThat(recorded.out()).contains("gone  unreachable").contains("1 unreachable");
  }
}
