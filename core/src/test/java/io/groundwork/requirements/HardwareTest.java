package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the processor and the memory are, beyond how much. */
class HardwareTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu-model | ubuntu-24.04-epyc-9354 | akd        | PASS    | AMD EPYC 9354 32-Core",
        "cpu-model | centos-7-xeon-e5       | akmta      | UNKNOWN | E5-2670 0 @ 2.60GHz",
        "cpu-model | debian-12-vm           | akd        | UNKNOWN | AMD EPYC",
        "cpu-model | rhel-9.4-arm64         | akd        | UNKNOWN | not known",
        "cpu-steal | ubuntu-24.04-epyc-9354 | akd        | PASS    | 0.0 % since",
        "cpu-steal | debian-12-vm           | akmta      | PASS    | 0.1 % since",
        "cpu-steal | sles-12.5-qemu64       | akd        | WARN    | 4.9 % since",
        "cpu-steal | alpine-3.20-no-stat    | akd        | UNKNOWN | not known",
        "cpu-avx   | centos-7-xeon-e5       | mongodb    | PASS    | has avx",
        "cpu-avx   | debian-10-kvm64        | mongodb    | FAIL    | lacks avx",
        "cpu-avx   | rhel-9.4-arm64         | mongodb    | UNKNOWN | no flags",
        "cpu-sse42 | centos-7-xeon-e5       | clickhouse | PASS    | has sse4_2",
        "cpu-sse42 | sles-12.5-qemu64       | clickhouse | FAIL    | lacks sse4_2",
        "cpu-sse42 | rhel-9.4-arm64         | clickhouse | UNKNOWN | no flags",
      })
  void a_processor_is_judged_by_what_its_kernel_tells(
      String id, String file, String role, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("cpu.sh", Fixtures.reading(getClass(), "cpu/" + file + ".txt"))
            .finding(id, role);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).contains(measured);
  }

  @ParameterizedTest
  @CsvSource({
    "6.8.0-45-generic, PASS",
    "6.1.0-37-amd64, PASS",
    "5.14.0-427.13.1.el9_4.x86_64, PASS",
    "3.10.0-1160.el7.x86_64, PASS",
    "6.18.9, PASS",
    "6.19.0-2-amd64, FAIL",
    "7.0.0-14-generic, FAIL",
    "7.0.13, FAIL",
    "7.0.14-1-default, PASS",
    "7.1.2, PASS",
    "unknown, UNKNOWN",
  })
  void kernels_that_mongodb_refuses_are_refused(String release, Outcome outcome) {
    Finding finding =
        Answers.create()
            .says("kernel.sh", "Linux db1 " + release + " x86_64")
            .finding("mongodb-kernel", "mongodb");
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "16, 2, PASS, 16 cores / 32 threads",
    "8, 2, WARN, 8 cores / 16 threads",
    "16, 1, PASS, 16 cores / 16 threads",
    "6, 2, WARN, 6 cores / 12 threads",
  })
  void the_processor_has_cores_and_threads(
      int cores, int threads, Outcome outcome, String measured) {
    StringBuilder lines = new StringBuilder();
    for (int cpu = 0; cpu < cores * threads; cpu++) {
      lines.append("cpu " + cpu + " 0 " + cpu % cores + " - -\n");
    }
    Finding finding =
        Answers.create()
            .says("processor.sh", lines + "usable " + cores * threads)
            .finding("processor", "akd");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void the_processor_is_unknown_where_cores_are_not_told() {
    Finding finding =
        Answers.create()
            .says("processor.sh", "cpu 0 - - - -\nusable 1")
            .finding("processor", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type DDR4,type DDR4,type Unknown | PASS    | DDR4",
        "type DDR5                        | PASS    | DDR5",
        "type LPDDR5                      | PASS    | LPDDR5",
        "type DDR3,type DDR4              | WARN    | DDR3, DDR4",
        "type DDR2 FB-DIMM                | WARN    | DDR2 FB-DIMM",
        "type RAM                         | UNKNOWN | RAM",
        "type DRAM                        | UNKNOWN | DRAM",
        "type Unknown                     | UNKNOWN | not known",
      })
  void memory_modules_are_ddr4_or_later(String types, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("memory_type.sh", types.replace(',', '\n'))
            .finding("memory-type", "akd");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void without_the_right_to_look_memory_modules_are_unknown() {
    Finding finding =
        Answers.create()
            .fails("memory_type.sh", "the firmware's tables are shown to root only")
            .finding("memory-type", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("root only");
  }

  @ParameterizedTest
  @CsvSource({
    "centos-7-64gb, akd, WARN",
    "ubuntu-24.04-96gb, akd, PASS",
    "rhel-9.4-32gb, akmta, PASS",
    "astra-1.7-16gb, akmta, WARN",
    "redos-7.3-8gb, akmta, FAIL",
    "debian-12-vm, akd, FAIL",
  })
  void memory_is_read_alike_everywhere(String file, String role, Outcome outcome) {
    assertThat(memory(file, role).outcome()).isEqualTo(outcome);
  }

  @Test
  void the_memory_of_both_servers_adds_up_where_they_share_a_host() {
    Finding finding = memory("ubuntu-24.04-96gb", "akd", "akmta");
    assertThat(finding.wanted()).isEqualTo("80 GB (minimum), 128 GB (recommended)");
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.note())
        .contains("64 GB (minimum), 96 GB (recommended) for the control server")
        .contains("16 GB (minimum), 32 GB (recommended) for the sending server");
    assertThat(memory("sles-15.5-128gb", "akd", "akmta").outcome()).isEqualTo(Outcome.PASS);
    assertThat(memory("centos-7-64gb", "akd", "akmta").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void where_databases_share_a_host_the_finding_says_how_far_the_figures_go() {
    assertThat(memory("ubuntu-24.04-96gb", "mongodb", "postgresql").note())
        .contains("PostgreSQL and MongoDB share it")
        .contains("one figure for all stores");
    assertThat(memory("ubuntu-24.04-96gb", "mongodb").note()).isEmpty();
  }

  private static Finding memory(String file, String... roles) {
    return Answers.create()
        .says("memory.sh", Fixtures.reading(HardwareTest.class, "memory/" + file + ".txt"))
        .finding("memory", roles);
  }
}
