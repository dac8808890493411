package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.OneHost.Told;
import io.groundwork.text.Shell;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** apt among others who are at work on the packages, or were and were interrupted. */
@OnLabHosts(OneHost.WANTED)
class PackageLockLabTest {

  private static final String INSTALL =
      """
      - name: install
        apt: {deb: /srv/gw-lock/gw-lock_1.0_all.deb, lock_timeout: SECONDS}
      """;

  @TempDir Path directory;
  private OneHost host;

  @BeforeEach
  void build() {
    host = new OneHost(directory);
    host.root(
        """
        dpkg --purge gw-lock gw-half >/dev/null 2>&1 || :
        rm -rf /srv/gw-lock
        for name in gw-lock gw-half; do
          mkdir -p /srv/gw-lock/tree/DEBIAN
          printf 'Package: %s\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: x <x@example.org>\\n\
        Description: tiny\\n' "$name" >/srv/gw-lock/tree/DEBIAN/control
          dpkg-deb --build /srv/gw-lock/tree "/srv/gw-lock/${name}_1.0_all.deb" >/dev/null
          rm -r /srv/gw-lock/tree
        done
        """);
  }

  @AfterEach
  void clean() {
    if (host == null) {
      return; // there is no lab
    }
    host.root(
        "systemctl stop gw-holder 2>/dev/null || :; "
            + "dpkg --purge gw-lock gw-half >/dev/null 2>&1 || :; rm -rf /srv/gw-lock");
  }

  /** Starts a process of a known name that holds apt's lock; its process id. */
  private String hold() {
    return host.root(
        """
        systemd-run -q --unit=gw-holder flock /var/lib/dpkg/lock-frontend sleep 300
        for n in $(seq 50); do
          flock -n /var/lib/dpkg/lock-frontend true || break
          sleep 0.1
        done
        systemctl show -P MainPID gw-holder
        """);
  }

  @Test
  void aHeldLockIsWaitedForAndItsHolderNamed() {
    String holder = hold();
    CompletableFuture<Void> release = later(5, "systemctl stop gw-holder");
    Told told = host.apply(INSTALL.replace("SECONDS", "60"));
    release.join();
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts()).containsExactly("install: CHANGED");
    assertThat(told.events().toString())
        .containsPattern(
            "waiting up to 60 s: process "
                + holder
                + " \\([^)]*flock /var/lib/dpkg/lock-frontend sleep 300\\), running since [0-9:]{8},"
                + " holds the lock of the package manager");
    assertThat(host.root("dpkg-query -W -f '${db:Status-Status}' gw-lock")).isEqualTo("installed");
  }

  @Test
  void aLockThatIsNotGivenUpEndsTheWaitInTheSameWords() {
    String holder = hold();
    Told told = host.apply(INSTALL.replace("SECONDS", "3"));
    assertThat(told.verdicts()).containsExactly("install: FAILED");
    assertThat(told.problems())
        .containsPattern(
            "process "
                + holder
                + " \\([^)]*flock /var/lib/dpkg/lock-frontend sleep 300\\), running since [0-9:]{8},"
                + " holds the lock of the package manager and did not give it up within 3 s");
  }

  @Test
  void anInterruptedDpkgIsPlannedAndRepaired() {
    host.root("dpkg --unpack /srv/gw-lock/gw-half_1.0_all.deb >/dev/null");
    String tasks = "- name: half\n  apt: {name: gw-half}\n";
    Told planned = host.plan(tasks);
    assertThat(planned.problems()).isEmpty();
    assertThat(planned.verdicts()).containsExactly("half: CHANGED");
    assertThat(planned.events().toString()).contains("1.0 (not configured)");
    assertThat(host.apply(tasks).verdicts()).containsExactly("half: CHANGED");
    assertThat(host.root("dpkg-query -W -f '${db:Status-Status}' gw-half")).isEqualTo("installed");
    assertThat(host.apply(tasks).verdicts()).containsExactly("half: OK");
  }

  @Test
  void whatAnotherLeftUnfinishedIsRepairedOnTheWay() {
    host.root("dpkg --unpack /srv/gw-lock/gw-half_1.0_all.deb >/dev/null");
    host.root(": >/var/lib/dpkg/updates/0000");
    Told told = host.apply(INSTALL.replace("SECONDS", "60"));
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts()).containsExactly("install: CHANGED");
    assertThat(
            host.root(
                "dpkg-query -W -f '${db:Status-Status} ' gw-half gw-lock; "
                    + "ls /var/lib/dpkg/updates"))
        .isEqualTo("installed installed");
  }

  private CompletableFuture<Void> later(int seconds, String script) {
    return CompletableFuture.runAsync(
        () -> host.lab().run(OneHost.NAME, "sudo sh -c " + Shell.quote(script)),
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
  }
}
