package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.CutException;
import io.groundwork.facts.Fixtures;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Readings;
import io.groundwork.transport.BecomeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast a processor packs, beside the estimate of the reference. */
class CpuSpeedTest {

  private static Finding finding(String said) {
    HostInfo host = new HostInfo("akd1", List.of("akd"), List.of());
    Answers answers =
        Answers.create()
            .says("cpu.sh", Fixtures.reading(CpuSpeedTest.class, "cpu/debian-12-vm.txt"))
            .says("cpu-speed.sh", said);
    Checker checker = new Checker(Answers.ALTCRAFT, Tier.AUTO);
    List<Snippet.Call> calls = checker.calls(host);
    Readings readings = Checker.readings(calls, answers.read(calls));
    try {
      Readings measured =
          new Deep(checker, (name, what, left, bytes) -> {}).measure(host, readings, answers);
      return checker.findings(host, measured, Map.of()).stream()
          .filter(one -> one.requirement().id().equals("cpu-model"))
          .findFirst()
          .orElseThrow();
    } catch (CutException | BecomeException e) {
      throw new AssertionError(e);
    }
  }

  private static String rounds(String one, String all) {
    return """
        ticks 100 10000
        one 0m9.900000s 0m0.010000s
        one ONE
        one ONE
        all ALL
        all ALL
        ticks 110 10200
        """
        .replace("ONE", one)
        .replace("ALL", all);
  }

  @ParameterizedTest
  @CsvSource({
    "0m0.500000s 0m0.010000s, WARN, packs 17.4 MB/s",
    "0m0.350s 0m0.010s, WARN, packs 24.7 MB/s",
    "0m0.280000s 0m0.010000s, UNKNOWN, packs 30.7 MB/s",
    "0m0.230s 0m0.009s, UNKNOWN, packs 37.2 MB/s",
    "0m0.200000s 0m0.010000s, PASS, packs 42.3 MB/s",
  })
  void it_is_judged_only_outside_of_what_is_uncertain(
      String time, Outcome outcome, String measured) {
    Finding finding = finding(rounds(time, "0m0.300000s 0m0.010000s"));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured())
        .contains(measured, "28.7 with each of 2 at once", "5.0 % of the time stolen");
    assertThat(finding.note()).contains("the reference is estimated: 31 MB/s ± 20 %");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none gzip is not there | gzip is not there",
        "one cut | a round took 4 seconds",
        "one 0m0.280000s 0m0.010000s | it ends too early",
        "one 0m0.000000s 0m0.000000s | a round without time",
        "one fast | printed what cannot be understood",
      })
  void what_could_not_be_measured_is_unknown_with_the_reason(String said, String reason) {
    Finding finding = finding(said);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains(reason);
  }

  @Test
  void output_of_bash_and_dash_is_read_as_it_really_is() {
    assertThat(finding(captured("cpu-speed/debian-12-dash.txt")).measured())
        .contains("packs 28.7 MB/s");
    assertThat(finding(captured("cpu-speed/debian-12-bash.txt")).measured())
        .contains("packs 26.8 MB/s");
  }

  private static String captured(String file) {
    return Fixtures.reading(CpuSpeedTest.class, file).state();
  }
}
