package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.Fixtures;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is judged by the inventory as a whole. */
class TopologyTest {

  private static final Map<String, List<String>> CLUSTER =
      Map.of(
          "mongodb", List.of("db1", "db2", "db3"),
          "postgresql", List.of("pg1"),
          "rabbitmq", List.of("mq1", "mq2", "mq3"),
          "akd", List.of("app1", "app2"));

  private static Optional<Finding> finding(
      String id, Tier tier, String host, Map<String, List<String>> hosts, Answers answers) {
    Layout layout = Layout.of(hosts, Answers.ALTCRAFT.tables().roles().values());
    HostInfo info = new HostInfo(host, layout.rolesOf(host), List.of(), layout);
    return answers.findings(tier, info).stream()
        .filter(finding -> finding.requirement().id().equals(id))
        .findFirst();
  }

  private static Finding finding(String id, String host, Map<String, List<String>> hosts) {
    return finding(id, Tier.AUTO, host, hosts, Answers.create()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "akd, '', PASS, control module",
    "akd, akmta, WARN, control module and sending module",
    "mongodb, postgresql, PASS, databases",
    "mongodb, rabbitmq, WARN, databases and message queue",
  })
  void each_kind_of_server_has_a_host_of_its_own(
      String one, String other, Outcome outcome, String measured) {
    List<String> here = List.of("a");
    Map<String, List<String>> hosts =
        other.isEmpty() ? Map.of(one, here) : Map.of(one, here, other, here);
    Finding finding = finding("separate-servers", "a", hosts);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void what_is_recommended_only_is_not_asked_for_in_the_minimum() {
    Map<String, List<String>> hosts = Map.of("akd", List.of("a"), "akmta", List.of("a"));
    assertThat(finding("separate-servers", Tier.MINIMUM, "a", hosts, Answers.create())).isEmpty();
    assertThat(finding("separate-servers", Tier.RECOMMENDED, "a", hosts, Answers.create()))
        .isPresent();
  }

  @Test
  void a_cluster_has_three_times_the_hosts() {
    assertThat(finding("cluster-resources", "app1", CLUSTER).outcome()).isEqualTo(Outcome.PASS);
    Finding small =
        finding(
            "cluster-resources", "a", Map.of("mongodb", List.of("a", "b"), "akd", List.of("a")));
    assertThat(small.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(small.measured()).isEqualTo("2 hosts with control roles");
  }

  @Test
  void what_is_about_clusters_is_not_asked_for_elsewhere() {
    Map<String, List<String>> single = Map.of("mongodb", List.of("a"), "postgresql", List.of("a"));
    for (String id : List.of("cluster-resources", "cluster-members", "storage-apart")) {
      assertThat(finding(id, Tier.AUTO, "a", single, Answers.create())).as(id).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, WARN", "2, WARN", "3, PASS", "4, WARN", "5, PASS"})
  void members_decide_by_majority(int members, Outcome outcome) {
    List<String> hosts = List.of("a", "b", "c", "d", "e").subList(0, members);
    Finding finding =
        finding("cluster-members", "a", Map.of("mongodb", hosts, "akd", List.of("x", "y")));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo("mongodb " + members);
  }

  @ParameterizedTest
  @CsvSource({
    "debian-12-mixed, PASS, mongodb on sdb",
    "debian-12-nvme,  WARN, mongodb on nvme0n1",
    "missing,         UNKNOWN, not known",
  })
  void mongodb_and_postgresql_are_on_different_disks(
      String file, Outcome outcome, String measured) {
    Map<String, List<String>> hosts =
        Map.of("mongodb", List.of("a"), "postgresql", List.of("a"), "akd", List.of("b", "c"));
    Answers answers = Answers.create();
    if (!file.equals("missing")) {
      String storage =
          Fixtures.reading(getClass(), "storage/" + file + ".txt").state()
              + "\ndirectory\t/var/lib/mongodb\t"
              + (file.endsWith("mixed") ? "/data/mongo" : "/var/lib/mongodb");
      answers.says("storage.sh", storage);
    }
    Finding finding = finding("storage-apart", Tier.AUTO, "a", hosts, answers).orElseThrow();
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).contains(measured);
  }

  @Test
  void on_different_hosts_they_are_apart_without_looking() {
    assertThat(finding("storage-apart", "db1", CLUSTER).outcome()).isEqualTo(Outcome.PASS);
  }
}
