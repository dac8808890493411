package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports, license servers, names and the clock. */
class ServicesTest {

  private static Finding ports(String text, String... roles) {
    return Answers.create().says("listeners.sh", text).finding("ports-free", roles);
  }

  @Test
  void ports_pass_when_nothing_listens_there() {
    Finding finding =
        ports(
            """
            uid 0
            ss LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:(("sshd",pid=71,fd=3))
            """,
            "rabbitmq");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding.measured()).isEqualTo("all 4 free");
    assertThat(finding.wanted()).contains("4369, 5672, 15672, 25672");
  }

  @Test
  void ports_pass_when_the_product_itself_holds_them() {
    Finding finding =
        ports(
            """
            uid 0
            ss LISTEN 0 244 198.18.0.11:5432 0.0.0.0:* users:(("postgres",pid=713,fd=6))
            ss LISTEN 0 244 [::1]:5432 [::]:* users:(("postgres",pid=713,fd=5))
            ss LISTEN 0 128 [::]:22 [::]:* users:(("sshd",pid=71,fd=4),("systemd",pid=1,fd=81))
            """,
            "postgresql");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding.measured()).endsWith("5432 by postgres");
    assertThat(finding.note()).isEqualTo("already installed");
  }

  @Test
  void ports_fail_when_another_program_holds_one() {
    Finding finding =
        ports(
            """
            uid 0
            ss LISTEN 0 511 *:443 *:* users:(("apache2",pid=9,fd=4),("apache2",pid=8,fd=4))
            ss LISTEN 0 511 *:80 *:* users:(("nginx",pid=7,fd=4))
            """,
            "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.measured()).isEqualTo("held: 443 by apache2");
    assertThat(finding.remedy()).startsWith("Stop or move what holds the port");
  }

  @Test
  void a_holder_that_is_not_shown_is_unknown_to_a_user_without_rights() {
    Finding finding =
        ports(
            "uid 1000\nss LISTEN 0      244            0.0.0.0:5432          0.0.0.0:*    ",
            "postgresql");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("root only");
  }

  @Test
  void without_ss_the_kernels_table_tells_ports_but_no_names() {
    Finding busy = ports("uid 0\nproc 0100007F:1538\nproc 00000000:0016", "postgresql");
    assertThat(busy.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(busy.measured()).isEqualTo("held: 5432");
    Finding free = ports("uid 0\nproc 00000000:0016", "postgresql");
    assertThat(free.outcome()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // CentOS 7 writes [::]:80 without brackets and any address as a star.
        "ss LISTEN     0      100       :::27017      :::*      users:((\"mongod\",pid=1,fd=3)) | PASS",
        "ss LISTEN 0 4096 127.0.0.53%lo:27017 0.0.0.0:* users:((\"systemd-resolve\",pid=1,fd=3))| FAIL",
      })
  void addresses_of_all_forms_are_read(String line, Outcome outcome) {
    assertThat(ports("uid 0\n" + line, "mongodb").outcome()).isEqualTo(outcome);
  }

  @Test
  void stores_are_asked_for_their_own_ports_only() {
    assertThat(ports("uid 0", "ssdb").wanted()).endsWith(": 4420, 4430");
    assertThat(ports("uid 0", "ssdb", "kvrocks").wanted()).endsWith(": 4420, 4430, 6666");
  }

  private static Finding licenses(String text) {
    return Answers.create().says("connect.sh", text).finding("license-servers", "akd");
  }

  @Test
  void license_servers_pass_when_all_three_answer() {
    Finding finding =
        licenses(
            """
            tool bash
            target lic2.altkraft.com 443 0
            target lic1.altkraft.com 443 0
            target lic3.altkraft.com 443 0
            """);
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
    assertThat(finding.measured()).isEqualTo("3 of 3 reachable");
  }

  @Test
  void license_servers_fail_with_the_reason_of_each() {
    Finding finding =
        licenses(
            """
            tool bash
            target lic1.altkraft.com 443 1 connect: line 1: lic1.altkraft.com: Name or service not known
            target lic2.altkraft.com 443 124
            target lic3.altkraft.com 443 1 connect: connect: Connection refused connect: line 1: x
            """);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.measured())
        .isEqualTo(
            "0 of 3 reachable; lic1.altkraft.com:443 cannot be resolved, lic2.altkraft.com:443 timed"
                + " out, lic3.altkraft.com:443 refused the connection");
    assertThat(finding.remedy()).contains("proxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nc: getaddrinfo for host \"x\" port 443: Name or service not known | cannot be resolved",
        "nc: connect to x port 443 (tcp) timed out: Operation now in progress | timed out",
        "curl: (28) Connection timed out after 3001 milliseconds              | timed out",
        "curl: (6) Could not resolve host: x                                  | cannot be resolved",
        "nc: bad address 'x'                                                  | cannot be resolved",
        "Ncat: Connection refused.                                            | refused",
        "connect: No route to host                                            | no route",
        "something else                                                       | cannot be reached",
      })
  void the_reason_is_read_from_every_tools_message(String message, String reason) {
    Finding finding =
        licenses(
            "tool nc\ntarget lic1.altkraft.com 443 1 "
                + message
                + "\ntarget lic2.altkraft.com 443 0\ntarget lic3.altkraft.com 443 0");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.measured()).startsWith("2 of 3 reachable").contains(reason);
  }

  @Test
  void license_servers_are_unknown_without_a_tool() {
    Finding finding = licenses("tool none");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("install bash, nc or curl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "own db1 0 ::1\\nback 198.18.0.11 0 db1.example\\nname host2 0 ::1 | PASS    | all 3 names resolve, both ways",
        "own db1 0 ::1\\nback 198.18.0.11 2 -\\nname host2 0 ::1           | WARN    | not resolved: 198.18.0.11 (its service",
        "own db1 0 ::1\\nback 198.18.0.11 124 -\\nname host2 0 ::1         | WARN    | not resolved: 198.18.0.11 (no answer",
        "own db1 0 ::1\\nname host2 0 ::1                                  | UNKNOWN | not known",
      })
  void a_service_address_has_to_lead_to_a_name(String text, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .with("service_address", "198.18.0.11")
            .says("resolve.sh", text.replace("\\n", "\n"))
            .finding("name-resolution", "db");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).startsWith(measured);
    assertThat(finding.evidence()).contains("198.18.0.11");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "own db1 0 127.0.1.1\\nname host2 0 198.18.0.12 | PASS    | all 2 names resolve",
        "own db1 0 fe80::1\\nname host2 2 -             | WARN    | not resolved: host2",
        "own db1 2 -\\nname host2 0 198.18.0.12         | WARN    | not resolved: its own name db1",
        "own db1 0 127.0.1.1\\nname host2 124 -         | WARN    | not resolved: host2 (no answer",
        "own db1 0 127.0.1.1                            | UNKNOWN | not known",
        "name host2 0 $(reboot)                         | UNKNOWN | not known",
      })
  void names_are_asked_of_the_hosts_own_resolver(String text, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("resolve.sh", text.replace("\\n", "\n"))
            .finding("name-resolution", "db");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).startsWith(measured);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timesyncd yes                         | detected none | PASS    | synchronised (timesyncd)",
        "timedatectl yes                       | detected none | PASS    | synchronised (timedatectl)",
        "timedatectl no                        | detected none | WARN    | not synchronised",
        "timedatectl no\\nchronyc Normal       | detected none | PASS    | synchronised (chronyc)",
        "chronyc Not synchronised              | detected kvm  | WARN    | not synchronised (chronyc)",
        "ntpq 00                               | detected none | PASS    | synchronised (ntpq)",
        "ntpq 3                                | detected none | WARN    | not synchronised (ntpq)",
        "''                                    | detected none | UNKNOWN | not told",
        "timedatectl yes                       | detected lxc  | PASS    | synchronised",
        "timedatectl no                        | detected lxc  | UNKNOWN | not told",
        "''                                    | detected lxc  | UNKNOWN | not told",
        "clock fine                            | detected none | UNKNOWN | not known",
      })
  void the_clock_is_judged_by_whichever_service_there_is(
      String text, String virtualization, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("clock.sh", text.replace("\\n", "\n"))
            .says("virtualization.sh", virtualization)
            .finding("time-sync", "db");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).startsWith(measured);
  }
}
