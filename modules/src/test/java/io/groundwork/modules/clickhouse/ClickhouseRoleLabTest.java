package io.groundwork.modules.clickhouse;

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

/** The role with the lab's stand-in for ClickHouse, from a bare host on. Takes about a minute. */
@OnLabHosts("db1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClickhouseRoleLabTest {

  private static final String ADMIN = "aDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";
  private static final String PLATFORM = "cDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    role =
        SiteRole.onBareHost(
            LabHosts.only(ClickhouseRoleLabTest.class),
            "clickhouse",
            Map.of("clickhouse_admin_password", ADMIN, "clickhouse_platform_password", PLATFORM));
    role = role.with(StandIns.repository("clickhouse", "clickhouse/deb", "lts"));
  }

  private static String client(String user, String password, String host, String query) {
    return role.root(
        "CLICKHOUSE_PASSWORD=%s clickhouse-client --user %s --host %s -q '%s' 2>&1 || :"
            .formatted(password, user, host, query));
  }

  @Test
  @Order(1)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(role.apply(Map.of("clickhouse_admin_password", "short")).failures())
        .contains("to at least 32 characters");
    assertThat(role.applied()).contains("start clickhouse-server", "make database altcraft_system");
    assertThat(role.root("ss -ltnH | awk '{ print $4 }' | grep -E ':(8123|900.)$' | LC_ALL=C sort"))
        .isEqualTo("127.0.0.1:9000\n" + role.address() + ":9000");
    assertThat(role.root("apt-mark showhold | LC_ALL=C sort | tr '\\n' ' '"))
        .isEqualTo("clickhouse-client clickhouse-common-static clickhouse-server");
  }

  @Test
  @Order(2)
  void nobodyGetsInWithoutAPasswordAndTheAdministratorFromTheHostOnly() {
    String version = "SELECT version()";
    assertThat(client("default", "", "127.0.0.1", version)).contains("AUTHENTICATION_FAILED");
    assertThat(client("altcraft", "wrong", "127.0.0.1", version)).contains("AUTHENTICATION_FAILED");
    assertThat(client("default", ADMIN, role.address(), version)).contains("Code: ");
    assertThat(client("default", ADMIN, "127.0.0.1", version)).isEqualTo("24.8.14.39");
    assertThat(client("altcraft", PLATFORM, role.address(), version)).isEqualTo("24.8.14.39");
  }

  @Test
  @Order(3)
  void thePasswordsAreNowhereOnTheHost() {
    assertThat(
            role.root(
                "printf '%s\\n' "
                    + ADMIN
                    + " "
                    + PLATFORM
                    + " >/run/needle; grep -rlF -f /run/needle /var/log /var/lib /etc /tmp /root"
                    + " || :; rm /run/needle"))
        .isEmpty();
  }

  @Test
  @Order(4)
  void whatAHandHasChangedIsPlannedAndPutRight() {
    role.root(
        "cd /etc/clickhouse-server/users.d; sed -i 's/::.0/127.0.0.1/' groundwork.xml;"
            + " apt-mark unhold clickhouse-server");
    assertThat(role.applied())
        .containsExactly(
            "update /etc/clickhouse-server/users.d/groundwork.xml",
            "set clickhouse-server to hold",
            "restart clickhouse-server for /etc/clickhouse-server/users.d/groundwork.xml");
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }
}
