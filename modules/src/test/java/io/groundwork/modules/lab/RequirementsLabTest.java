package io.groundwork.modules.lab;

import static io.groundwork.modules.lab.HostCheck.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requirements judged on a real host, as it is and with its hardware made up. */
@OnLabHosts("akmta1")
class RequirementsLabTest {

  private static final String NAME = LabHosts.only(RequirementsLabTest.class);

  private Lab lab;

  @BeforeEach
  void find() {
    lab = Lab.with(NAME);
  }

  @AfterEach
  void clean() {
    if (lab == null) {
      return; // there is none
    }
    lab.root(
        NAME,
        """
        for file in /proc/cpuinfo /proc/meminfo /proc/stat /etc/os-release; do
          umount "$file" 2>/dev/null || :
        done
        dpkg --purge mongodb-server >/dev/null 2>&1 || :
        rm -rf /srv/gw-check
        """);
  }

  @Test
  void a_host_as_it_is() {
    Map<String, Finding> findings =
        HostCheck.of(lab, NAME).in("mongodb", "clickhouse", "postgresql");
    expect(findings, "operating-system", Outcome.PASS);
    expect(findings, "clickhouse-system", Outcome.PASS);
    expect(findings, "other-versions", Outcome.PASS);
    expect(findings, "mongodb-kernel", Outcome.PASS);
    expect(findings, "cpu-avx", Outcome.PASS);
    expect(findings, "cpu-sse42", Outcome.PASS);
    expect(findings, "memory", Outcome.FAIL);
    expect(findings, "memory-type", Outcome.UNKNOWN);
    assertThat(findings.values())
        .noneMatch(finding -> finding.note().contains("cannot be understood"));
  }

  @Test
  void a_host_with_other_hardware_another_system_and_another_mongod() {
    lab.root(
        NAME,
        """
        mkdir -p /srv/gw-check/tree/DEBIAN
        cd /srv/gw-check
        n=0
        while [ $n -lt 32 ]; do
          printf 'processor\\t: %s\\nmodel name\\t: AMD EPYC 9354 32-Core Processor\\n' $n
          printf 'physical id\\t: 0\\nsiblings\\t: 32\\ncore id\\t\\t: %s\\n' $((n / 2))
          printf 'cpu cores\\t: 16\\nflags\\t\\t: fpu sse sse2\\n\\n'
          n=$((n + 1))
        done >cpuinfo
        printf 'MemTotal:       98764016 kB\\nMemFree: 1 kB\\nSwapTotal: 0 kB\\nSwapFree: 0 kB\\n' >meminfo
        printf 'cpu  100 0 100 700 0 0 0 100 0 0\\n' >stat
        printf 'NAME="CentOS Linux"\\nID="centos"\\nVERSION_ID="7"\\nPRETTY_NAME="CentOS Linux 7"\\n' >os-release
        mount --bind cpuinfo /proc/cpuinfo
        mount --bind meminfo /proc/meminfo
        mount --bind stat /proc/stat
        mount --bind os-release /etc/os-release
        printf 'Package: mongodb-server\\nVersion: 1:3.6.8-3\\nArchitecture: all\\n' >tree/DEBIAN/control
        printf 'Maintainer: x <x@example.org>\\nDescription: tiny\\n' >>tree/DEBIAN/control
        dpkg-deb --build tree mongodb.deb >/dev/null
        dpkg -i mongodb.deb >/dev/null
        """);
    Map<String, Finding> findings = HostCheck.of(lab, NAME).in("mongodb", "clickhouse");
    expect(findings, "cpu-cores", Outcome.PASS);
    expect(findings, "processor", Outcome.PASS);
    expect(findings, "cpu-model", Outcome.PASS);
    expect(findings, "cpu-steal", Outcome.WARN);
    expect(findings, "cpu-avx", Outcome.FAIL);
    expect(findings, "cpu-sse42", Outcome.FAIL);
    expect(findings, "memory", Outcome.PASS);
    expect(findings, "mongodb-system", Outcome.FAIL);
    expect(findings, "clickhouse-system", Outcome.PASS);
    expect(findings, "other-versions", Outcome.FAIL);
    assertThat(findings.get("other-versions").measured()).contains("mongodb-server 1:3.6.8-3");
  }
}
