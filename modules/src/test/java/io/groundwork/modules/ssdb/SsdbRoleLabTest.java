package io.groundwork.modules.ssdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteRole;
import io.groundwork.modules.lab.StandIns;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The role with the lab's stand-in for SSDB's sources, from a bare host on. Takes about two
 * minutes.
 */
@OnLabHosts("db1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SsdbRoleLabTest {

  private static final String FIRST = "hDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";
  private static final String SECOND = "nDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    role =
        SiteRole.onBareHost(
            LabHosts.only(SsdbRoleLabTest.class),
            "ssdb",
            Map.of("ssdb_hbsupp_password", FIRST, "ssdb_notify_password", SECOND));
    role = role.with(StandIns.file("ssdb", "ssdb-9f84e24c42cf4938630a5a5807560b0addb3155a.tar.gz"));
  }

  @Test
  @Order(1)
  void shortPasswordsAndMoreThanOneMirrorAreRefused() {
    assertThat(role.apply(Map.of("ssdb_notify_password", "short")).failures())
        .contains("at least 32 printable characters");
    assertThat(role.apply(Map.of("ssdb_mirror", "198.18.0.98, 198.18.0.99")).failures())
        .contains("set ssdb_mirror to one other host's IP address");
  }

  @Test
  @Order(2)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(role.applied()).contains("start ssdb@hbsupp", "start ssdb@notify");
    assertThat(role.root("ss -ltnH | awk '{ print $4 }' | grep :44 | LC_ALL=C sort"))
        .isEqualTo(role.address() + ":4420\n" + role.address() + ":4430");
    assertThat(role.root("ps -o user= -C ssdb-server | sort -u")).isEqualTo("ssdb");
    assertThat(role.root("stat -c '%a %U:%G' /etc/ssdb/*.conf /opt/ssdb-1.8.0/bin/ssdb-server"))
        .isEqualTo("640 root:ssdb\n640 root:ssdb\n755 root:root");
  }

  @Test
  @Order(3)
  void aMirrorIsPlannedForBothInstancesAndNothingElse() {
    SiteRole mirrored = role.with(Map.of("ssdb_mirror", "198.18.0.99"));
    assertThat(mirrored.applied())
        .containsExactly(
            "update /etc/ssdb/hbsupp.conf",
            "update /etc/ssdb/notify.conf",
            "restart ssdb@hbsupp for /etc/ssdb/hbsupp.conf",
            "restart ssdb@notify for /etc/ssdb/notify.conf");
    assertThat(role.root("grep -c slaveof: /etc/ssdb/hbsupp.conf")).isEqualTo("1");
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }
}
