package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.requirements.check.Checks;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final Path FILE = Path.of("..", "playbooks", "requirements", "altcraft.yml");

  @Test
  void the_shipped_file_loads_and_uses_every_kind_of_check() {
    Catalogue catalogue = Catalogue.load(FILE);
    assertThat(catalogue.rules())
        .extracting(rule -> rule.requirement().id())
        .contains("operating-system", "cpu-cores", "memory", "disk-size", "ports-free")
        .doesNotHaveDuplicates();
    assertThat(catalogue.rules().stream().map(rule -> rule.requirement().check()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Checks.all().stream().map(kind -> kind.name()).toList());
    assertThat(catalogue.tables().systems()).hasSize(9);
    assertThat(catalogue.tables().licenseServers()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check: physical_cores | check: fysical_cores  | no check \"fysical_cores\"  | physical_cores",
        "figures: {size: cores} | figures: {sise: cores} | has no \"sise\"            | size",
        "figures: {size: cores} | figures: {}            | needs \"size\"             | ''",
        "figures: {size: cores} | figures: {size: core}  | has no \"core\"            | cores",
        "figures: {most: 1} | figures: {most: many}      | a whole number             | ''",
        "applies_to: [akd]  | applies_to: [adk]          | no role \"adk\"            | akd",
        "severity: should   | severity: shall            | no severity \"shall\"      | ''",
        "id: numa           | id: NUMA nodes             | is no id                   | ''",
        "id: numa           | id: memory                 | already a requirement      | ''",
        "title: NUMA nodes  | titel: NUMA nodes          | has no \"titel\"           | title",
        "minimum: 64, recommended: 96 | minimum: 96, recommended: 64 | below the minimum | ''",
        "port: 6666         | port: 66666                | from 1 to 65535            | ''",
        "role: kvrocks      | role: kvrock               | no role \"kvrock\"         | kvrocks",
        "from: \"7.3\"      | from: seven                | is no version              | ''",
        "column: sending    | column: sender             | no column \"sender\"       | sending",
        "minimum: [nvme, ssd], | minimum: [nvm, ssd],    | no kind of disk \"nvm\"    | nvme",
        "[/opt/akd]         | [opt/akd]                  | is no absolute path        | ''",
      })
  void a_slip_is_an_error_with_its_place_and_a_suggestion(
      String right, String wrong, String summary, String remedy) throws IOException {
    String text = Files.readString(FILE);
    assertThat(text).contains(right);
    assertThatThrownBy(() -> Catalogue.parse(text.replace(right, wrong), "altcraft.yml"))
        .isInstanceOfSatisfying(
            LoadException.class,
            e -> {
              assertThat(e.getMessage()).contains(summary).contains(remedy);
              assertThat(e.problems())
                  .allSatisfy(problem -> assertThat(problem.where()).isPresent());
            });
  }

  @Test
  void all_slips_are_told_at_once() throws IOException {
    String text =
        Files.readString(FILE)
            .replace("check: numa_nodes", "check: numa")
            .replace("check: time_sync", "check: timesync");
    assertThatThrownBy(() -> Catalogue.parse(text, "x"))
        .isInstanceOfSatisfying(LoadException.class, e -> assertThat(e.problems()).hasSize(2));
  }

  @Test
  void an_empty_file_is_an_error() {
    assertThatThrownBy(() -> Catalogue.parse("", "empty.yml"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("empty.yml")
        .hasMessageContaining("is empty");
  }

  @Test
  void a_new_edition_is_an_edit_of_the_tables() throws IOException {
    String text =
        Files.readString(FILE)
            .replace(
                "memory_gb: {minimum: 64, recommended: 96}",
                "memory_gb: {minimum: 1, recommended: 2}");
    Catalogue edited = Catalogue.parse(text, "x");
    Rule memory =
        edited.rules().stream()
            .filter(rule -> rule.requirement().id().equals("memory"))
            .findFirst()
            .orElseThrow();
    assertThat(memory.check().wanted(new HostInfo("x", List.of("akd"), List.of())))
        .isEqualTo("1 GB (minimum), 2 GB (recommended)");
  }
}
