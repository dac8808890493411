package io.groundwork.modules.kvrocks;

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

/** The role with the lab's stand-in for Kvrocks, from a bare host on. Takes about a minute. */
@OnLabHosts("akd1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KvrocksRoleLabTest {

  private static final String PASSWORD = "kDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    role =
        SiteRole.onBareHost(
            LabHosts.only(KvrocksRoleLabTest.class),
            "kvrocks",
            Map.of("kvrocks_password", PASSWORD));
    role = role.with(StandIns.file("kvrocks", "kvrocks_2.17.0-1_amd64.deb"));
  }

  @Test
  @Order(1)
  void aVersionWithAKnownHoleOrAShortPasswordIsRefused() {
    assertThat(role.apply(Map.of("kvrocks_password", "short")).failures())
        .contains("at least 32 printable characters");
    Map<String, Object> old =
        Map.of("version", "2.15.0", "floor", "2.16.0", "floor_reason", "CVE-2026-41566");
    assertThat(role.apply(Map.of("pins", Map.of("kvrocks", old))).failures())
        .contains("Kvrocks 2.15.0 is older than 2.16.0: CVE-2026-41566");
  }

  @Test
  @Order(2)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(role.applied()).contains("start kvrocks");
    assertThat(role.root("ss -ltnH | awk '{ print $4 }' | grep :6666 | LC_ALL=C sort"))
        .isEqualTo("127.0.0.1:6666\n" + role.address() + ":6666");
    assertThat(role.root("ps -o user= -C kvrocks,python3 | sort -u")).isEqualTo("kvrocks");
    assertThat(role.root("stat -c '%a %U:%G' /etc/kvrocks/kvrocks.conf"))
        .isEqualTo("640 root:kvrocks");
    assertThat(role.root("apt-mark showhold")).isEqualTo("kvrocks");
  }

  @Test
  @Order(3)
  void anotherPasswordIsWrittenAndInUse() {
    SiteRole changed = role.with(Map.of("kvrocks_password", PASSWORD.replace('k', 'q')));
    assertThat(changed.applied())
        .containsExactly(
            "update /etc/kvrocks/kvrocks.conf", "restart kvrocks for /etc/kvrocks/kvrocks.conf");
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }
}
