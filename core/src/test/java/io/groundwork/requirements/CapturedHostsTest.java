package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.CapturedHost;
import io.groundwork.facts.FactSource;
import io.groundwork.facts.Facts;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.CheckKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snippets and parsers on the files and outputs of real hosts; SOURCES beside them says whose. */
class CapturedHostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debian-12-vm        | 1 | 2  | 1 | 2",
        "ubuntu-20.10-vm     | 1 | 1  | 1 | 1",
        "epyc-7451           | 2 | 24 | 2 | 96",
        "xeon-x7550          | 4 | 8  | 2 | 64",
        "vmware-opteron-6328 | 2 | 4  | 2 | 16",
      })
  void processors_are_counted(String host, long sockets, long cores, long threads, long vcpus) {
    assertThat(facts(host, "processor_count"))
        .containsEntry("processor_count", sockets)
        .containsEntry("processor_cores", cores)
        .containsEntry("processor_threads_per_core", threads)
        .containsEntry("processor_vcpus", vcpus);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu-model | debian-12-vm        | akd        | UNKNOWN | AMD EPYC",
        "cpu-model | epyc-7451           | akd        | UNKNOWN | AMD EPYC 7451 24-Core Processor",
        "cpu-model | xeon-x7550          | akd        | UNKNOWN | Intel(R) Xeon(R) CPU X7550 @ 2.0",
        "cpu-avx   | xeon-x7550          | mongodb    | FAIL    | lacks avx",
        "cpu-sse42 | xeon-x7550          | clickhouse | PASS    | has sse4_2",
        "cpu-avx   | vmware-opteron-6328 | mongodb    | PASS    | has avx",
        "cpu-avx   | epyc-7451           | mongodb    | PASS    | has avx",
        "cpu-avx   | ubuntu-20.10-vm     | mongodb    | PASS    | has avx",
        "cpu-steal | debian-12-vm        | akd        | PASS    | % since",
        "cpu-steal | ubuntu-20.10-vm     | akd        | PASS    | 0.0 % since",
        "cpu-steal | epyc-7451           | akd        | UNKNOWN | not known",
      })
  void the_first_processor_tells_its_model_and_flags(
      String id, String host, String role, Outcome outcome, String measured) {
    assertThat(finding(host, id, "cpu.sh", role))
        .satisfies(
            finding -> {
              assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
              assertThat(finding.measured()).contains(measured);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "debian-12-vm, 24105, 0",
    "ubuntu-20.10-vm, 3903, 3902",
    "rhel-coreos-8, 7973, 0",
    "el7, 48295, 24191",
  })
  void memory_is_read(String host, long total, long swap) {
    assertThat(facts(host, "memtotal_mb"))
        .containsEntry("memtotal_mb", total)
        .containsEntry("swaptotal_mb", swap);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debian-11-tools | mongodb    | FAIL    | held: 27017 by python3",
        "debian-11-tools | postgresql | FAIL    | held: 5432 by python3",
        "debian-11-tools | kvrocks    | FAIL    | held: 6666 by python3",
        "debian-11-tools | rabbitmq   | PASS    | all 4 free",
        "debian-12-tools | mongodb    | FAIL    | held: 27017 by python3",
        "debian-12-tools | rabbitmq   | PASS    | all 4 free",
        "debian-13-tools | mongodb    | FAIL    | held: 27017 by python3",
        "debian-13-tools | clickhouse | FAIL    | 9000 by python3",
        "debian-13-tools | rabbitmq   | PASS    | all 4 free",
        "centos-7        | akd        | PASS    | free",
        "ubuntu-24.04    | mongodb    | PASS    | free",
        "el9             | postgresql | PASS    | free",
      })
  void listeners_are_known_with_their_processes(
      String host, String role, Outcome outcome, String measured) {
    Finding finding = finding(host, "ports-free", "listeners.sh", role);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).contains(measured);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debian-11-tools | 192.0.2.10 192.0.2.11 198.51.100.7",
        "debian-12-tools | 192.0.2.10 192.0.2.11 198.51.100.7",
        "debian-13-tools | 192.0.2.10 192.0.2.11 198.51.100.7",
        "rhel-coreos-8   | 172.16.1.10",
      })
  void addresses_are_read(String host, String addresses) {
    assertThat(facts(host, "all_ipv4_addresses"))
        .containsEntry("all_ipv4_addresses", Arrays.asList((Object[]) addresses.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"debian-11-tools", "debian-12-tools", "debian-13-tools"})
  void the_default_route_is_read(String host) {
    assertThat(facts(host, "default_ipv4").get("default_ipv4"))
        .isEqualTo(
            Map.of(
                "address", "192.0.2.10",
                "interface", "eth0",
                "gateway", "192.0.2.1",
                "netmask", "255.255.255.0",
                "network", "192.0.2.0",
                "prefix", 24L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "centos-7.7   | PASS | synchronised (timedatectl)",
        "ubuntu-18.04 | PASS | synchronised (timedatectl)",
        "el-unsynchronised | WARN | not synchronised (timedatectl)",
        "chrony-synchronised | PASS | synchronised (chronyc)",
        "chrony-unsynchronised | WARN | not synchronised (chronyc)",
      })
  void the_clock_is_read(String host, Outcome outcome, String measured) {
    Finding finding = finding(host, "time-sync", "clock.sh", "akd");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @ParameterizedTest
  @CsvSource({
    "centos-7.7, UNKNOWN, DRAM",
    "kvm-memory, UNKNOWN, RAM",
    "server-ddr5, PASS, DDR5",
  })
  void the_kind_of_memory_is_read(String host, Outcome outcome, String measured) {
    Finding finding = finding(host, "memory-type", "memory_type.sh", "akd");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  private static Map<String, Object> facts(String host, String fact) {
    FactSource source = Facts.sourceOf(fact).orElseThrow();
    Snippet.Call call = source.probe().call().orElseThrow();
    return source.probe().parser().apply(CapturedHost.named(host).read(call));
  }

  private static Finding finding(String host, String id, String snippet, String role) {
    Snippet.Call call = Snippet.resource(CheckKind.class, snippet).call();
    return Answers.create()
        .says(snippet, CapturedHost.named(host).read(call))
        .finding(id, List.of(role).toArray(String[]::new));
  }
}
