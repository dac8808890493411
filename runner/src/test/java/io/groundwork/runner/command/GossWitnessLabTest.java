package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.runner.Recorded;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Groundwork measures on a host, in its facts, findings and plans, is told to goss as what to
 * expect there: both must agree, also after things were made wrong. About 15 s.
 */
@OnLabHosts("db2")
class GossWitnessLabTest {

  private static final String NAME = LabHosts.only(GossWitnessLabTest.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private Lab lab;
  private Path goss;
  private String address;

  @BeforeEach
  void prepare() throws IOException {
    lab = Lab.with(NAME);
    goss =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(place -> Path.of(place, "goss"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (goss == null) {
      abort("skipped: there is no goss on PATH to bear witness; .ci/run installs Debian 13's");
    }
    address = lab.run(NAME, "hostname -I").expect(0).out().strip();
    lab.root(NAME, Witnessed.PREPARE.replace("ADDRESS", address));
    lab.copy(goss, NAME, "/srv/gw-witness/goss");
    Files.writeString(
        directory.resolve("plan.yml"), Witnessed.PLAYBOOK.replace("ADDRESS", address));
    Files.writeString(
        directory.resolve("inventory.yml"),
        """
        all:
          vars:
            ansible_user: ops
            ansible_become: true
            ansible_ssh_private_key_file: %s
            ansible_ssh_common_args: %s
          hosts: {gw-peer: {ansible_host: 198.18.0.251}}
          children:
            postgresql: {hosts: {%s: {ansible_host: %s}}}
            clickhouse: {hosts: {%s: }}
        """
            .formatted(
                lab.value("ansible_ssh_private_key_file"),
                lab.value("ansible_ssh_common_args"),
                NAME,
                address,
                NAME));
  }

  @AfterEach
  void clean() {
    if (lab != null && goss != null) {
      lab.root(NAME, Witnessed.CLEAN);
    }
  }

  /** The first host of the document that a command prints. */
  private JsonNode ask(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-i", directory.resolve("inventory.yml").toString(), "-l", NAME));
    all.addAll(List.of("--output", "json"));
    Recorded recorded = Recorded.pipe();
    int status = CommandLines.run(recorded.terminal(), all.toArray(String[]::new));
    assertThat(status).as(recorded.err()).isIn(0, 2, 5);
    return JSON.readTree(recorded.out()).get("hosts").get(0);
  }

  /** What Groundwork says of each resource. */
  private Map<String, String> measure() throws IOException {
    Map<String, String> measured = new LinkedHashMap<>();
    ask("plan", directory.resolve("plan.yml").toString(), "--skip-check")
        .get("tasks")
        .forEach(
            task ->
                measured.put(
                    task.get("name").asText(),
                    task.get("verdict").asText() + " " + task.get("reason").asText()));
    String data = Path.of("..", "playbooks", "requirements", "altcraft.yml").toString();
    String ids = "other-versions,ports-free,name-resolution,open-files";
    Map<String, String> findings = new LinkedHashMap<>();
    ask("check", "--requirements", data, "--only", ids)
        .get("findings")
        .forEach(one -> findings.put(one.get("id").asText(), one.get("measured").asText()));
    measured.put("Package postgresql-16", findings.get("other-versions"));
    measured.put("Process postgres", findings.get("ports-free"));
    measured.put("DNS gw-peer", findings.get("name-resolution"));
    measured.put("KernelParam fs.nr_open", findings.get("open-files"));
    JsonNode facts = ask("facts").get("facts");
    measured.put(
        "Interface " + facts.get("ansible_default_ipv4").get("interface").asText(),
        words(facts.get("ansible_all_ipv4_addresses")));
    facts
        .get("ansible_mounts")
        .forEach(
            mount -> {
              if (mount.get("mount").asText().equals("/")) {
                measured.put("Mount /", mount.get("fstype").asText());
              }
            });
    return measured;
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }

  /** Whether goss finds each resource as its file says. */
  private Map<String, Boolean> witness() throws IOException {
    JsonNode results =
        JSON.readTree(
                lab.root(
                    NAME, "cd /srv/gw-witness; ./goss -g goss.yaml validate -f json 2>&1 || :"))
            .get("results");
    Map<String, Boolean> verdicts = new TreeMap<>();
    results.forEach(
        one ->
            verdicts.merge(
                one.get("resource-type").asText() + " " + one.get("resource-id").asText(),
                one.get("successful").asBoolean(),
                Boolean::logicalAnd));
    return verdicts;
  }

  @Test
  void it_agrees_on_what_is_right_and_on_what_is_wrong() throws IOException {
    lab.root(NAME, "set -e\n" + Witnessed.Half.SOFTWARE.right + Witnessed.Half.SURROUNDINGS.right);
    Map<String, String> right = measure();
    lab.root(
        NAME,
        "cat >/srv/gw-witness/goss.yaml <<'END'\n" + Witnessed.gossfile(right, address) + "END\n");
    assertThat(right).containsEntry("Port tcp:5432", "ok port 5432 of " + address + " is open");
    assertThat(witness()).containsOnlyKeys(right.keySet()).doesNotContainValue(false);

    for (Witnessed.Half half : Witnessed.Half.values()) {
      lab.root(NAME, "set -e\n" + half.wrong);
      Map<String, String> wrong = measure();
      Map<String, Boolean> ours = new TreeMap<>();
      right.forEach((resource, was) -> ours.put(resource, was.equals(wrong.get(resource))));
      assertThat(witness()).as("%s, was %s", wrong, right).isEqualTo(ours);
      assertThat(ours.keySet().stream().filter(resource -> !ours.get(resource)))
          .containsExactlyInAnyOrderElementsOf(half.resources);
      lab.root(NAME, "set -e\n" + half.right);
    }
    assertThat(measure()).isEqualTo(right);
    assertThat(witness()).doesNotContainValue(false);
  }
}
