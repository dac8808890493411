package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.requirements.check.Reached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cores, memory and NUMA nodes. */
class CapacityTest {

  private static String cpuinfo(int cores, int threadsPerCore) {
    StringBuilder lines = new StringBuilder();
    for (int cpu = 0; cpu < cores * threadsPerCore; cpu++) {
      lines.append("cpu " + cpu + " 0 " + cpu % cores + " " + cores + " 0\n");
    }
    return lines + "usable " + cores * threadsPerCore;
  }

  private static String meminfo(long kilobytes) {
    return "MemTotal: " + kilobytes + " kB\nMemFree: 1 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB";
  }

  @ParameterizedTest
  @CsvSource({
    "16, 2, AUTO,        akd,   PASS, RECOMMENDED",
    " 8, 2, AUTO,        akd,   WARN, MINIMUM",
    " 8, 2, MINIMUM,     akd,   PASS, MINIMUM",
    " 8, 2, RECOMMENDED, akd,   FAIL, MINIMUM",
    " 7, 2, AUTO,        akd,   FAIL, BELOW",
    " 4, 4, AUTO,        akd,   FAIL, BELOW",
    " 8, 1, AUTO,        akmta, PASS, RECOMMENDED",
    " 4, 2, AUTO,        akmta, WARN, MINIMUM",
    " 2, 2, AUTO,        akmta, FAIL, BELOW",
    " 8, 2, AUTO,        db,    WARN, MINIMUM",
  })
  void cores_count_once_whatever_their_threads(
      int cores, int threads, Tier tier, String role, Outcome outcome, Reached reached) {
    Finding finding =
        Answers.create()
            .says("processor.sh", cpuinfo(cores, threads))
            .finding("cpu-cores", tier, role);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reached()).contains(reached);
    assertThat(finding.measured()).isEqualTo(cores + " cores / " + cores * threads + " threads");
  }

  @Test
  void a_host_with_two_roles_needs_the_larger_figure() {
    Answers answers = Answers.create().says("processor.sh", cpuinfo(8, 1));
    assertThat(answers.finding("cpu-cores", "akmta").outcome()).isEqualTo(Outcome.PASS);
    Finding both = answers.finding("cpu-cores", "akd", "akmta");
    assertThat(both.outcome()).isEqualTo(Outcome.WARN);
    assertThat(both.wanted()).isEqualTo("8 cores (minimum), 16 cores (recommended)");
    assertThat(both.roles()).containsExactly("akd", "akmta");
  }

  @Test
  void a_virtual_machine_is_told_what_it_cannot_see() {
    Finding finding =
        Answers.create()
            .says("processor.sh", cpuinfo(16, 1))
            .says("virtualization.sh", "detected kvm")
            .finding("cpu-cores", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding.note()).contains("virtual machine (kvm)").contains("ask the provider");
  }

  @ParameterizedTest
  @CsvSource({"cpu 400000 100000, FAIL", "cpu max 100000, PASS", "cpu 1600000 100000, PASS"})
  void a_control_group_bounds_the_cores(String limit, Outcome outcome) {
    Finding finding =
        Answers.create()
            .says("processor.sh", cpuinfo(16, 1))
            .says("limits.sh", limit)
            .finding("cpu-cores", "akd");
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  @Test
  void cores_are_unknown_where_the_kernel_tells_only_processors() {
    Finding finding =
        Answers.create()
            .says("processor.sh", "cpu 0 - - - -\ncpu 1 - - - -\nusable 2")
            .finding("cpu-cores", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.measured()).isEqualTo("2 threads");
  }

  @ParameterizedTest
  @CsvSource({
    // What machines with 96, 64, 32 and 16 GB really tell, and smaller ones.
    "98764016, AUTO,        akd,   PASS, RECOMMENDED, 94.2 GiB",
    "65787532, AUTO,        akd,   WARN, MINIMUM,     62.7 GiB",
    "65787532, MINIMUM,     akd,   PASS, MINIMUM,     62.7 GiB",
    "65787532, RECOMMENDED, akd,   FAIL, MINIMUM,     62.7 GiB",
    "62914560, AUTO,        akd,   FAIL, BELOW,       60.0 GiB",
    "32781080, AUTO,        akmta, PASS, RECOMMENDED, 31.3 GiB",
    "16265692, AUTO,        akmta, WARN, MINIMUM,     15.5 GiB",
    " 7969177, AUTO,        akmta, FAIL, BELOW,       7.6 GiB",
    "32781080, AUTO,        db,    FAIL, BELOW,       31.3 GiB",
  })
  void memory_may_fall_short_by_what_the_kernel_keeps(
      long kilobytes, Tier tier, String role, Outcome outcome, Reached reached, String measured) {
    Finding finding =
        Answers.create().says("memory.sh", meminfo(kilobytes)).finding("memory", tier, role);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reached()).contains(reached);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void memory_wanted_is_written_as_the_document_writes_it() {
    Finding finding = Answers.create().says("memory.sh", meminfo(7969177)).finding("memory", "akd");
    assertThat(finding.wanted()).isEqualTo("64 GB (minimum), 96 GB (recommended)");
    assertThat(finding.remedy())
        .isEqualTo("Give the host more memory, or move roles to other hosts.");
  }

  @ParameterizedTest
  @CsvSource({
    "memory 34359738368, FAIL, 32.0 GiB",
    "memory max, PASS, 94.2 GiB",
    "memory 9223372036854771712, PASS, 94.2 GiB",
  })
  void a_control_group_bounds_the_memory(String limit, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("memory.sh", meminfo(98764016))
            .says("limits.sh", limit)
            .finding("memory", "akd");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void memory_is_unknown_when_it_cannot_be_read() {
    Finding finding =
        Answers.create()
            .fails("memory.sh", "/proc/meminfo cannot be read: no Linux, or /proc is not mounted\n")
            .finding("memory", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("no Linux");
    assertThat(finding.reached()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node 0 65787532                     | PASS    | 1 NUMA node",
        "none                                | PASS    | 1 NUMA node",
        "node 0 65787532\\nnode 1 66060288   | WARN    | 2 NUMA nodes",
        "node 0 65787532\\nnode 1 0          | PASS    | 1 NUMA node",
        "bash: /sys: denied                  | UNKNOWN | not known",
      })
  void numa_counts_nodes_with_memory(String text, Outcome outcome, String measured) {
    Finding finding =
        Answers.create().says("numa.sh", text.replace("\\n", "\n")).finding("numa", "postgresql");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }
}
