package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.groundwork.engine.Bench.Told;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String PLAYBOOK =
      """
      - name: p
        hosts: all
        vars: {api_token: "geheim word"}
        tasks:
          - name: a
            keep: {path: DIR/f, content: "${api_token}"}
      """;

  @TempDir Path directory;
  private Path runs;
  private Bench bench;
  private final List<Problem> warnings = new ArrayList<>();

  @BeforeEach
  void bench() {
    runs = directory.resolve("state/runs");
    bench = new Bench(directory);
  }

  private Journal journal(long pid) {
    return new Journal(
        runs,
        new Journal.Header(
            "me@here",
            "/home/me",
            "1.0",
            List.of("groundwork", "apply", "site.yml"),
            "site.yml",
            List.of("inventory.yml"),
            Optional.empty(),
            pid),
        NOON,
        warnings::add);
  }

  private String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(runs)) {
      return files.toList();
    }
  }

  @Test
  void aRunIsWrittenDownWithTheStateBeforeEachChangeAndWithoutSecrets() throws IOException {
    Files.writeString(directory.resolve("f"), "was geheim word here\n");
    bench.listening(journal(1)).apply(PLAYBOOK);

    Journals.Entry entry = new Journals(runs).find("last");

    assertThat(entry.id()).startsWith("20261122-120000-");
    assertThat(entry.who()).isEqualTo("me@here");
    assertThat(entry.hosts()).containsExactly("here");
    assertThat(entry.ending()).isPresent();
    String text = Files.readString(files().get(0));
    assertThat(text)
        .contains("\"before\":\"was *** here\\n\"")
        .contains("\"verdict\":\"changed\"")
        .doesNotContain("geheim");
    assertThat(mode(files().get(0))).isEqualTo("rw-------");
    assertThat(mode(runs)).isEqualTo("rwx------");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDryRunLeavesNone() {
    bench.listening(journal(1)).plan(PLAYBOOK);

    assertThat(runs).doesNotExist();
    assertThat(new Journals(runs).list()).isEmpty();
  }

  @Test
  void aRunWhoseProcessIsGoneDidNotEnd() throws IOException {
    bench.listening(journal(Integer.MAX_VALUE)).apply(PLAYBOOK);
    Path file = files().get(0);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf("\"event\":\"run_finished\"")));

    Journals.Entry entry = new Journals(runs).find("20261122");

    assertThat(entry.ending()).isEmpty();
    assertThat(entry.running()).isFalse();
    assertThat(entry.hosts()).containsExactly("here");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsAWarningAndTheRunGoesOn() throws IOException {
    Files.writeString(directory.resolve("state"), "in the way");

    Told told = bench.listening(journal(1)).apply(PLAYBOOK);

    assertThat(told.recap().changed()).isEqualTo(1);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).summary()).contains("cannot be written");
  }

  @Test
  void aFullDiskIsAWarningAndTheRunGoesOn() {
    assumeThat(Files.exists(Path.of("/dev/full"))).as("this system has /dev/full").isTrue();
    Journal journal =
        new Journal(
            runs,
            new Journal.Header("me", "/", "1", List.of(), "p", List.of(), Optional.empty(), 1),
            NOON,
            warnings::add,
            file -> Files.newOutputStream(Path.of("/dev/full")));

    Told told = bench.listening(journal).apply(PLAYBOOK);

    assertThat(told.recap().changed()).isEqualTo(1);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).summary()).contains("No space left on device");
  }

  @Test
  void theNewestAreKept() throws IOException {
    Files.createDirectories(runs);
    for (int n = 0; n < Journals.KEPT + 3; n++) {
      Files.writeString(runs.resolve(String.format("20261122-%06d-aaaa.jsonl", n)), "{}\n");
    }
    Files.writeString(runs.resolve("notes.txt"), "mine");

    new Journals(runs).prune();

    assertThat(files()).hasSize(Journals.KEPT + 1);
    assertThat(runs.resolve("20261122-000002-aaaa.jsonl")).doesNotExist();
    assertThat(runs.resolve("20261122-000003-aaaa.jsonl")).exists();
    assertThat(runs.resolve("notes.txt")).exists();
  }

  @Test
  void anIdThatIsNoneOrManyIsRefused() {
    Journals journals = new Journals(runs);
    assertThatThrownBy(() -> journals.find("last"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("no run is written down");
    bench.listening(journal(1)).apply(PLAYBOOK);
    bench.listening(journal(1)).apply(PLAYBOOK);
    assertThatThrownBy(() -> journals.find("2026")).hasMessageContaining("2 runs begin with");
    assertThatThrownBy(() -> journals.find("1999")).hasMessageContaining("no run begins with");
  }
}
