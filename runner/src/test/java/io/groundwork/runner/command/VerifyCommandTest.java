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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts held against their playbook; both are this machine. */
class VerifyCommandTest {

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = Fixture.in(directory);
    assertThat(CommandLines.run(Recorded.pipe().terminal(), args("apply", "--yes"))).isZero();
  }

  private String[] args(String command, String... options) {
    List<String> args = new ArrayList<>(List.of(command, fixture.playbook()));
    args.addAll(List.of("-i", fixture.inventory()));
    args.addAll(List.of(options));
    return args.toArray(String[]::new);
  }

  private Recorded verify(int status, String... options) {
    Recorded recorded = Recorded.pipe();
    assertThat(CommandLines.run(recorded.terminal(), args("verify", options)))
        .as(recorded.err() + recorded.out())
        .isEqualTo(status);
    return recorded;
  }

  private static List<JsonNode> failing(String json) throws IOException {
    return StreamSupport.stream(new ObjectMapper().readTree(json).get("hosts").spliterator(), false)
        .flatMap(host -> StreamSupport.stream(host.get("findings").spliterator(), false))
        .filter(finding -> finding.get("outcome").asText().equals("fail"))
        .toList();
  }

  @Test
  void what_is_as_planned_is_told_in_a_line() {
    assertThat(verify(0).out())
        .contains("Files  2 statements hold")
        .contains("2 hosts, statements of " + fixture.playbook() + ": 4 of 4 apply")
        .contains("4 met, 0 warned, 0 not met");
    assertThat(verify(0, "-v").out()).contains("A file in it").doesNotContain("statements hold");
  }

  @Test
  void a_changed_line_is_named_and_nothing_is_mended() throws IOException {
    Path file = fixture.made("one").resolve("app.conf");
    Files.writeString(file, "size = 7\n");
    String out = verify(5).out();
    assertThat(out)
        .contains("A file in it")
        .contains("- size = 7, + size = 1")
        .contains("groundwork apply " + fixture.playbook())
        .contains("3 met, 0 warned, 1 not met");
    assertThat(file).hasContent("size = 7\n");
    JsonNode finding = failing(verify(5, "--output", "json").out()).get(0);
    assertThat(finding.get("id").asText()).isEqualTo("files-a-file-in-it");
    assertThat(finding.get("quote").asText()).contains("site.yml:7:");
    assertThat(verify(5, "--output", "junit").out())
        .contains("<testsuites name=\"groundwork verify\">")
        .contains("<failure type=\"must\"");
    assertThat(verify(5, "--output", "html").out())
        .contains("<h1>Verification of the platform</h1>")
        .contains("Statements by host");
  }

  @Test
  void each_statement_stands_for_itself() throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: one
          tasks:
            - name: A directory
              file: {path: "${made}-other", state: directory}
            - name: Something is so
              assert: {that: "1 == 2", fail_msg: it is not}
            - name: A file in the directory
              copy: {dest: "${made}-other/file", content: "x"}
            - name: Waits for nobody
              wait_for: {path: "${made}-other/file", timeout: 1}
            - name: Not meant
              debug: {msg: hello}
              when: 1 == 2
            - name: True
              assert: {that: "1 == 1"}
        """);
    List<String> failing = new ArrayList<>();
    for (JsonNode finding : failing(verify(5, "--output", "json").out())) {
      failing.add(finding.get("title").asText() + ": " + finding.get("measured").asText());
    }
    assertThat(failing).hasSize(4);
    assertThat(failing.get(0)).startsWith("A directory: create");
    assertThat(failing.get(1)).isEqualTo("Something is so: it is not");
    assertThat(failing.get(2)).startsWith("A file in the directory: ");
    assertThat(failing.get(3)).startsWith("Waits for nobody: ");
    assertThat(directory.resolve("made-other")).doesNotExist();
    assertThat(verify(5).out()).doesNotContain("Not meant").contains("1 statement holds");
  }

  @Test
  void a_host_that_cannot_be_reached_is_unknown_and_told_by_the_status() throws IOException {
    Files.writeString(
        directory.resolve("inventory.yml"),
        Files.readString(directory.resolve("inventory.yml"))
            .replace(
                "    two:\n",
                "    two: {ansible_connection: ssh, ansible_host: 127.0.0.1, ansible_port: 1}\n"));
    assertThat(verify(4).out()).contains("2 met").contains("2 unknown").contains("1 unreachable");
  }

  @Test
  void what_cannot_be_used_is_refused() {
    Recorded recorded = Recorded.pipe();
    String[] args = {"verify", directory.resolve("no.yml").toString(), "-i", fixture.inventory()};
    assertThat(CommandLines.run(recorded.terminal(), args)).isEqualTo(1);
    assertThat(recorded.err()).contains("no.yml");
    verify(1, "--limit", "three");
  }
}
