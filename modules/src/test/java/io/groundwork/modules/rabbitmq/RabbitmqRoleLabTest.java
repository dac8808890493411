package io.groundwork.modules.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteRole;
import io.groundwork.modules.lab.SiteRole.Story;
import io.groundwork.text.LoadException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role with Debian 12's own RabbitMQ, from a bare host on. Takes about a minute and a half. */
@OnLabHosts("akd1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RabbitmqRoleLabTest {

  private static final String PASSWORD = "tDLI6yjwJ3D8T6ukEnjhguKKt2E5iUA6j2RRuncJ";

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    role =
        SiteRole.onBareHost(
            LabHosts.only(RabbitmqRoleLabTest.class),
            "rabbitmq",
            Map.of(
                "rabbitmq_version", "3.10.8",
                "rabbitmq_source", "distribution",
                "rabbitmq_platform_password", PASSWORD,
                "rabbitmq_cookie_secret", "a-cookie-of-more-than-32-characters-0123"));
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }

  private static String tool(String words) {
    return role.root("rabbitmqctl -q " + words + " </dev/null");
  }

  @Test
  @Order(1)
  void whatIsMissingOrTooOldIsToldBeforeAnythingIsDone() {
    Story story = role.apply(Map.of("rabbitmq_platform_password", "short"));
    assertThat(story.failures()).contains("at least 32 characters");
    assertThatThrownBy(() -> role.apply(Map.of("rabbitmq_source", "deb")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("rabbitmq_package_sha256");
    story = role.apply(Map.of("rabbitmq_version", "3.9.1"));
    assertThat(story.failures()).contains("installs RabbitMQ 3.10 and later");
    assertThat(role.root("ls /etc/rabbitmq 2>&1 || :")).contains("No such file");
  }

  @Test
  @Order(2)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(role.applied()).contains("make user altcraft", "start rabbitmq-server");
  }

  @Test
  @Order(3)
  void nobodyButThePlatformHasALogin() {
    assertThat(tool("list_users --no-table-headers")).isEqualTo("altcraft\t[]");
    assertThat(tool("list_vhosts --no-table-headers")).isEqualTo("altcraft");
    assertThat(tool("list_permissions -p altcraft --no-table-headers"))
        .isEqualTo("altcraft\t.*\t.*\t.*");
    assertThat(role.root("printf %s " + PASSWORD + " | rabbitmqctl -q authenticate_user altcraft"))
        .contains("Success");
    assertThat(role.root("apt-mark showhold")).isEqualTo("rabbitmq-server");
  }

  @Test
  @Order(4)
  void itListensWhereItShall() {
    String address = role.address();
    assertThat(
            role.root(
                "ss -ltnH | awk '{ print $4 }' | grep -E ':(5672|15672|25672|4369)$' | LC_ALL=C sort"))
        .isEqualTo(
            String.join(
                "\n",
                "127.0.0.1:4369",
                "127.0.0.1:5672",
                address + ":15672",
                address + ":25672",
                address + ":4369",
                address + ":5672",
                "[::1]:4369"));
  }

  @Test
  @Order(5)
  void aBrokerThatHasNotReadItsFilesIsRestarted() {
    role.root("touch /etc/rabbitmq/rabbitmq.conf");
    assertThat(role.apply().steps())
        .filteredOn(step -> !step.startsWith("wait "))
        .containsExactly("restart rabbitmq-server for /etc/rabbitmq/rabbitmq.conf");
  }

  @Test
  @Order(6)
  void whatAHandHasChangedIsPlannedAndPutRight() {
    role.root(
        """
        rabbitmqctl -q add_user guest guest </dev/null
        rabbitmqctl -q change_password altcraft another </dev/null
        rabbitmqctl -q set_permissions -p altcraft altcraft x x x </dev/null
        apt-mark unhold rabbitmq-server
        echo 'tcp_listen_options.backlog = 4096' >>/etc/rabbitmq/rabbitmq.conf
        """);
    assertThat(role.applied())
        .contains(
            "remove user guest",
            "change user altcraft",
            "set rabbitmq-server to hold",
            "restart rabbitmq-server for /etc/rabbitmq/rabbitmq.conf");
  }

  @Test
  @Order(7)
  void thePasswordIsNowhereOnTheHost() {
    assertThat(
            role.root(
                "cat >/run/needle <<'END'\n"
                    + PASSWORD
                    + "\nEND\ngrep -rlF -f /run/needle /var/log /var/lib /etc /tmp /root || :;"
                    + " rm /run/needle"))
        .isEmpty();
  }
}
