package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on this machine, once as a host that has a role, and once as one without. */
class CheckCommandTest {

  private static final Path DATA = Path.of("..", "playbooks", "requirements", "altcraft.yml");
  private static final String MEMORY = "memory_gb: {minimum: 64, recommended: 96}";

  @TempDir Path directory;

  private Recorded check(String gigabytes, String waivers, String... options) throws IOException {
    return check(0, gigabytes, waivers, options);
  }

  private Recorded check(int status, String gigabytes, String waivers, String... options)
      throws IOException {
    String data = Files.readString(DATA);
    assertThat(data).contains(MEMORY);
    Path requirements =
        Files.writeString(
            directory.resolve("requirements.yml"),
            data.replace(
                MEMORY, "memory_gb: {minimum: %1$s, recommended: %1$s}".formatted(gigabytes)));
    Path inventory =
        Files.writeString(
            directory.resolve("inventory.yml"),
            """
            all:
              vars: {ansible_connection: local}
              hosts: {one: , two: }
              children:
                postgresql:
                  hosts: {one: }
                  vars: {%s}
            """
                .formatted(waivers));
    List<String> args = new ArrayList<>(List.of("check", "-i", inventory.toString()));
    args.addAll(List.of("--requirements", requirements.toString(), "--only", "memory"));
    args.addAll(List.of(options));
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), args.toArray(String[]::new)))
        .as(recorded.err())
        .isEqualTo(status);
    return recorded;
  }

  @Test
  void whatIsMetCountsAndWhatDoesNotApplyIsCountedToo() throws IOException {
    assertThat(check("0", "").out())
        .contains("✔ Memory")
        .contains("2 hosts, auto requirements: 1 of 2 apply")
        .contains("1 met, 0 warned, 0 not met, 0 waived, 0 unknown");
  }

  @Test
  void whatFailsIsShownWithTheCommandAndTheRemedyAndEndsWithStatus5() throws IOException {
    assertThat(check(5, "999999", "").out())
        .contains("✘ Memory")
        .contains("wanted: 999999 GB")
        .contains("$ grep MemTotal /proc/meminfo")
        .contains("→ Give the host more memory")
        .contains("1 not met");
  }

  @ParameterizedTest
  @CsvSource({
    "--waive=memory=it is a test, ''",
    "--waive=one:memory=it is a test, ''",
    "-v, 'requirement_waivers: {memory: it is a test}'"
  })
  void whatIsWaivedIsShownAndNotCounted(String option, String variables) throws IOException {
    Recorded recorded = check("999999", variables, option);

    assertThat(recorded.out())
        .contains("~ Memory")
        .contains("waived: it is a test")
        .contains("0 not met, 1 waived");
    assertThat(recorded.err()).doesNotContain("waives nothing");
  }

  @Test
  void theCommandLinesReasonCountsBeforeTheInventorys() throws IOException {
    assertThat(
            check("999999", "requirement_waivers: {memory: theirs}", "--waive", "memory=ours")
                .out())
        .contains("waived: ours");
  }

  @Test
  void aWaiverThatWaivesNothingIsTold() throws IOException {
    assertThat(check("0", "", "--waive", "memory=why").err())
        .contains("--waive")
        .contains("the waiver of \"memory\" waives nothing");
    assertThat(check("0", "requirement_waivers: {memory: why}").err())
        .contains("inventory.yml:")
        .contains("the waiver of \"memory\" waives nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--waive=memroy=x | '' | did you mean \"memory\"?",
        "--waive=memory | '' | has no reason",
        "--waive=memory= | '' | has no reason",
        "--waive==x | '' | is no waiver",
        "--waive=onw:memory=x | '' | did you mean \"one\"?",
        "--only=memroy | '' | did you mean \"memory\"?",
        "-v | requirement_waivers: {memroy: x} | did you mean \"memory\"?",
        "-v | requirement_waivers: {memory: } | has no reason",
        "-v | requirement_waivers: {memory: '${x}'} | no plain text",
        "-v | requirement_waivers: [memory] | must be a mapping",
        "--output=html=/nowhere/x.html | '' | cannot be written: there is no such directory"
      })
  void whatCannotBeMeantEndsBeforeAHostIsTouched(String option, String variables, String told)
      throws IOException {
    Recorded recorded = check(1, "0", variables, option);
    assertThat(recorded.err()).contains(told);
    assertThat(recorded.out()).isEmpty();
  }

  @Test
  void severalOutputsAreWrittenAtOnce() throws IOException {
    Path page = directory.resolve("check.html");
    Path junit = directory.resolve("check.xml");
    Path lines = directory.resolve("check.jsonl");

    Recorded recorded =
        check(
            "999999",
            "",
            "--waive=memory=it is a test",
            "--output=json",
            "--output=html=" + page,
            "--output=junit=" + junit,
            "--output=jsonl=" + lines);

    JsonNode document = new ObjectMapper().readTree(recorded.out());
    assertThat(document.at("/counts/waived").asInt()).isEqualTo(1);
    assertThat(document.at("/pairs").asInt()).isEqualTo(2);
    assertThat(document.at("/apply").asInt()).isEqualTo(1);
    assertThat(document.at("/hosts/0/findings/0/waived/instead").asText()).isEqualTo("fail");
    assertThat(document.at("/hosts/0/findings/0/gauge/minimum").asInt()).isEqualTo(999999);
    assertThat(page).content().contains("it is a test", "<details class=\"task waived\"");
    assertThat(junit).content().contains("<skipped message=\"waived: it is a test\"/>");
    assertThat(lines).content().startsWith("{\"host\":\"one\",\"id\":\"memory\"");
  }
}
