package io.groundwork.modules.akmta;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.SiteRole;
import io.groundwork.modules.lab.SiteRole.Story;
import io.groundwork.text.JsonReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The role with Debian's own unbound, from a bare host on, which is AKD's, too. */
@OnLabHosts("akmta1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AkmtaRoleLabTest {

  private static final String KEYS = "/var/lib/akmta/.ssh/authorized_keys";
  private static final String NODE = "/opt/akmta_node/conf/node.json";
  private static final String GIVEN =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAmk6rNCDX6qBfZ0SjsJ3LzSTm7c2F8yNxYkJ7sT4aVh panel";
  private static final String API_KEY = "nVq8ZtXw3LpR6yHs1KcJ5bMd9GfT2eUa";

  /** A name server that passes questions on, answers one name itself, and writes down all. */
  private static final String UPSTREAM =
      """
      use Socket; use IO::Socket::INET;
      my ($here, $there) = @ARGV;
      $| = 1;
      my $in = IO::Socket::INET->new(Proto => "udp", LocalAddr => $here, LocalPort => 53) or die;
      while (my $from = recv($in, my $asked, 4096, 0)) {
        my ($at, @labels) = (12);
        while (my $length = ord substr($asked, $at, 1)) {
          push @labels, substr($asked, $at + 1, $length);
          $at += 1 + $length;
        }
        print join(".", @labels), "\\n";
        my $said = substr($asked, 0, 2) . pack("n5", 0x8180, 1, 1, 0, 0)
          . substr($asked, 12, $at - 7) . pack("n3Nna4", 0xc00c, 1, 1, 300, 4, inet_aton("192.0.2.77"));
        if ($labels[0] ne "kept") {
          my $out = IO::Socket::INET->new(Proto => "udp", PeerAddr => $there, PeerPort => 53);
          send($out, $asked, 0);
          my $ready = "";
          vec($ready, fileno($out), 1) = 1;
          next unless select($ready, undef, undef, 3);
          recv($out, $said, 4096, 0);
        }
        send($in, $said, 0, $from);
      }
      """;

  private static SiteRole role;

  @BeforeAll
  static void startFromABareHost() {
    SiteRole bare = SiteRole.onBareHost(LabHosts.only(AkmtaRoleLabTest.class), "akmta", Map.of());
    role =
        bare.with(
            Map.of(
                "sending_addresses",
                List.of(bare.address()),
                "akmta_spool_disk",
                "/srv/mails",
                "akmta_spool_directory",
                "/srv/mails/spool",
                "outbound_smtp_target",
                bare.address() + ":2525",
                "akmta_resolver_asks",
                "kept.example.org"));
    role.root(
        """
        cat >/srv/upstream.pl <<'END'
        %sEND
        set -- $(sed -n 's/^nameserver //p' /etc/resolv.conf)
        systemd-run -q --unit=upstream -p StandardOutput=append:/run/asked \
          perl /srv/upstream.pl %s "$1"
        printf 'search example.org\\nnameserver %s\\n' >/etc/resolv.conf
        systemd-run -q --unit=mail --socket-property=ListenStream=2525 sleep infinity
        mkdir /srv/mails && mount --bind /srv/mails /srv/mails
        """
            .formatted(UPSTREAM, role.address(), role.address()));
  }

  @AfterAll
  static void leaveNothing() {
    if (role != null) {
      role.leave();
    }
  }

  private static SiteRole withKey() {
    return role.with(Map.of("akmta_public_keys", List.of(GIVEN)));
  }

  private static String refusal(Map<String, Object> inventory) {
    return withKey().with(inventory).plan().failures();
  }

  @Test
  @Order(1)
  void whatTheHostOrTheInventoryLacksIsToldByName() {
    assertThat(role.plan().failures())
        .contains("set akmta_public_keys to AKD's, or name a host in the group akd");
    assertThat(refusal(Map.of("sending_addresses", List.of(role.address(), "192.0.2.21"))))
        .contains("no interface of this host has 192.0.2.21, which sending_addresses names")
        .contains("the host has " + role.address());
    assertThat(refusal(Map.of("akmta_spool_directory", "/opt/akmta_node/spool")))
        .contains("/opt/akmta_node/spool is on / (overlay), not on /srv/mails");
    assertThat(refusal(Map.of("akmta_control", "telnet"))).contains("ssh or https, not \"telnet\"");
    assertThat(refusal(Map.of("akmta_control", "https")))
        .contains("set akmta_certificate, akmta_private_key and akmta_api_key");
  }

  @Test
  @Order(2)
  void aBareHostIsPlannedInFullAndAppliedAsPlanned() {
    assertThat(withKey().applied())
        .contains("create directory /srv/mails/spool", "update /etc/resolv.conf");
    assertThat(role.root("stat -c '%a %U:%G' /opt/akmta_node /srv/mails/spool " + KEYS))
        .isEqualTo("750 akmta:akmta\n750 akmta:akmta\n600 akmta:akmta");
    assertThat(role.root("cat " + KEYS))
        .isEqualTo("no-agent-forwarding,no-X11-forwarding " + GIVEN);
  }

  @Test
  @Order(3)
  void theHostAsksItsOwnResolverWhichKeepsWhatItHasLearnt() {
    assertThat(role.root("cat /etc/resolv.conf"))
        .isEqualTo("search example.org\nnameserver 127.0.0.1\nnameserver " + role.address());
    assertThat(role.root("ss -Hlnu 'sport = :53' | awk '{ print $4 }' | sort"))
        .isEqualTo("127.0.0.1:53\n" + role.address() + ":53");
    for (int i = 0; i < 3; i++) {
      assertThat(role.root("getent ahostsv4 kept.example.org")).startsWith("192.0.2.77");
    }
    assertThat(role.root("grep -c ^kept /run/asked")).isEqualTo("1");
    role.root("systemctl stop unbound");
    assertThat(role.root("getent ahostsv4 kept.example.org")).startsWith("192.0.2.77");
    assertThat(role.root("grep -c ^kept /run/asked")).isNotEqualTo("1");
  }

  @Test
  @Order(4)
  void withoutAKeyOfTheInventoryAkdGetsOneAndLogsInByIt() {
    role = role.among(Map.of("akd", LabHosts.only(AkmtaRoleLabTest.class)));
    Story planned = role.plan();
    assertThat(planned.failures()).isEqualTo("[]");
    Story applied = role.apply();
    assertThat(applied.failures()).isEqualTo("[]");
    assertThat(applied.steps()).contains("start unbound");
    assertThat(role.apply().changed()).isEmpty();
    assertThat(role.root("stat -c '%a %U' /root/.ssh/akmta")).isEqualTo("600 root");
    assertThat(
            role.root(
                "ssh -i /root/.ssh/akmta -o BatchMode=yes -o StrictHostKeyChecking=no"
                    + " -o LogLevel=ERROR akmta@"
                    + role.address()
                    + " 'id -un; touch /opt/akmta_node/mine; ls -d /srv/mails/spool'"))
        .isEqualTo("akmta\n/srv/mails/spool");
  }

  @Test
  @Order(5)
  void whatIsClosedOutsideIsToldAndStopsNothing() {
    Story story = role.with(Map.of("outbound_pop3_target", role.address() + ":1110")).plan();
    assertThat(story.failures()).isEqualTo("[]");
    assertThat(story.changed()).isEmpty();
    assertThat(story.tasks().stream().flatMap(done -> done.result().message().stream()))
        .containsExactly(
            "Warning: %1$s:1110, tried from %1$s: refused the connection"
                .formatted(role.address()));
  }

  @Test
  @Order(6)
  void whatIsNotAsPlannedAnyMoreIsPlannedAndBroughtBack() {
    role.root("sed -i /127.0.0.1/d /etc/resolv.conf; >" + KEYS + "; systemctl disable -q unbound");
    assertThat(withKey().applied())
        .containsExactly(
            "let akmta log in by a key: " + KEYS, "enable unbound", "update /etc/resolv.conf");
  }

  @Test
  @Order(7)
  void overHttpsItsValuesAreInItsConfigurationWhichTheArchiveOfThePanelBrings() {
    SiteRole https =
        role.with(
            Map.of(
                "akmta_control", "https",
                "akmta_certificate", "CERTIFICATE\n",
                "akmta_private_key", "KEY\n",
                "akmta_api_key", API_KEY));
    assertThat(https.plan().failures())
        .contains("have firewall_open hold {port: 4433, who: [akd]}");
    https =
        https.with(Map.of("firewall_open", List.of(Map.of("port", 4433, "who", List.of("akd")))));
    assertThat(https.applied().toString()).contains(NODE).doesNotContain(API_KEY);
    assertThat(role.root("cd /opt/akmta_node/conf && stat -c '%n %a %U' *"))
        .isEqualTo("node.json 640 akmta\nserver.crt 644 akmta\nserver.key 600 akmta");

    role.root("echo '{\"LISTEN\": \"127.0.0.1:4433\", \"PID_FILE\": \"x\"}' >" + NODE);
    assertThat(https.applied()).containsExactly("update " + NODE);
    assertThat(JsonReader.object(role.root("cat " + NODE)))
        .containsEntry("LISTEN", role.address() + ":4433")
        .containsEntry("PID_FILE", "x")
        .containsEntry("APIKEY", API_KEY);
  }
}
