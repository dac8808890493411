package io.groundwork.facts;

import static io.groundwork.facts.Fixtures.os;
import static io.groundwork.facts.Fixtures.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {

  private static Map<String, Object> facts(Reading reading) {
    return DistributionFacts.SOURCE.probe().parser().apply(reading);
  }

  @ParameterizedTest
  @CsvSource({
    "debian-9,         Debian,      9.13,      9,  stretch,        Debian",
    "debian-9-early,   Debian,      9,         9,  stretch,        Debian",
    "debian-10,        Debian,      10.11,     10, buster,         Debian",
    "debian-11,        Debian,      11.11,     11, bullseye,       Debian",
    "debian-12,        Debian,      12.11,     12, bookworm,       Debian",
    "debian-13,        Debian,      13.7,      13, trixie,         Debian",
    "debian-testing,   Debian,      '',        '', forky,          Debian",
    "ubuntu-22.04,     Ubuntu,      22.04,     22, jammy,          Debian",
    "ubuntu-24.04,     Ubuntu,      24.04,     24, noble,          Debian",
    "centos-7,         CentOS,      7.9.2009,  7,  Core,           RedHat",
    "centos-7.1,       CentOS,      7.1.1503,  7,  Core,           RedHat",
    "centos-stream-9,  CentOS,      9,         9,  '',             RedHat",
    "rhel-7.0,         RedHat,      7.0,       7,  Maipo,          RedHat",
    "rhel-7.7,         RedHat,      7.7,       7,  Maipo,          RedHat",
    "rhel-8.9,         RedHat,      8.9,       8,  Ootpa,          RedHat",
    "rhel-9.4,         RedHat,      9.4,       9,  Plow,           RedHat",
    "rocky-8.4,        Rocky,       8.4,       8,  Green Obsidian, RedHat",
    "rocky-9.3,        Rocky,       9.3,       9,  Blue Onyx,      RedHat",
    "astra-2.12-orel,  Astra Linux, 2.12.22,   2,  '',             Debian",
    "astra-1.7,        Astra Linux, 1.7,       1,  '',             Debian",
    "astra-1.7-se,     Astra Linux, 1.7,       1,  '',             Debian",
    "astra-1.8,        Astra Linux, 1.8,       1,  '',             Debian",
    "sles-12.1-s390x,  SLES,        12.1,      12, '',             Suse",
    "sles-12.5,        SLES,        12.5,      12, '',             Suse",
    "sles-15.5,        SLES,        15.5,      15, '',             Suse",
    "sles-16.0,        SLES,        16.0,      16, '',             Suse",
    "redos-7.3,        RED OS,      7.3,       7,  7.3.6,          RedHat",
    "alpine-3.20,      Alpine,      3.20.7,    3,  '',             Alpine",
  })
  void tells_every_listed_system(
      String file, String name, String version, String major, String release, String family) {
    assertThat(facts(os(file)))
        .isEqualTo(
            Map.of(
                "distribution", name,
                "distribution_version", version,
                "distribution_major_version", major,
                "distribution_release", release,
                "os_family", family));
  }

  @ParameterizedTest
  @CsvSource({
    "astra-1.7-orel, orel",
    "astra-1.7-se, se",
    "astra-1.7-smolensk, smolensk",
    "astra-2.12-orel, orel",
  })
  void tells_the_edition_of_astra_linux(String file, String level) {
    assertThat(OperatingSystem.parse(os(file)).variant()).contains(level);
  }

  @Test
  void takes_the_name_and_the_relatives_of_a_system_it_does_not_know() {
    assertThat(
            facts(
                state(
                    "os-release\tID=mine\nos-release\tID_LIKE='debian x'\nos-release\tNAME=Mine")))
        .containsEntry("distribution", "Mine")
        .containsEntry("os_family", "Debian");
  }

  @Test
  void never_evaluates_what_a_host_prints() {
    OperatingSystem os =
        OperatingSystem.parse(state("os-release\tID=x\nos-release\tNAME=\"$(id) \\\"a\\\"\""));
    assertThat(os.name()).isEqualTo("$(id) \"a\"");
  }

  @Test
  void refuses_what_no_host_prints() {
    assertThatThrownBy(() -> facts(state("os-release ID=x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unexpected line");
    assertThatThrownBy(() -> facts(state("os-release\tNAME=x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ID");
  }
}
