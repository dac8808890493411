package io.groundwork.modules.akd;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteRole;
import io.groundwork.text.JsonReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role with Debian's own xvfb and cutycapt, from a bare host on. Takes about a minute. */
@OnLabHosts("db2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AkdRoleLabTest {

  private static final String PASSWORD = "kDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";
  private static final String MAIN = "/opt/akd/config/main.json";
  private static final String STAGED = "/opt/akd/config/main.groundwork.json";

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    String host = LabHosts.only(AkdRoleLabTest.class);
    SiteRole bare = SiteRole.onBareHost(host, "common", Map.of("kvrocks_password", PASSWORD));
    // Packages may bring any file: whether Altcraft's is there is known once they are installed.
    assertThat(bare.apply().failures()).isEqualTo("[]");
    role = bare.now("akd").among(Map.of("kvrocks", host));
  }

  @Test
  @Order(1)
  void aBareHostRendersPagesAndHasItsValuesStaged() {
    List<String> steps = role.applied();
    assertThat(steps).contains("create " + STAGED, "update " + STAGED);
    assertThat(steps.toString()).doesNotContain(PASSWORD);
    assertThat(role.root("head -c 8 /var/cache/groundwork/page.png | od -An -tx1 | tr -d ' '"))
        .isEqualTo("89504e470d0a1a0a");
    assertThat(role.root("stat -c '%a %U:%G' " + STAGED)).isEqualTo("640 root:root");
    Map<?, ?> cache =
        (Map<?, ?>) JsonReader.object(role.root("cat " + STAGED)).get("CAMP_DUPLICATESDB");
    assertThat(cache.get("PASSWORD")).isEqualTo(PASSWORD);
    assertThat(cache.get("NODES").toString()).contains(role.address()).contains("6666");
    assertThat(role.root("test -e " + MAIN + " || echo none")).isEqualTo("none");
  }

  @Test
  @Order(2)
  void valuesGoIntoTheConfigurationOnceItIsThereAndLeaveTheRestAlone() {
    role.root(
        """
        cat >%1$s <<'END'
        {
            "BASEDIR": "/opt/akd",
            "CAMP_DUPLICATESDB": {"MODE": "standalone", "TIMEOUT": 5}
        }
        END
        chown ops:ops %1$s
        chmod 0640 %1$s
        """
            .formatted(MAIN));
    assertThat(role.applied()).contains("update " + MAIN).anyMatch(one -> one.contains(STAGED));
    Map<String, Object> main = JsonReader.object(role.root("cat " + MAIN));
    assertThat(main).containsEntry("BASEDIR", "/opt/akd");
    assertThat(((Map<?, ?>) main.get("CAMP_DUPLICATESDB")).keySet())
        .asString()
        .contains("TIMEOUT", "PASSWORD", "NODES");
    assertThat(role.root("stat -c '%a %U:%G' " + MAIN)).isEqualTo("640 ops:ops");
    assertThat(role.root("test -e " + STAGED + " || echo none")).isEqualTo("none");
  }

  @Test
  @Order(3)
  void anotherPasswordOrPortIsOneChangeOfThatFile() {
    assertThat(
            role.with(Map.of("kvrocks_password", PASSWORD.replace('k', 'q'), "kvrocks_port", 6667))
                .applied())
        .containsExactly("update " + MAIN);
  }

  @Test
  @Order(4)
  void certificatesAreLaidDownAndTheirKeysKept() {
    Map<String, Object> panel =
        Map.of("name", "panel", "certificate", "CERTIFICATE\n", "key", "KEY\n");
    role.with(Map.of("kvrocks_password", PASSWORD.replace('k', 'q'), "kvrocks_port", 6667))
        .with(Map.of("akd_certificates", List.of(panel)))
        .applied();
    assertThat(role.root("cd /opt/akd/ssl && stat -c '%n %a' . *"))
        .isEqualTo(". 750\npanel.crt 644\npanel.key 600");
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }
}
