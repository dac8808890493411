package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.OneHost.Told;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a packet filter that let nobody in any more, on a real host. */
@OnLabHosts(OneHost.WANTED)
class LockoutLabTest {

  private static final String RULES =
      """
      - name: rules
        nftables:
          table: lockout
          confirm: 15
          content: |
            table inet lockout {
              chain input {
                type filter hook input priority 0; policy drop;
                iif lo accept
                WHO
              }
            }
      """;

  @TempDir Path directory;
  private OneHost host;

  @BeforeEach
  void install() {
    host = new OneHost(directory);
    host.root(
        """
        command -v nft >/dev/null || {
          apt-get update -q
          apt-get install -q -y --no-install-recommends nftables
        } >/dev/null
        ufw --force disable >/dev/null 2>&1 || :
        systemctl disable --now firewalld >/dev/null 2>&1 || :
        """);
    clean();
  }

  @AfterEach
  void clean() {
    if (host == null) {
      return; // there is no lab
    }
    host.root(
        "nft delete table inet lockout 2>/dev/null || :; rm -f /etc/nftables.d/inet-lockout.nft");
  }

  @Test
  void rulesThatLetNobodyInGiveWayToThoseFromBefore() throws Exception {
    String before = host.root("nft -s list ruleset; cat /etc/nftables.conf");
    long start = System.nanoTime();
    Told told = host.apply(RULES.replace("WHO", "ip saddr 192.0.2.1 tcp dport 22 accept"));
    assertThat(told.verdicts()).doesNotContain("rules: CHANGED", "rules: OK");
    assertThat(told.problems()).isNotBlank();

    while (host.lab().run(OneHost.NAME, "true").status() != 0) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      Thread.sleep(200);
    }
    assertThat(host.root("nft -s list ruleset; cat /etc/nftables.conf")).isEqualTo(before);
    assertThat(host.root("ls /etc/nftables.d/inet-lockout.nft 2>&1 || :")).contains("No such file");

    Told next = host.apply(RULES.replace("WHO", "tcp dport 22 accept"));
    // The host learns late that the connection which it dropped itself has ended.
    while (next.problems().contains("another run is at work on this host")) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(90));
      Thread.sleep(1000);
      next = host.apply(RULES.replace("WHO", "tcp dport 22 accept"));
    }
    assertThat(next.problems()).isEmpty();
    assertThat(next.verdicts()).containsExactly("rules: CHANGED");
    assertThat(host.apply(RULES.replace("WHO", "tcp dport 22 accept")).verdicts())
        .containsExactly("rules: OK");
    assertThat(
            host.root(
                "systemctl is-active groundwork-nftables.timer || :; nft list tables | grep lockout"))
        .isEqualTo("inactive\ntable inet lockout");
  }
}
