package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products on systems, what is installed already, and the system's settings. */
class SoftwareTest {

  @ParameterizedTest
  @CsvSource({
    "mongodb,    ubuntu-22.04,       PASS,    repository",
    "mongodb,    ubuntu-24.04,       PASS,    repository",
    "mongodb,    debian-12,          PASS,    amd64 only",
    "mongodb,    debian-13,          FAIL,    not for a later one",
    "mongodb,    debian-11,          FAIL,    built for Debian 12",
    "mongodb,    debian-9,           FAIL,    built for Debian 12",
    "mongodb,    debian-testing,     UNKNOWN, no version",
    "mongodb,    centos-7,           FAIL,    8.8 or what is made from it",
    "mongodb,    centos-stream-9,    PASS,    names no CentOS",
    "mongodb,    rhel-8.9,           PASS,    repository",
    "mongodb,    rhel-9.4,           PASS,    repository",
    "mongodb,    sles-12.5,          FAIL,    SLES 15 SP5",
    "mongodb,    sles-15.5,          PASS,    repository",
    "mongodb,    astra-1.7-orel,     UNKNOWN, does not list",
    "mongodb,    astra-1.8,          UNKNOWN, does not list",
    "mongodb,    redos-7.3,          UNKNOWN, does not list",
    "mongodb,    alpine-3.20,        UNKNOWN, nobody says",
    "postgresql, debian-12,          PASS,    archive",
    "postgresql, debian-10,          UNKNOWN, is not known",
    "postgresql, debian-13,          FAIL,    long after 16.1",
    "postgresql, centos-7,           FAIL,    no PostgreSQL 16",
    "postgresql, rhel-9.4,           UNKNOWN, newest 16 only",
    "rabbitmq,   debian-12,          PASS,    Erlang 25",
    "rabbitmq,   centos-7,           FAIL,    OpenSSL 1.1",
    "rabbitmq,   sles-15.5,          UNKNOWN, does not list",
    "rabbitmq,   sles-12.5,          FAIL,    no Erlang 25",
    "clickhouse, debian-9,           PASS,    static programs",
    "clickhouse, redos-7.3,          PASS,    static programs",
    "clickhouse, alpine-3.20,        UNKNOWN, nobody says",
    "kvrocks,    debian-9,           FAIL,    compiler",
    "kvrocks,    centos-7,           PASS,    devtoolset-11",
    "kvrocks,    sles-12.5,          UNKNOWN, compiler",
    "ssdb,       debian-9,           PASS,    from source",
    "ssdb,       alpine-3.20,        UNKNOWN, nobody says",
    "xvfb,       ubuntu-24.04,       PASS,    own package",
    "cutycapt,   redos-7.3,          UNKNOWN, no package of it",
    "cutycapt,   debian-12,          PASS,    own package",
    "xvfb,       centos-7,           UNKNOWN, no package of it",
  })
  void a_product_is_refused_where_it_cannot_run(
      String product, String file, Outcome outcome, String note) {
    String role = Answers.ALTCRAFT.tables().products().get(product).role();
    Finding finding =
        Answers.create()
            .says("distribution.sh", Fixtures.os(file))
            .finding(product + "-system", role);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.note()).contains(note);
  }

  @Test
  void every_listed_system_has_a_word_on_every_product() {
    assertThat(Answers.ALTCRAFT.tables().products().values())
        .allSatisfy(
            product ->
                assertThat(product.systems())
                    .as(product.name())
                    .extracting(line -> line.id())
                    .contains("ubuntu", "debian", "rhel", "centos", "sles", "astra", "redos"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mongodb    |                                            | PASS    | none installed",
        "mongodb    | package mongodb-org-server 8.0.17          | PASS    | 8.0.17",
        "mongodb    | package mongodb-server 1:3.6.8-3           | FAIL    | mongodb-server 1:3.6.8-3",
        "mongodb    | package mongodb-org-server 7.0.5           | FAIL    | 7.0.5",
        "mongodb    | program mongod /usr/local/bin/mongod       | UNKNOWN | /usr/local/bin/mongod",
        "postgresql | package postgresql-16 16.1-1.pgdg120+1     | PASS    | 16.1-1",
        "postgresql | package postgresql-16 16.10-1.pgdg120+1    | FAIL    | 16.10",
        "postgresql | package postgresql-15 15.18-0+deb12u1      | FAIL    | 15.18",
        "rabbitmq   | package rabbitmq-server 3.12.9-1           | PASS    | 3.12.9",
        "rabbitmq   | package rabbitmq-server 4.0.5-6+deb13u2    | PASS    | 4.0.5",
        "rabbitmq   | package rabbitmq-server 3.10.8-1.1+deb12u1 | FAIL    | 3.10.8",
        "rabbitmq   | package rabbitmq-server 3.13.1-1           | FAIL    | 3.13.1",
        "clickhouse | package clickhouse-server 24.8.14.39       | PASS    | 24.8.14.39",
        "clickhouse | package clickhouse-server 18.16.1+ds-7.3   | FAIL    | 18.16.1",
        "ssdb       | program ssdb-server /usr/local/bin/ssdb    | UNKNOWN | /usr/local/bin/ssdb",
        "akmta,rabbitmq | package rabbitmq-server 4.0.5          | PASS    | 4.0.5",
      })
  void another_version_is_in_the_way(
      String roles, String printed, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("packages.sh", printed == null ? "" : printed)
            .finding("other-versions", roles.split(",", -1));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).contains(measured);
  }

  @Test
  void packages_are_unknown_without_a_package_manager() {
    Finding finding =
        Answers.create()
            .fails("packages.sh", "there is neither dpkg nor rpm to ask for packages")
            .finding("other-versions", "mongodb");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setting /etc/default/locale LANG=C.UTF-8            | PASS | LANG=C.UTF-8",
        "setting /etc/locale.conf LANG=\"ru_RU.utf8\"        | PASS | LANG=ru_RU.utf8",
        "setting /etc/locale.conf LANG=en_US.ISO-8859-1      | WARN | LANG=en_US.ISO-8859-1",
        "setting /etc/locale.conf LANG=C\\navailable         | WARN | LANG=C",
        "available                                           | WARN | none set",
        "rm: what is this                                    | UNKNOWN | not known",
      })
  void services_start_with_utf8(String printed, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("locale.sh", printed.replace("\\n", "\n"))
            .finding("locale", "postgresql");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @ParameterizedTest
  @CsvSource({
    "open-files, fs.nr_open 1048576, PASS, 1048576",
    "open-files, fs.nr_open 65536, WARN, 65536",
    "open-files, fs.nr_open -, UNKNOWN, not known",
    "open-files-total, fs.file-max 9223372036854775807, PASS, without limit",
    "open-files-total, fs.file-max 98304, WARN, 98304",
    "process-numbers, kernel.pid_max 4194304, PASS, 4194304",
    "process-numbers, kernel.pid_max 32768, WARN, 32768",
    "limit-open-files, limits.open_files 524288, PASS, 524288",
    "limit-open-files, limits.open_files 4096, WARN, 4096",
    "limit-processes, limits.processes unlimited, PASS, without limit",
    "limit-processes, limits.processes 15730, WARN, 15730",
    "limit-processes, limits.processes -, UNKNOWN, not known",
    "threads, kernel.threads-max 254696, PASS, 254696",
    "threads, kernel.threads-max 15730, WARN, 15730",
    "threads, kernel.threads-max -, UNKNOWN, not known",
    "memory-maps, vm.max_map_count 1048576, PASS, 1048576",
    "memory-maps, vm.max_map_count 65530, WARN, 65530",
    "memory-maps, vm.max_map_count many, UNKNOWN, not known",
    "swappiness, vm.swappiness 1, PASS, 1",
    "swappiness, vm.swappiness 60, WARN, 60",
    "swappiness, vm.swappiness -, UNKNOWN, not known",
  })
  void kernel_settings_have_bounds(String id, String printed, Outcome outcome, String measured) {
    Finding finding = Answers.create().says("settings.sh", printed).finding(id, "mongodb");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mongodb            | [always] madvise never | 1 | PASS    | ''",
        "mongodb            | always [madvise] never | 1 | WARN    | ''",
        "mongodb,clickhouse | always [madvise] never | 1 | PASS    | madvise serves both",
        "mongodb,clickhouse | [always] madvise never | 1 | WARN    | madvise serves both",
        "mongodb,postgresql | [always] madvise never | 2 | WARN    | MongoDB needs 1",
        "clickhouse         | always [madvise] never | 0 | PASS    | ''",
        "kvrocks            | always madvise [never] | 0 | WARN    | ''",
        "postgresql         | always madvise [never] | 2 | PASS    | ''",
        "postgresql         | -                      | 2 | UNKNOWN | does not show",
      })
  void stores_that_share_a_kernel_share_its_settings(
      String roles, String pages, String overcommit, Outcome outcome, String note) {
    Finding finding =
        Answers.create()
            .says(
                "settings.sh",
                "transparent_hugepage " + pages + "\nvm.overcommit_memory " + overcommit)
            .finding("store-settings", roles.split(",", -1));
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.note()).contains(note);
  }
}
