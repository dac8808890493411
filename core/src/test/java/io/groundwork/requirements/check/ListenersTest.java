package io.groundwork.requirements.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.CapturedHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "centos-7        | 3306 mysqld, 9200 java, 8081 httpd",
        "el9             | 19999 netdata, 8125 netdata, 22 sshd, 8125 netdata, 19999 netdata,"
            + " 22 sshd",
        "debian-11-tools | 22 python3, 53 python3, 5432 python3, 6666 python3, 443 python3,"
            + " 27017 python3, 9000 python3",
        "debian-12-tools | 22 python3, 53 python3, 5432 python3, 6666 python3, 443 python3,"
            + " 27017 python3, 9000 python3",
        "debian-13-tools | 22 python3, 53 python3, 5432 python3, 6666 python3, 443 python3,"
            + " 27017 python3, 9000 python3",
        "debian-12-no-ss | 22, 53, 5432, 6666, 443, 27017, 9000",
        "ubuntu-24.04    | 53 systemd-resolve, 43851 code-7e7950df89, 53 systemd-resolve,"
            + " 22 sshd systemd, 39899 promtail, 22 sshd systemd, 9080 promtail,"
            + " 9100 node_exporter",
      })
  void every_listener_of_a_real_host_is_known(String host, String listeners) {
    Listeners found = Listeners.parse(CapturedHost.named(host).read(Listeners.CALL));
    assertThat(
            found.all().stream()
                .map(one -> (one.port() + " " + String.join(" ", one.processes())).strip())
                .toList())
        .containsExactlyInAnyOrder(listeners.split(", ", -1));
    assertThat(found.root()).isTrue();
  }
}
