package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.requirements.check.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host's links, addresses and ways out. */
class HostNetworkTest {

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address 192.0.2.1 eno1\\nlink eno1 up 10000 ixgbe | PASS | eno1: 10 Gbit/s",
        "address 192.0.2.1 eno1\\nlink eno1 up 25000 mlx5_core | PASS | eno1: 25 Gbit/s",
        "address 192.0.2.1 eno1\\nlink eno1 up 1000 igb | FAIL | eno1: 1 Gbit/s",
        "address 192.0.2.1 eno1\\nlink eno1 up 2500 igc | FAIL | eno1: 2500 Mbit/s",
        "address 192.0.2.1 eno1\\nlink eno1 down -1 igb | UNKNOWN | eno1: tells no speed",
        "address 192.0.2.1 eno1\\nlink eno1 down - igb | UNKNOWN | eno1: tells no speed",
        "address 192.0.2.1 eth0\\nlink eth0 up -1 virtio_net | UNKNOWN | eth0: tells no speed",
        "address 192.0.2.1 ens192\\nlink ens192 up 10000 vmxnet3 | UNKNOWN | ens192: says 10 Gbit/s",
        "address 192.0.2.1 host0@if9\\nlink host0 up 10000 - | UNKNOWN | host0: says 10 Gbit/s",
        // Two cards of 10 Gbit/s, with a VLAN above.
        "address 192.0.2.1 bond0.7@bond0\\nlink bond0.7 up 20000 -\\nbelow bond0.7 bond0\\n"
            + "link bond0 up 20000 -\\nbelow bond0 a\\nbelow bond0 b\\nlink a up 10000 ice\\n"
            + "link b up 10000 ice | PASS | bond0.7: 20 Gbit/s",
        "address 192.0.2.1 br0\\nlink br0 up 10000 -\\nbelow br0 veth1\\nbelow br0 eno1\\n"
            + "link veth1 up 10000 -\\nlink eno1 up 1000 igb | UNKNOWN | br0: says 10 Gbit/s",
        "link eno1 up 10000 ixgbe | UNKNOWN | not known",
        "address 192.0.2.1 eno1\\nlink eno1 up fast ixgbe | UNKNOWN | not known",
      })
  void the_link_of_the_service_address_counts_where_it_is_of_metal(
      String text, Outcome outcome, String measured) {
    Finding finding = Answers.create().says("link.sh", lines(text)).finding("link-speed", "db");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
    assertThat(finding.wanted()).isEqualTo("at least 10 Gbit/s");
  }

  @Test
  void a_virtual_card_says_why_its_speed_tells_nothing() {
    Answers answers =
        Answers.create().says("link.sh", "address 192.0.2.1 host0\nlink host0 up 10000 -");
    assertThat(answers.finding("link-speed", "db").note()).contains("ask the provider");
    assertThat(
            answers
                .says("virtualization.sh", "detected systemd-nspawn")
                .finding("link-speed", "db")
                .note())
        .contains("container's machine");
  }

  @Test
  void a_service_address_that_no_interface_has_is_told() {
    Finding finding =
        Answers.create()
            .with(Settings.SERVICE_ADDRESS, "192.0.2.9")
            .says("link.sh", "link eno1 up 10000 ixgbe")
            .finding("link-speed", "db");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).isEqualTo("no interface has the service address 192.0.2.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "akd   | 0        | 5.9.1.1 5.9.1.2 5.9.1.3         | PASS    | 3: 5.9.1.1, 5.9.1.2, 5.9.1.3",
        "akd   | 0        | 5.9.1.1 10.0.0.1                | WARN    | 1: 5.9.1.1",
        "akd   | 0        | 10.0.0.1 127.0.0.1 100.64.0.1   | UNKNOWN | none of its own",
        "akmta | 900_000  | 5.9.1.1 5.9.1.2                 | PASS    | 2: 5.9.1.1, 5.9.1.2",
        "akmta | 900000   | 5.9.1.1                         | WARN    | 1: 5.9.1.1",
        "akmta | 5000000  | 5.9.1.1 5.9.1.2 5.9.1.3         | WARN    | 3: 5.9.1.1, 5.9.1.2, 5.9.1.3",
        "akmta | 3000000  | 5.9.1.1 5.9.1.2                 | PASS    | 2: 5.9.1.1, 5.9.1.2",
        "akmta | 0        | 5.9.1.1 5.9.1.2                 | UNKNOWN | 2: 5.9.1.1, 5.9.1.2",
        "akmta | 0        | 5.9.1.1                         | WARN    | 1: 5.9.1.1",
        "akmta | 0        | 5.9.1.1 5.9.1.2 5.9.1.3 5.9.1.4 | PASS    | 4: 5.9.1.1, 5.9.1.2, 5.9.1.3, 5.9.1.4",
      })
  void public_addresses_count_by_role_and_volume(
      String role, String daily, String own, Outcome outcome, String measured) {
    Answers answers = Answers.create();
    if (!daily.equals("0")) {
      answers.with(Settings.DAILY_MESSAGES, daily);
    }
    StringBuilder text = new StringBuilder();
    for (String address : own.split(" ")) {
      text.append("own eth0 ").append(address).append('\n');
    }
    Finding finding =
        answers.says("addresses.sh", text.toString()).finding("public-addresses", role);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void a_volume_that_the_document_has_no_figure_for_is_said_to_be_one() {
    Finding finding =
        Answers.create()
            .with(Settings.DAILY_MESSAGES, 3_000_000L)
            .says("addresses.sh", "own eth0 5.9.1.1\nown eth0 5.9.1.2")
            .finding("public-addresses", "akmta");
    assertThat(finding.note()).contains("gives no figure");
  }

  @Test
  void translated_addresses_are_those_that_the_inventory_names() {
    Finding finding =
        Answers.create()
            .with(Settings.PUBLIC_ADDRESSES, List.of("5.9.1.1", "5.9.1.2", "5.9.1.3"))
            .says("addresses.sh", "own eth0 10.0.0.1")
            .finding("public-addresses", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reverse 5.9.1.1 0 a.example.com\\nforward a.example.com 0 5.9.1.1 5.9.1.9"
            + "| PASS | 5.9.1.1 a.example.com",
        "reverse 5.9.1.1 2 - | WARN | 5.9.1.1 has no name",
        "reverse 5.9.1.1 0 a.example.com\\nforward a.example.com 0 5.9.1.2"
            + "| WARN | 5.9.1.1 is a.example.com, which is 5.9.1.2",
        "reverse 5.9.1.1 0 a.example.com\\nforward a.example.com 2 "
            + "| WARN | 5.9.1.1 is a.example.com, which is not in DNS",
        "'' | UNKNOWN | not known",
        "reverse 5.9.1.1 0 | UNKNOWN | not known",
      })
  void the_name_of_an_address_has_to_lead_back_to_it(
      String text, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .says("addresses.sh", "own eth0 5.9.1.1\n" + lines(text))
            .finding("reverse-names", "akmta");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void the_sources_of_the_hosts_own_products_are_tried() {
    Finding finding =
        Answers.create()
            .says(
                "connect.sh",
                "tool bash\ntarget packages.clickhouse.com 443 0\ntarget archive.apache.org 443 124")
            .finding("package-repositories", "clickhouse", "kvrocks");
    assertThat(finding.wanted())
        .isEqualTo("packages.clickhouse.com:443, archive.apache.org:443 reachable over TCP");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.measured()).isEqualTo("1 of 2 reachable; archive.apache.org:443 timed out");
  }

  @Test
  void a_mirror_is_tried_in_place_of_what_it_mirrors() {
    Finding finding =
        Answers.create()
            .with(
                Settings.MIRRORS,
                Map.of("clickhouse", Map.of("uri", "http://mirror.example/clickhouse")))
            .says("connect.sh", "tool nc\ntarget mirror.example 80 0")
            .finding("package-repositories", "clickhouse");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.PASS);
  }

  @Test
  void a_file_that_the_inventory_names_is_tried_in_place_of_its_source() {
    Finding finding =
        Answers.create()
            .with(Settings.MIRRORS, Map.of("kvrocks", Map.of("url", "http://mirror.example/k.deb")))
            .says("connect.sh", "tool nc\ntarget mirror.example 80 0")
            .finding("package-repositories", "kvrocks");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.PASS);
  }

  @Test
  void what_comes_with_the_system_needs_no_source() {
    Finding finding =
        Answers.create()
            .with(Settings.RABBITMQ_SOURCE, "distribution")
            .finding("package-repositories", "rabbitmq");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(Outcome.PASS);
    assertThat(finding.measured()).isEqualTo("none needed: RabbitMQ comes with the system");
  }

  @Test
  void sources_are_unknown_without_a_tool() {
    assertThat(
            Answers.create()
                .says("connect.sh", "tool none")
                .finding("package-repositories", "ssdb")
                .outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tool nc\\nfrom 5.9.1.1 0\\nfrom 5.9.1.2 0  | PASS | reachable from 5.9.1.1, 5.9.1.2",
        "tool nc\\nfrom 5.9.1.1 0\\nfrom 5.9.1.2 1 nc: connect to x port 25 (tcp) timed out"
            + "| FAIL | from 5.9.1.2: timed out",
        "tool perl\\nfrom 5.9.1.9 255 IO::Socket::INET: bind: Cannot assign requested address"
            + "| FAIL | from 5.9.1.9: is no address of this host",
        "tool curl\\nfrom any 0 | PASS | reachable from the host's usual address",
        "tool none | UNKNOWN | not known",
      })
  void mail_has_to_get_out_from_every_sending_address(
      String text, Outcome outcome, String measured) {
    Finding finding =
        Answers.create()
            .with(Settings.OUTBOUND_SMTP_TARGET, "mx.example.com")
            .says("connect_from.sh", lines(text))
            .finding("outbound-mail", "akmta");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
    assertThat(finding.wanted()).startsWith("mx.example.com:25");
  }

  @ParameterizedTest
  @CsvSource({"outbound-mail, akmta, outbound_smtp_target", "smtp-relay, akd, smtp_relay"})
  void what_the_inventory_does_not_name_is_unknown_and_said_so(
      String id, String role, String variable) {
    Finding finding = Answers.create().finding(id, role);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("set " + variable);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "124, FAIL"})
  void the_relay_for_notifications_is_tried(int status, Outcome outcome) {
    Finding finding =
        Answers.create()
            .with(Settings.SMTP_RELAY, "relay.example.com:465")
            .says("connect.sh", "tool bash\ntarget relay.example.com 465 " + status)
            .finding("smtp-relay", "akd");
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  private static Finding licensesThrough(String proxy, String text) {
    return Answers.create()
        .with(Settings.LICENSE_PROXY, proxy)
        .says("proxy.sh", text)
        .finding("license-servers", "akd");
  }

  @Test
  void license_servers_are_tried_through_the_proxy_where_there_is_one() {
    Finding good =
        licensesThrough(
            "http://proxy.example.com:8080",
            """
            tool bash
            target lic1.altkraft.com 443 0
            target lic2.altkraft.com 443 0
            target lic3.altkraft.com 443 0
            """);
    assertThat(good.outcome()).as(good.toString()).isEqualTo(Outcome.PASS);
    assertThat(good.wanted()).endsWith("through the proxy proxy.example.com:8080");
    Finding bad =
        licensesThrough(
            "proxy.example.com",
            """
            tool bash
            target lic1.altkraft.com 443 0
            target lic2.altkraft.com 443 1 the proxy answered HTTP/1.1 403 Forbidden
            target lic3.altkraft.com 443 124
            """);
    assertThat(bad.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(bad.measured()).contains("lic2.altkraft.com:443 not through the proxy", "403");
    assertThat(bad.note()).startsWith("tried through proxy.example.com:3128");
  }

  @Test
  void a_proxy_that_wants_a_password_is_not_tried() {
    Finding finding = licensesThrough("http://me:word@proxy.example.com:8080", "");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("http://HOST:PORT").doesNotContain("word@");
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "2, WARN", "124, WARN"})
  void the_resolver_has_to_know_names_of_the_internet(int status, Outcome outcome) {
    Finding finding =
        Answers.create()
            .says(
                "resolver.sh",
                "server 192.0.2.53\nname lic1.altkraft.com 0\nname lic2.altkraft.com 0\n"
                    + "name lic3.altkraft.com "
                    + status)
            .finding("resolver", "akd");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.measured()).endsWith("by 192.0.2.53");
  }

  @Test
  void the_resolver_is_unknown_without_getent() {
    assertThat(
            Answers.create()
                .fails("resolver.sh", "there is no getent command to ask the resolver with")
                .finding("resolver", "akd")
                .outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }
}
