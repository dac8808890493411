package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.OneHost.Told;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host of the lab starts anew under the run's hands. */
@OnLabHosts(OneHost.WANTED)
class RebootLabTest {

  @TempDir Path directory;

  /** A lab's host that reboots stays down until the lab starts it again. */
  private static CompletableFuture<Void> restart(OneHost host, String before) {
    return CompletableFuture.runAsync(
        () -> {
          for (int turn = 0; turn < 120; turn++) {
            try {
              TimeUnit.MILLISECONDS.sleep(500);
              if (host.lab().run(OneHost.NAME, "cat " + before).status() != 0) {
                host.lab().restart(OneHost.NAME);
                return;
              }
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  @Test
  void theRunGoesOnOnTheHostThatHasStartedAnew() {
    OneHost host = new OneHost(directory);
    host.root("touch /run/this-boot");
    CompletableFuture<Void> lab = restart(host, "/run/this-boot");
    Told told =
        host.apply(
            """
            - name: before
              command: test -e /run/this-boot
            - name: anew
              reboot:
                reboot_timeout: 120
                pre_reboot_delay: 1
              register: boot
            - name: after
              shell: "[ ! -e /run/this-boot ] && [ ${boot.rebooted?c} = true ] && [ ${boot.elapsed} -gt 0 ]"
            """,
            Map.of());
    lab.join();
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts())
        .containsExactly("before: CHANGED", "anew: CHANGED", "after: CHANGED");
  }

  @Test
  void aKeptPlanGoesOnBehindTheRebootItHolds() {
    OneHost host = new OneHost(directory);
    host.root("touch /run/this-boot; rm -f /root/behind");
    CompletableFuture<Void> lab = restart(host, "/run/this-boot");
    Told told =
        host.applyKept(
            """
            - name: anew
              reboot:
                reboot_timeout: 120
                pre_reboot_delay: 1
              register: boot
            - name: there
              wait_for_connection: {timeout: 60}
            - name: behind
              copy: {dest: /root/behind, content: "x\n", mode: "0600"}
            - name: known only then
              copy: {dest: /root/behind, content: "${boot.rebooted?c}\n", mode: "0600"}
            """);
    lab.join();
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts())
        .containsExactly(
            "anew: CHANGED", "there: OK", "behind: CHANGED", "known only then: CHANGED");
    assertThat(host.root("cat /root/behind; ls /run/this-boot 2>/dev/null || :")).isEqualTo("true");
  }

  @Test
  void aHostThatDoesNotStartAnewIsAFailureThatSaysSo() {
    OneHost host = new OneHost(directory);
    Told told =
        host.apply(
            """
            - name: not at all
              reboot:
                reboot_timeout: 5
                reboot_command: "true"
            - name: never
              command: "true"
            """);
    assertThat(told.verdicts()).containsExactly("not at all: FAILED");
    assertThat(told.problems()).contains("not back within 6 s: it has not started anew yet");
  }
}
