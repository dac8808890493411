package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingSystemTest {

  @ParameterizedTest
  @CsvSource({
    "ubuntu-22.04,       PASS,    a reference system",
    "ubuntu-24.04,       PASS,    a reference system",
    "debian-9,           PASS,    compatible (Debian 9+)",
    "debian-9-early,     PASS,    compatible (Debian 9+)",
    "debian-10,          PASS,    compatible (Debian 9+)",
    "debian-11,          PASS,    compatible (Debian 9+)",
    "debian-12,          PASS,    compatible (Debian 9+)",
    "debian-13,          PASS,    compatible (Debian 9+)",
    "debian-testing,     UNKNOWN, no release",
    "centos-7,           PASS,    compatible (CentOS 7+)",
    "centos-7.1,         PASS,    compatible (CentOS 7+)",
    "centos-stream-9,    PASS,    compatible (CentOS 7+)",
    "rhel-7.0,           PASS,    compatible (Red Hat Enterprise Linux 7+)",
    "rhel-7.7,           PASS,    compatible (Red Hat Enterprise Linux 7+)",
    "rhel-8.9,           PASS,    compatible (Red Hat Enterprise Linux 7+)",
    "rhel-9.4,           PASS,    compatible (Red Hat Enterprise Linux 7+)",
    "rocky-8.4,          FAIL,    derives from",
    "rocky-9.3,          FAIL,    derives from centos",
    "sles-12.5,          PASS,    compatible (SUSE Linux Enterprise Server 12+)",
    "sles-15.5,          PASS,    compatible (SUSE Linux Enterprise Server 12+)",
    "sles-12.1-s390x,    PASS,    compatible (SUSE Linux Enterprise Server 12+)",
    "sles-16.0,          PASS,    compatible (SUSE Linux Enterprise Server 12+)",
    "redos-7.3,          PASS,    compatible (RED OS 7.3+)",
    "astra-2.12-orel,    FAIL,    not listed",
    "astra-1.7,          UNKNOWN, does not tell its edition",
    "astra-1.7-orel,     PASS,    Common Edition 1.7+",
    "astra-1.7-smolensk, FAIL,    not listed",
    "astra-1.7-se,       FAIL,    not listed",
    "astra-1.8,          PASS,    Edition 1.",
    "alpine-3.20,        FAIL,    not listed",
  })
  void is_judged_by_the_documents_lists(String file, Outcome outcome, String note) {
    Finding finding =
        Answers.create()
            .says("distribution.sh", Fixtures.os(file))
            .finding("operating-system", "db");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.note()).contains(note);
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 8, FAIL",
    "debian, 10, PASS",
    "centos, 6.10, FAIL",
    "redos, 7.2, FAIL",
    "redos, 7.10, PASS",
    "redos, 8, PASS",
    "ubuntu, 20.04, FAIL",
    "ubuntu, 22.10, FAIL",
    "ubuntu, 25.04, FAIL",
    "sles, 11.4, FAIL",
  })
  void versions_are_compared_as_numbers(String id, String version, Outcome outcome) {
    Finding finding =
        Answers.create()
            .says("distribution.sh", "os-release\tID=" + id + "\nos-release\tVERSION_ID=" + version)
            .finding("operating-system", "db");
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  @Test
  void a_host_that_is_no_linux_is_unknown_and_says_why() {
    Finding finding =
        Answers.create()
            .fails("distribution.sh", "neither /etc/os-release nor /usr/lib/os-release can be read")
            .finding("operating-system", "db");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).startsWith("neither /etc/os-release");
    assertThat(finding.evidence()).isEqualTo("cat /etc/os-release");
  }
}
