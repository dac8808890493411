package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanCommandTest {

  @TempDir Path directory;
  private Fixture fixture;
  private Path plan;

  @BeforeEach
  void write() throws IOException {
    fixture = Fixture.in(directory);
    plan = directory.resolve("plan.json");
  }

  private int apply(Recorded recorded, String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "apply";
    args[1] = plan.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return CommandLines.run(recorded.terminal(), args);
  }

  @Test
  void exitCodeTellsWhetherChangesArePending() {
    assertThat(fixture.run(Recorded.pipe(), "plan", "--exit-code")).isEqualTo(3);
    assertThat(fixture.run(Recorded.pipe(), "plan")).isZero();
    assertThat(fixture.run(Recorded.pipe(), "apply", "--yes")).isZero();
    assertThat(fixture.run(Recorded.pipe(), "plan", "--exit-code")).isZero();
  }

  @Test
  void aKeptPlanIsAppliedWithoutAskingAndNeedsNothingElseNamed() throws IOException {
    Recorded planned = Recorded.pipe();
    assertThat(fixture.run(planned, "plan", "--out", plan.toString(), "-l", "one")).isZero();
    assertThat(planned.out()).contains("Kept in " + plan);
    assertThat(Files.readString(plan)).doesNotContain("geheim");
    Recorded applied = Recorded.pipe();

    assertThat(apply(applied)).isZero();
    assertThat(applied.out()).contains("1 host, 2 changed");
    assertThat(fixture.made("one").resolve("app.conf")).exists();
    assertThat(fixture.made("two")).doesNotExist();
  }

  @Test
  void aHostThatMovedIsRefusedWithTheTasksAndTheOthersGoOn() throws IOException {
    assertThat(fixture.run(Recorded.pipe(), "apply", "--yes")).isZero();
    assertThat(fixture.run(Recorded.pipe(), "plan", "-e", "size=9", "--out", plan.toString()))
        .isZero();
    Files.writeString(fixture.made("one").resolve("app.conf"), "size = mine\n");
    Recorded recorded = Recorded.pipe();

    int status = apply(recorded, "-e", "size=9");

    assertThat(status).isEqualTo(3);
    assertThat(fixture.made("one").resolve("app.conf")).hasContent("size = mine\n");
    assertThat(fixture.made("two").resolve("app.conf")).hasContent("size = 9\n");
    String drift = recorded.out().substring(recorded.out().indexOf("✘ one"));
    Golden.check(
        "drift.txt",
        drift.substring(0, drift.indexOf("\n\n")).replace(directory.toString(), "DIR") + "\n");
  }

  @Test
  void aRefusedHostStandsInTheJsonDocumentToo() throws IOException {
    assertThat(fixture.run(Recorded.pipe(), "plan", "--out", plan.toString())).isZero();
    Files.createDirectories(fixture.made("one"));
    Recorded recorded = Recorded.pipe();

    assertThat(apply(recorded, "--output", "json")).isEqualTo(3);
    var document = new ObjectMapper().readTree(recorded.out());
    assertThat(document.at("/refused/0/host").asText()).isEqualTo("one");
    assertThat(document.at("/totals/hosts").asInt()).isEqualTo(1);
  }

  @Test
  void checkOnlyComparesAKeptPlan() throws IOException {
    assertThat(fixture.run(Recorded.pipe(), "plan", "--out", plan.toString())).isZero();
    Recorded same = Recorded.pipe();

    assertThat(apply(same, "--check")).isZero();
    assertThat(same.out()).doesNotContain("refused");
    assertThat(fixture.made("one")).doesNotExist();
  }

  @Test
  void whatThePlanWasMadeFromMustBeTheSame() throws IOException {
    assertThat(fixture.run(Recorded.pipe(), "plan", "-e", "size=3", "--out", plan.toString()))
        .isZero();
    Recorded without = Recorded.pipe();
    Recorded narrowed = Recorded.pipe();
    Recorded old = Recorded.pipe();

    assertThat(apply(without)).isEqualTo(1);
    assertThat(without.err()).contains("made with --extra-vars for size");
    assertThat(apply(narrowed, "-e", "size=3", "-l", "one")).isEqualTo(1);
    assertThat(narrowed.err()).contains("a saved plan says by itself");
    Files.writeString(
        plan, Files.readString(plan).replaceFirst("\"created\": \"2", "\"created\": \"1"));
    assertThat(apply(old, "-e", "size=3")).isEqualTo(1);
    assertThat(old.err()).contains("days old, and may be 24 hours").contains("--max-age");
    assertThat(fixture.made("one")).doesNotExist();
  }

  @Test
  void outputsGoToFilesBesideTheText() throws IOException {
    Path html = directory.resolve("plan.html");
    Path lines = directory.resolve("run.jsonl");
    Path junit = directory.resolve("junit.xml");
    Recorded recorded = Recorded.pipe();

    int status =
        fixture.run(
            recorded,
            "apply",
            "--yes",
            "--profile",
            "--output",
            "html=" + html,
            "--output=jsonl=" + lines,
            "--output",
            "junit=" + junit);

    assertThat(status).isZero();
    assertThat(recorded.out()).contains("2 hosts, 4 changed").contains("Slowest tasks");
    assertThat(html).content().startsWith("<!doctype html>").contains("A file in it");
    assertThat(lines).content().contains("\"event\":\"run_finished\",\"mode\":\"apply\"");
    assertThat(junit).content().contains("<testsuite name=\"one\" tests=\"2\"");
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedBeforeAHostIsTouched() {
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply", "--yes", "--output", "html=/nowhere/x.html"))
        .isEqualTo(1);
    assertThat(recorded.err()).contains("/nowhere/x.html cannot be written");
    assertThat(fixture.run(Recorded.pipe(), "plan", "--out", "/nowhere/plan")).isEqualTo(1);
    assertThat(fixture.made("one")).doesNotExist();
  }

  @Test
  void stepAsksBeforeEachChangeAndMakesOnlyWhatIsAllowed() {
    Recorded recorded = Recorded.answering("y", "hm", "n", "a");

    assertThat(fixture.run(recorded, "apply", "--step", "-f", "1")).isZero();
    assertThat(recorded.questions()).hasSize(4);
    assertThat(fixture.made("one")).isEmptyDirectory();
    assertThat(fixture.made("two").resolve("app.conf")).exists();
    assertThat(recorded.out()).contains("one : ok=0 changed=1 skipped=1").doesNotContain("geheim");
  }

  @Test
  void quitEndsAStepwiseRun() {
    Recorded recorded = Recorded.answering("y", "q");

    assertThat(fixture.run(recorded, "apply", "--step", "-f", "1")).isEqualTo(130);
    assertThat(fixture.made("one")).isEmptyDirectory();
    assertThat(fixture.made("two")).doesNotExist();
  }

  @Test
  void stepNeedsATerminal() {
    Recorded recorded = Recorded.pipe();

    assertThat(fixture.run(recorded, "apply", "--step", "--yes")).isEqualTo(1);
    assertThat(recorded.err()).contains("--step asks before each change, and without a terminal");
  }
}
