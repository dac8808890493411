package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.event.Event;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.modules.lab.OneHost.Told;
import io.groundwork.text.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts and commands do to a run that trusts them: each with its verdict, on a real host. */
@OnLabHosts(OneHost.WANTED)
class BadInputLabTest {

  private static final String TRACE =
      """
      - name: trace
        copy: {dest: /root/trace, content: "x\\n", mode: "0600"}
      """;

  @TempDir Path directory;
  private OneHost host;

  @BeforeEach
  void clean() {
    host = new OneHost(directory);
    host.root("rm -rf /root/trace /root/odd; mkdir /root/odd");
  }

  @AfterEach
  void mend() {
    if (host == null) {
      return; // there is no lab
    }
    host.root("umount /mnt/small 2>/dev/null || :; rm -rf /root/trace /root/odd /mnt/small");
  }

  // ---- output --------------------------------------------------------------------------------

  @Test
  void aGigabyteOfOutputCostsLittleMemoryAndTheRunGoesOn() {
    Told told =
        host.apply(
            """
            - name: flood
              shell: yes 'a line of a very long output' | head -c 1000000000
              register: flood
            - name: seen
              shell: "[ ${flood.stdout?length} -lt 3000000 ]"
            """);
    assertThat(told.verdicts()).containsExactly("flood: CHANGED", "seen: CHANGED");
    assertThat(told.events())
        .filteredOn(Event.Progress.class::isInstance)
        .extracting(event -> ((Event.Progress) event).line().orElse(""))
        .contains("a line of a very long output");
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    assertThat(jvm.totalMemory() - jvm.freeMemory()).isLessThan(300L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "head -c 300000 /dev/urandom",
        "printf 'no newline'",
        "head -c 10000000 /dev/zero | tr '\\\\0' x",
        "head -c 100000 /dev/zero",
        "printf '\\\\033[2J\\\\033[H\\\\r\\\\n\\\\n\\\\n'",
        "head -c 300000 /dev/urandom >&2",
      })
  void strangeOutputIsOnlyOutput(String command) {
    Told told =
        host.apply(
            "- name: strange\n  shell: " + yaml(command) + "\n- name: next\n  command: 'true'\n");
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts()).containsExactly("strange: CHANGED", "next: CHANGED");
  }

  private static String yaml(String text) {
    return "'" + text.replace("\\\\", "\\").replace("'", "''") + "'";
  }

  // ---- login shells --------------------------------------------------------------------------

  private Map<String, Object> user(String shell, String set) {
    host.root(
        "userdel -rf odd 2>/dev/null || :; useradd -m -s "
            + shell
            + " odd; install -d -o odd -m 700 ~odd/.ssh;"
            + " install -o odd -m 600 ~ops/.ssh/authorized_keys ~odd/.ssh/authorized_keys;"
            + " echo 'odd ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/odd; "
            + set);
    return Map.of("ansible_user", "odd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bin/bash | echo 'echo Welcome; echo hint >&2' >~odd/.bashrc",
        "/bin/sh | echo 'echo Welcome' >~odd/.profile",
        "/bin/tcsh | echo 'echo Welcome' >~odd/.cshrc",
        "/usr/bin/fish | mkdir -p ~odd/.config/fish; echo 'echo Welcome' >~odd/.config/fish/config.fish",
        "/bin/busybox-sh | true",
      })
  void aTalkativeOrStrangeLoginShellDoesNotMatter(String shell, String set) {
    host.root(
        """
        [ -x /bin/tcsh ] && [ -x /usr/bin/fish ] && [ -x /bin/busybox ] ||
          { apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \\
              tcsh fish busybox; } >/dev/null 2>&1
        [ -e /bin/busybox-sh ] ||
          { printf '#!/bin/busybox sh\\nexec /bin/busybox sh "$@"\\n' >/bin/busybox-sh
            chmod 755 /bin/busybox-sh; }
        """);
    Told told = host.apply(TRACE, user(shell, set));
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts()).containsExactly("trace: CHANGED");
  }

  @Test
  void aLoginThatEndsAtOnceIsSaidToDoSo() {
    Told told = host.apply(TRACE, user("/usr/sbin/nologin", ""));
    assertThat(told.verdicts()).isEmpty();
    assertThat(told.problems()).contains("This account is currently not available");
    Told exits = host.apply(TRACE, user("/bin/bash", "echo 'exit 7' >~odd/.bashrc"));
    assertThat(exits.verdicts()).isEmpty();
    assertThat(exits.problems()).contains("status 7");
  }

  // ---- sudo ----------------------------------------------------------------------------------

  @Test
  void sudoThatWantsMoreThanItGetsIsSaidTo() {
    Map<String, Object> odd = user("/bin/sh", "echo 'odd:right' | chpasswd");
    host.root("echo 'odd ALL=(ALL) ALL' >/etc/sudoers.d/odd");
    assertThat(host.apply(TRACE, odd).problems()).contains("password");
    Map<String, Object> wrong =
        Map.of("ansible_user", "odd", "ansible_become_password", "certainly-wrong");
    Told told = host.apply(TRACE, wrong);
    assertThat(told.problems()).contains("password").doesNotContain("certainly-wrong");
    host.root("printf 'Defaults:odd lecture=always\\nodd ALL=(ALL) ALL\\n' >/etc/sudoers.d/odd");
    Map<String, Object> right = Map.of("ansible_user", "odd", "ansible_become_password", "right");
    assertThat(host.apply(TRACE, right).verdicts()).containsExactly("trace: CHANGED");
    host.root(
        "printf 'Defaults:odd requiretty\\nodd ALL=(ALL) NOPASSWD: ALL\\n' >/etc/sudoers.d/odd");
    assertThat(host.apply(TRACE, odd).problems()).contains("requiretty");
    host.root("rm /etc/sudoers.d/odd");
    assertThat(host.apply(TRACE, right).problems()).contains("sudo");
  }

  @Test
  void aHostWithoutSudoIsSaidToHaveNone() {
    Map<String, Object> odd = user("/bin/sh", "");
    String back = "mv /usr/bin/sudo.away /usr/bin/sudo";
    host.root(
        "(sleep 20; [ -e /usr/bin/sudo ] || "
            + back
            + ") >/dev/null 2>&1 </dev/null & "
            + "mv /usr/bin/sudo /usr/bin/sudo.away");
    Told told = host.apply(TRACE, odd);
    assertThat(told.verdicts()).isEmpty();
    assertThat(told.problems()).contains("the host has no sudo");
    host.lab()
        .run(OneHost.NAME, "for n in $(seq 60); do [ -e /usr/bin/sudo ] && exit; sleep 1; done");
  }

  // ---- places that cannot be written ---------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mount -t tmpfs -o noexec,nosuid none /tmp",
        "mount -t tmpfs -o size=16k none /tmp; head -c 16384 /dev/zero >/tmp/full || :",
        "mount -t tmpfs -o ro none /tmp",
      })
  void aUselessTmpDoesNotMatter(String script) {
    host.root(script);
    try {
      Told told =
          host.apply(
              TRACE
                  + "- name: large\n  copy: {dest: /root/odd/large, src: "
                  + large()
                  + ", mode: '0600'}\n"
                  + "- name: run\n  shell: 'true'\n");
      assertThat(told.problems()).isEmpty();
      assertThat(told.verdicts())
          .containsExactly("trace: CHANGED", "large: CHANGED", "run: CHANGED");
    } finally {
      host.root("umount /tmp");
    }
  }

  @Test
  void aHostWithoutTmpIsEnough() {
    host.root("umount -l /tmp; rm -rf /tmp");
    try {
      Told told =
          host.apply(
              TRACE
                  + "- name: large\n  copy: {dest: /root/odd/large, src: "
                  + large()
                  + ", mode: '0600'}\n"
                  + "- name: line\n  lineinfile: {path: /root/trace, line: y}\n"
                  + "- name: run\n  shell: cat /root/trace\n");
      assertThat(told.problems()).isEmpty();
      assertThat(told.verdicts())
          .containsExactly("trace: CHANGED", "large: CHANGED", "line: CHANGED", "run: CHANGED");
      assertThat(host.root("[ -e /tmp ] && ls -A /tmp || :")).isEmpty();
    } finally {
      host.root("mkdir -m 1777 -p /tmp; mount -t tmpfs -o mode=1777 none /tmp");
    }
  }

  private Path large() {
    try {
      byte[] content = new byte[900_000];
      new Random(7).nextBytes(content);
      return Files.write(directory.resolve("large"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy: {dest: /mnt/small/file, content: '${\"y\"?left_pad(200000, \"y\")}', mode: '0600'}",
        "copy: {dest: /mnt/small/file, src: LARGE, mode: '0600'}",
        "template: {dest: /mnt/small/file, src: TEMPLATE, mode: '0600'}",
        "lineinfile: {path: /mnt/small/file, line: '${\"y\"?left_pad(120000, \"y\")}'}",
        "blockinfile: {path: /mnt/small/file, block: '${\"y\"?left_pad(120000, \"y\")}'}",
        "ini_file: {path: /mnt/small/file, section: s, option: o,"
            + " value: '${\"y\"?left_pad(120000, \"y\")}'}",
        "replace: {path: /mnt/small/file, regexp: oooo, replace: yyyyyyyyyyyy}",
        "copy: {dest: /mnt/small/file, src: /root/odd/big, remote_src: true}",
        "get_url: {dest: /mnt/small/file, url: 'http://198.18.0.1:8099/files/tool-1.0.tar.gz', force: true}",
        "unarchive: {dest: /mnt/small, src: /root/odd/big.tar.gz, remote_src: true}",
      })
  void aFullDiskIsCalledFullAndTheOldFileStays(String task) throws Exception {
    host.root(
        """
        mkdir -p /mnt/small
        mount -t tmpfs -o size=128k none /mnt/small
        head -c 60000 /dev/zero | tr '\\0' o >/mnt/small/file
        head -c 40000 /dev/zero >/mnt/small/ballast
        head -c 400000 /dev/urandom >/root/odd/big
        tar czf /root/odd/big.tar.gz -C /root/odd big
        """);
    if (task.startsWith("get_url")) {
      host.root("command -v curl || { apt-get update; apt-get install -y curl; } >/dev/null 2>&1");
      host.root("dd if=/dev/zero of=/mnt/small/more bs=512 2>/dev/null || :");
    }
    Path template = Files.writeString(directory.resolve("t.ftl"), "y".repeat(200_000));
    String before = host.root("sha256sum /mnt/small/file");
    Told told =
        host.apply(
            "- name: write\n  "
                + task.replace("LARGE", large().toString()).replace("TEMPLATE", template.toString())
                + "\n");
    assertThat(told.verdicts()).containsExactly("write: FAILED");
    assertThat(told.problems()).contains("disk full");
    assertThat(host.root("sha256sum /mnt/small/file")).isEqualTo(before);
    assertThat(
            host.root("ls -A /mnt/small | grep -v -e '^file$' -e ballast -e more -e '^big$' || :"))
        .isEmpty();
  }

  @Test
  void aReadOnlyFileSystemIsSaidToBe() {
    host.root("mkdir -p /mnt/small; mount -t tmpfs -o ro none /mnt/small");
    Told told = host.apply("- name: w\n  copy: {dest: /mnt/small/f, content: x, mode: '0600'}\n");
    assertThat(told.problems()).contains("Read-only file system");
  }

  // ---- names ---------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "say \\\"x\\\"",
        "two\\nlines",
        "-rf",
        "ünï中",
        "~root",
        "a b",
        "$(id)",
        "*"
      })
  void aFileMayBeCalledAnything(String name) {
    String path = "\"/root/odd/" + name + "\"";
    String tasks =
        "- name: c\n  copy: {dest: PATH, content: \"a\\n\", mode: '0640'}\n".replace("PATH", path)
            + "- name: l\n  lineinfile: {path: PATH, line: b}\n".replace("PATH", path)
            + "- name: s\n  stat: {path: PATH}\n  register: s\n".replace("PATH", path)
            + "- name: f\n  file: {path: PATH, mode: '0600'}\n".replace("PATH", path);
    Told told = host.apply(tasks);
    assertThat(told.problems()).isEmpty();
    assertThat(told.verdicts()).containsExactly("c: CHANGED", "l: CHANGED", "s: OK", "f: CHANGED");
    assertThat(host.root("ls -A /root/odd | wc -l; cat /root/odd/*")).endsWith("a\nb");
  }

  // ---- the connection ------------------------------------------------------------------------

  @Test
  void aServerThatStopsAnsweringIsNoticedDuringAChange() {
    CompletableFuture<Void> stop =
        later(
            3, "pkill -STOP -f '^sshd: root@notty' || pkill -STOP -f '^sshd-session: root@notty'");
    long start = System.nanoTime();
    Told told =
        host.apply(
            "- name: long\n  become: false\n  command: sleep 76\n", Map.of("ansible_user", "root"));
    stop.join();
    host.root("pkill -CONT sshd; pkill -f 'sleep 76' || :");
    assertThat(told.verdicts()).containsExactly("long: CUT");
    assertThat(told.problems()).contains("stopped answering");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void aConnectionThatIsResetDuringAChangeIsACutAndTheChangeEndsAsItWould() {
    CompletableFuture<Void> reset =
        later(3, "pkill -KILL -f 'sshd: ops@notty' || pkill -KILL -f 'sshd-session: ops@notty'");
    Told told =
        host.apply(
            """
            - name: long
              shell: for n in 1 2 3 4 5 6 7; do echo $n; sleep 1; done; echo end >/root/odd/end
            - name: next
              copy: {dest: /root/odd/next, content: x, mode: "0600"}
            """);
    reset.join();
    assertThat(told.verdicts()).containsExactly("long: CUT");
    assertThat(told.problems()).contains("run again");
    // While it still runs there, nobody else may begin.
    assertThat(host.apply(TRACE).problems()).contains("another run is at work on this host");
    host.root(
        "for n in $(seq 20); do [ ! -e /root/odd/end ] || break; sleep 1; done; sleep 1; "
            + "[ -e /root/odd/end ]; [ ! -e /root/odd/next ]");
    assertThat(host.apply(TRACE).verdicts()).containsExactly("trace: CHANGED");
    assertThat(host.root("ls -A /dev/shm /run/lock | grep groundwork || :")).isEmpty();
  }

  private CompletableFuture<Void> later(int seconds, String script) {
    return CompletableFuture.runAsync(
        () -> host.lab().run(OneHost.NAME, "sudo sh -c " + quote(script)),
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
  }

  private static String quote(String text) {
    return Shell.quote(text);
  }

  @Test
  void aServerWithFewSessionsIsEnough() {
    host.root(
        "echo 'MaxSessions 1' >/etc/ssh/sshd_config.d/few.conf; systemctl reload ssh; sleep 1");
    try {
      for (int turn = 0; turn < 5; turn++) {
        host.root("rm -f /root/trace");
        Told told = host.apply(TRACE + "- name: run\n  command: 'true'\n  become_user: ops\n");
        assertThat(told.problems()).isEmpty();
        assertThat(told.verdicts()).containsExactly("trace: CHANGED", "run: CHANGED");
      }
      assertThat(host.root("ls /run/lock/groundwork.lock 2>/dev/null || :")).isEmpty();
    } finally {
      host.root("rm /etc/ssh/sshd_config.d/few.conf; systemctl reload ssh; sleep 1");
    }
  }

  @Test
  void anInterruptOnAServerWithOneSessionWaitsForTheBatch() {
    host.root(
        "echo 'MaxSessions 1' >/etc/ssh/sshd_config.d/few.conf; systemctl reload ssh; sleep 1");
    try {
      Told told =
          host.apply(
              "- name: slow\n  command: sleep 5\n" + TRACE,
              Map.of(),
              run ->
                  CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS).execute(run::interrupt));
      assertThat(told.problems()).isEmpty();
      assertThat(told.verdicts()).containsExactly("slow: CHANGED", "trace: CHANGED");
      assertThat(told.recap().interrupted()).isTrue();
    } finally {
      host.root("rm /etc/ssh/sshd_config.d/few.conf; systemctl reload ssh; sleep 1");
    }
  }

  @Test
  void anotherLanguageOnTheHostDoesNotMatter() {
    Map<String, Object> odd =
        user("/bin/bash", "echo 'export LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8' >~odd/.bashrc");
    Told told =
        host.apply(
            TRACE
                + "- name: none\n  become: false\n  copy: {dest: /nowhere/f, content: x, mode: '0600'}\n",
            odd);
    assertThat(told.verdicts()).contains("trace: CHANGED").hasSize(2);
    assertThat(List.of(told.problems())).anyMatch(text -> text.contains("/nowhere"));
  }
}
