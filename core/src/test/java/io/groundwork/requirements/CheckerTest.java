package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.engine.CutException;
import io.groundwork.engine.HostReader;
import io.groundwork.requirements.check.HostInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckerTest {

  private static final HostInfo EVERYTHING =
      new HostInfo(
          "one", List.copyOf(Answers.ALTCRAFT.tables().roles().keySet()), List.of("two", "three"));

  /** Others are judged by the inventory, or by what hosts tried between them. */
  private static boolean asksTheHost(Requirement requirement) {
    return Answers.ALTCRAFT.rules().stream()
        .filter(rule -> rule.requirement().equals(requirement))
        .anyMatch(rule -> !rule.check().calls(EVERYTHING).isEmpty());
  }

  @Test
  void a_host_is_asked_once_and_nothing_twice() {
    Answers answers = Answers.create();
    answers.findings(Tier.AUTO, EVERYTHING);
    assertThat(answers.asked()).hasSize(1);
    assertThat(answers.asked().get(0)).doesNotHaveDuplicates();
  }

  @Test
  void every_requirement_is_answered_for_even_when_nothing_can_be_read() {
    List<Finding> findings = Answers.create().findings(Tier.AUTO, EVERYTHING);
    assertThat(findings)
        .extracting(Finding::requirement)
        .containsExactlyElementsOf(
            Answers.ALTCRAFT.rules().stream()
                .filter(rule -> rule.appliesTo(EVERYTHING))
                .map(Rule::requirement)
                .toList());
    assertThat(findings)
        .filteredOn(finding -> asksTheHost(finding.requirement()))
        .allSatisfy(
            finding -> {
              assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
              assertThat(finding.note()).isNotBlank();
              assertThat(finding.wanted()).isNotBlank();
              assertThat(finding.evidence()).isNotBlank();
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void requirements_of_other_roles_are_not_asked_for() {
    List<Finding> findings =
        Answers.create().findings(Tier.AUTO, new HostInfo("mail1", List.of("akmta"), List.of()));
    assertThat(findings)
        .extracting(finding -> finding.requirement().id())
        .doesNotContain("license-servers", "numa")
        .contains("memory", "ports-free");
  }

  @Test
  void a_host_without_a_role_is_not_asked_at_all() {
    Answers answers = Answers.create();
    assertThat(answers.findings(Tier.AUTO, new HostInfo("x", List.of(), List.of()))).isEmpty();
    assertThat(answers.asked()).isEmpty();
  }

  @Test
  void a_host_that_cannot_be_reached_is_unknown_throughout() {
    List<Finding> findings =
        new Checker(Answers.ALTCRAFT, Tier.AUTO).unreachable(EVERYTHING, "connection refused");
    assertThat(findings)
        .isNotEmpty()
        .allMatch(finding -> finding.outcome() == Outcome.UNKNOWN)
        .allMatch(finding -> finding.note().equals("connection refused"));
  }

  @Test
  void a_cut_connection_is_the_callers_to_report() {
    HostReader cut =
        calls -> {
          throw new CutException("connection reset");
        };
    assertThatThrownBy(() -> new Checker(Answers.ALTCRAFT, Tier.AUTO).check(EVERYTHING, cut))
        .isInstanceOf(CutException.class);
  }

  @Test
  void a_report_counts_and_decides_the_exit_status() {
    Answers answers =
        Answers.create()
            .says("numa.sh", "node 0 1\nnode 1 1")
            .says("memory.sh", "MemTotal: 98764016 kB");
    Report warned =
        new Report(
            Tier.AUTO, List.of(answers.finding("numa", "db"), answers.finding("memory", "db")));
    assertThat(warned.counts())
        .containsAllEntriesOf(Map.of(Outcome.PASS, 1, Outcome.WARN, 1, Outcome.FAIL, 0));
    assertThat(warned.met()).isTrue();
    assertThat(warned.exitCode()).isZero();

    answers.says("memory.sh", "MemTotal: 1024 kB");
    Report failed = new Report(Tier.AUTO, List.of(answers.finding("memory", "db")));
    assertThat(failed.met()).isFalse();
    assertThat(failed.exitCode()).isEqualTo(5);
  }
}
