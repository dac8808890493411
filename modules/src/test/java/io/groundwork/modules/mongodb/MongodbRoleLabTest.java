package io.groundwork.modules.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteRole;
import io.groundwork.modules.lab.StandIns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role with the lab's stand-in for MongoDB, from a bare host on. Takes about two minutes. */
@OnLabHosts("akd1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MongodbRoleLabTest {

  private static final String ADMIN = "aDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";
  private static final String PLATFORM = "tDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    role =
        SiteRole.onBareHost(
            LabHosts.only(MongodbRoleLabTest.class),
            "mongodb",
            Map.of("mongodb_admin_password", ADMIN, "mongodb_platform_password", PLATFORM));
    role = role.with(StandIns.repository("mongodb", "mongodb", "bookworm/mongodb-org/8.0"));
  }

  private static String shell(String login, String script) {
    return role.root(
        "HOME=/run mongosh --quiet --norc " + login + " --eval '" + script + "' 2>&1 || :");
  }

  @Test
  @Order(1)
  void aVersionWithKnownHolesOrAShortPasswordIsRefused() {
    assertThat(role.apply(Map.of("mongodb_admin_password", "short")).failures())
        .contains("to at least 32 characters");
    Map<String, Object> old =
        Map.of(
            "version",
            "8.0.4",
            "floor",
            "8.0.5",
            "floor_reason",
            "CVE-2025-6709",
            "releases",
            List.of("bookworm"),
            "packages",
            List.of("mongodb-org-server"),
            "tools",
            List.of());
    assertThat(role.apply(Map.of("pins", Map.of("mongodb", old))).failures())
        .contains("MongoDB 8.0.4 is older than 8.0.5: CVE-2025-6709");
  }

  @Test
  @Order(2)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(role.applied()).contains("make the first user admin in admin", "start mongod");
    assertThat(role.root("ss -ltnH | awk '{ print $4 }' | grep :27017 | LC_ALL=C sort"))
        .isEqualTo("127.0.0.1:27017\n" + role.address() + ":27017");
    assertThat(role.root("apt-mark showhold | LC_ALL=C sort | tr '\\n' ' '"))
        .isEqualTo(
            "mongodb-database-tools mongodb-mongosh mongodb-org-database mongodb-org-mongos"
                + " mongodb-org-server");
    assertThat(role.root("mongod --version")).startsWith("db version v8.0.30");
  }

  @Test
  @Order(3)
  void nobodyGetsInWithoutAPasswordOrWithAnother() {
    assertThat(shell("", "db.adminCommand({listDatabases: 1})"))
        .contains("requires authentication");
    assertThat(shell("-u altcraft -p wrong --authenticationDatabase admin", "1"))
        .contains("Authentication failed");
    assertThat(
            shell(
                "-u altcraft -p " + PLATFORM + " --authenticationDatabase admin",
                "db.getSiblingDB(\"control\").a.insertOne({b: 1}).acknowledged"))
        .isEqualTo("true");
  }

  @Test
  @Order(4)
  void whatAHandHasChangedIsPlannedAndPutRight() {
    shell(
        "-u admin -p " + ADMIN + " --authenticationDatabase admin",
        "db.getSiblingDB(\"admin\").runCommand({updateUser: \"altcraft\", pwd: \"x\","
            + " roles: [\"root\"]})");
    role.root("apt-mark unhold mongodb-org-server; echo '# by hand' >>/etc/mongod.conf");
    assertThat(role.applied())
        .containsExactly(
            "update /etc/mongod.conf",
            "set mongodb-org-server to hold",
            "restart mongod for /etc/mongod.conf",
            "change user altcraft of admin");
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }
}
