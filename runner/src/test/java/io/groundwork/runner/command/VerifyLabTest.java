package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installed store on a real host: verified, broken in several ways, and mended. With the lab's
 * stand-in for Kvrocks. Takes about half a minute.
 */
class VerifyLabTest {

  private static final String STORE = LabHosts.named("db2");
  private static final String CONTROL = LabHosts.named("akd1");
  private static final String SITE = Path.of("..", "playbooks", "site.yml").toString();

  @TempDir private Path directory;
  private Lab lab;
  private Path inventory;

  @BeforeEach
  void install() throws IOException {
    lab = Lab.with(STORE, CONTROL);
    lab.reset(STORE, CONTROL);
    String all = Files.readString(lab.inventory());
    inventory =
        Files.writeString(
            directory.resolve("inventory.yml"),
            all.substring(0, all.indexOf("\n  hosts:\n"))
                + """

                    kvrocks_password: nUHp5yKJ3xDtq2R9e7WcZb4VmL6sGf8Ta1Yd0Ek2
                  children:
                    kvrocks: {hosts: {%1$s: {ansible_host: %2$s, service_address: %2$s}}}
                    akd: {hosts: {%3$s: {ansible_host: %4$s, service_address: %4$s}}}
                """
                    .formatted(STORE, address(STORE), CONTROL, address(CONTROL)));
    apply();
  }

  private String address(String host) {
    return lab.run(host, "hostname -I").expect(0).out().strip();
  }

  private void apply() {
    Recorded recorded = Recorded.pipe();
    List<String> args = new ArrayList<>(List.of("apply", "--yes", "--skip-check"));
    args.addAll(asked());
    assertThat(CommandLines.run(recorded.terminal(), args.toArray(String[]::new)))
        .as(recorded.out())
        .isZero();
  }

  /** The other host is there to reach the store from; rules of who may have a test of their own. */
  private List<String> asked() {
    return List.of(SITE, "-i", inventory.toString(), "--skip-tags", "akd,firewall");
  }

  private String verify(int status, String... options) {
    Recorded recorded = Recorded.pipe();
    List<String> args = new ArrayList<>(List.of("verify"));
    args.addAll(asked());
    args.addAll(List.of(options));
    assertThat(CommandLines.run(recorded.terminal(), args.toArray(String[]::new)))
        .as(recorded.out() + recorded.err())
        .isEqualTo(status);
    return recorded.out();
  }

  @Test
  void whatIsNotAsPlannedAnyMoreIsNamedAndApplyBringsItBack() {
    assertThat(verify(0))
        .containsPattern("kvrocks +\\d+ statements hold")
        .containsPattern(STORE + " +6666.*Kvrocks")
        .contains(" 0 not met");

    lab.root(
        STORE,
        """
        sed -i '/^requirepass/d' /etc/kvrocks/kvrocks.conf
        apt-mark unhold kvrocks >/dev/null
        systemctl disable -q kvrocks
        systemctl stop kvrocks
        """);
    String out = verify(5);
    assertThat(out)
        .contains("+ requirepass")
        .doesNotContain("nUHp5yKJ")
        .contains("set kvrocks to hold")
        .contains("enable kvrocks")
        .contains("Kvrocks answers with its password, and not without")
        .contains("groundwork apply");
    assertThat(lab.run(STORE, "systemctl is-active kvrocks").out()).startsWith("inactive");

    apply();
    assertThat(verify(0)).contains(" 0 not met");
  }

  @AfterEach
  void clean() {
    if (inventory != null) {
      lab.reset(STORE, CONTROL);
    }
  }
}
