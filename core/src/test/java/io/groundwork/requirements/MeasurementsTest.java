package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import io.groundwork.engine.HostReader;
import io.groundwork.facts.Fixtures;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.HostSpeedCheck;
import io.groundwork.requirements.check.Reached;
import io.groundwork.requirements.check.Readings;
import io.groundwork.requirements.check.Settings;
import io.groundwork.requirements.check.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured only when somebody asks for it. */
class MeasurementsTest {

  private static final HostInfo HOST =
      new HostInfo("db1", List.of("postgresql", "akd"), List.of())
          .with(new Settings(Map.of(Settings.INTERNET_TARGET, "https://example.com/large")));

  private final List<String> announced = new ArrayList<>();

  /** The finding, once everything was measured. */
  private Finding finding(String id, Map<String, String> said) throws Exception {
    HostReader reader = calls -> calls.stream().map(call -> answer(call, said)).toList();
    Checker checker = new Checker(Answers.ALTCRAFT, Tier.AUTO);
    Deep deep =
        new Deep(
            checker,
            (host, what, remaining, bytes) ->
                announced.add(what + " " + remaining.toSeconds() + " " + (bytes >> 20)));
    List<Snippet.Call> calls = checker.calls(HOST);
    Readings readings = Checker.readings(calls, reader.read(calls));
    return checker.findings(HOST, deep.measure(HOST, readings, reader), Map.of()).stream()
        .filter(one -> one.requirement().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Read answer(Snippet.Call call, Map<String, String> said) {
    if (call.snippet().name().equals("storage.sh")) {
      return new Read.Done(
          Fixtures.reading(MeasurementsTest.class, "storage/ubuntu-22.04-lvm-raid.txt"));
    }
    String text = said.get(call.snippet().name());
    return text == null
        ? new Read.Failed(1, "this test has no answer")
        : new Read.Done(Fixtures.state(text));
  }

  private static String captured(String file) throws IOException {
    return Resources.toString(
        Resources.getResource(MeasurementsTest.class, "fio/" + file), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fio-3.25-debian-11 | 67,389 read / 113,988 write IOPS | 765 read / 1,781 write MB/s",
        "fio-3.33-debian-12 | 57,664 read / 32,404 write IOPS  | 1,309 read / 2,427 write MB/s",
        "fio-3.39-debian-13 | 70,118 read / 122,384 write IOPS | 858 read / 1,410 write MB/s",
      })
  void fio_is_read_as_it_really_prints(String file, String random, String sequential)
      throws Exception {
    Finding finding = finding("disk-iops", Map.of("fio.sh", captured(file + ".txt")));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.PASS);
    assertThat(finding.measured())
        .isEqualTo("4K random " + random + ", 512K sequential " + sequential + " on /");
  }

  /** The reads of one and the writes of the other: neither source measured both. */
  @Test
  void what_fio_2_and_fio_37_print_is_read_likewise() throws Exception {
    String read = captured("fio-2.2.10-read.json");
    String write = captured("fio-3.7-write.json");
    String text =
        "run write 1\n%send\nrun randwrite 1\n%send\nrun read 1\n%send\nrun randread 1\n%send\n"
            .formatted(write, write, read, read);
    Finding finding = finding("disk-iops", Map.of("fio.sh", text));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.FAIL);
    assertThat(finding.measured())
        .isEqualTo(
            "4K random 69 read / 74,696 write IOPS, 512K sequential 0 read / 306 write MB/s on /");
  }

  @Test
  void the_level_is_the_worst_of_all_four_figures() throws Exception {
    Finding captured = finding("disk-level", Map.of("fio.sh", captured("fio-3.33-debian-12.txt")));
    assertThat(captured.outcome()).isEqualTo(Outcome.WARN);
    assertThat(captured.reached()).contains(Reached.BELOW);
    assertThat(level(600_000, 310_000, 3_600, 3_100)).contains(Reached.RECOMMENDED);
    assertThat(level(600_000, 310_000, 3_600, 2_900)).contains(Reached.MINIMUM);
    assertThat(level(75_000, 20_000, 500, 449)).contains(Reached.BELOW);
  }

  private Optional<Reached> level(int reads, int writes, int readMb, int writeMb) throws Exception {
    return finding("disk-level", Map.of("fio.sh", fio(1, reads, writes, readMb, writeMb)))
        .reached();
  }

  /** With bw in KiB a second, as fio 2 wrote it before there was bw_bytes. */
  private static String fio(int direct, int reads, int writes, int readMb, int writeMb) {
    return run("write", direct, 0, 0, writeMb)
        + run("randwrite", direct, 0, writes, 0)
        + run("read", direct, 0, 0, readMb)
        + run("randread", direct, reads, 0, 0);
  }

  private static String run(String name, int direct, int reads, int writes, int megabytes) {
    String bandwidth = String.valueOf(megabytes * 1_000_000L / 1024 + 1);
    return """
        run NAME DIRECT
        {"fio version": "fio-2.2.10", "jobs": [{"jobname": "x",
        "read": {"iops": READS, "bw": SPEED},
        "write": {"iops": WRITES, "bw": SPEED}}]}
        end
        """
        .replace("NAME", name)
        .replace("DIRECT", "" + direct)
        .replace("READS", "" + reads)
        .replace("WRITES", "" + writes)
        .replace("SPEED", bandwidth);
  }

  @ParameterizedTest
  @CsvSource({"15001, 15001, PASS", "15000, 90000, FAIL", "90000, 15000, FAIL"})
  void both_reads_and_writes_have_to_be_over_the_figure(int reads, int writes, Outcome outcome)
      throws Exception {
    Finding finding = finding("disk-iops", Map.of("fio.sh", fio(1, reads, writes, 500, 500)));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "short 1000000000 2147483648 | too little room: 1 GB free, the test wants 2 GB",
        "none fio is not there | fio is not there",
        "run write 1 | no result of randread",
        "{} | printed what cannot be understood",
      })
  void what_could_not_be_measured_is_unknown_with_the_reason(String text, String reason)
      throws Exception {
    Finding finding = finding("disk-iops", Map.of("fio.sh", text));
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains(reason);
  }

  @Test
  void figures_of_the_cache_are_not_those_of_the_disk() throws Exception {
    Finding finding = finding("disk-iops", Map.of("fio.sh", fio(0, 90_000, 90_000, 500, 500)));
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("no O_DIRECT");
  }

  @Test
  void each_file_system_is_measured_once_and_announced_with_time_and_room() throws Exception {
    finding("disk-iops", Map.of());
    assertThat(announced)
        .containsExactly("fio on / 38 1024", "download from https://example.com/large 8 0");
  }

  @ParameterizedTest
  @CsvSource({
    "disk-iops, measured with --deep only",
    "disk-level, measured with --deep only",
    "internet-throughput, --internet-target URL",
  })
  void nothing_is_measured_unless_it_is_asked_for(String id, String note) {
    Finding finding =
        Answers.create()
            .says(
                "storage.sh",
                Fixtures.reading(MeasurementsTest.class, "storage/ubuntu-22.04-lvm-raid.txt"))
            .finding(id, "postgresql", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains(note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "got 1000000000 8.000 28 200 | PASS | 1,000 Mbit/s from https://example.com/large",
        "got 500000000 8.000 28 200  | WARN | 500 Mbit/s from https://example.com/large",
        "got 240000000 8.000 28 200  | FAIL | 240 Mbit/s from https://example.com/large",
        "got 5000 0.010 0 200        | UNKNOWN | not measured",
        "got 153 1.000 0 404         | UNKNOWN | not measured",
        "failed curl: (6) Could not resolve host: example.com | UNKNOWN | not measured",
        "none                        | UNKNOWN | not measured",
        "what                        | UNKNOWN | not known",
      })
  void the_line_to_the_internet_is_judged_by_what_came(
      String text, Outcome outcome, String measured) throws Exception {
    Finding finding = finding("internet-throughput", Map.of("download.sh", text));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void what_one_host_sends_to_the_others_is_judged_together() {
    HostSpeedCheck check = new HostSpeedCheck(Answers.ALTCRAFT.tables(), 10_000);
    HostSpeedCheck.Speed fast =
        HostSpeedCheck.speed("db1", Fixtures.state("sent 6000000000 4.000"));
    HostSpeedCheck.Speed slow = HostSpeedCheck.speed("db2", Fixtures.state("sent 500000000 4.000"));
    HostSpeedCheck.Speed none =
        HostSpeedCheck.speed("db3", Fixtures.state("failed Connection refused"));
    assertThat(check.verdict(List.of(fast))).isInstanceOf(Verdict.Met.class);
    assertThat(check.verdict(List.of(fast)).measured()).isEqualTo("12.0 Gbit/s to db1");
    assertThat(check.verdict(List.of(fast, slow))).isInstanceOf(Verdict.NotMet.class);
    assertThat(check.verdict(List.of(fast, none))).isInstanceOf(Verdict.Unknown.class);
    assertThat(check.verdict(List.of(none)).note()).isEqualTo("db3: Connection refused");
    assertThat(check.verdict(List.of())).isInstanceOf(Verdict.Met.class);
    assertThat(check.verdict(List.of(fast)).note()).contains("db1: measured with perl");
  }

  @Test
  void iperf3_312_is_read_as_it_really_prints() throws Exception {
    String printed =
        Resources.toString(
            Resources.getResource(MeasurementsTest.class, "iperf3/iperf3-3.12-debian-12.txt"),
            StandardCharsets.UTF_8);
    HostSpeedCheck check = new HostSpeedCheck(Answers.ALTCRAFT.tables(), 10_000);
    HostSpeedCheck.Speed speed = HostSpeedCheck.speed("db1", Fixtures.state(printed));
    assertThat(check.verdict(List.of(speed)).measured()).isEqualTo("10.2 Gbit/s to db1");
    assertThat(check.verdict(List.of(speed)).note()).isEmpty();
    assertThatThrownBy(() -> HostSpeedCheck.speed("db1", Fixtures.state("iperf3\n{}")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
