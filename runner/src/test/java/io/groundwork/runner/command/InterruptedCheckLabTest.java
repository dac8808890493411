package io.groundwork.runner.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.lab.LabHosts;
import io.groundwork.lab.OnLabHosts;
import io.groundwork.lab.WholeHost;
import io.groundwork.runner.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that is ended in the middle leaves nothing on its hosts. About 30 s. */
@OnLabHosts({"db2", "db3"})
class InterruptedCheckLabTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> HOSTS = LabHosts.of(InterruptedCheckLabTest.class);
  private static final String DATABASE = HOSTS.get(0);
  private static final String CONTROL = HOSTS.get(1);

  /** What each signal has a program end with. */
  private static final Map<String, Integer> SIGNALS = Map.of("TERM", 143, "INT", 130);

  @TempDir private Path directory;
  private Lab lab;
  private List<String> before = List.of();

  @BeforeEach
  void prepare() {
    lab = Lab.with(DATABASE, CONTROL);
    // The control host asks a name server that is not there, and the database's answers to it go
    // nowhere: there is time to end the check while it waits.
    lab.root(
        CONTROL,
        """
        echo 'nameserver 198.18.0.250' >/run/gw-resolv.conf
        mount --bind /run/gw-resolv.conf /etc/resolv.conf
        """);
    lab.root(DATABASE, "ip route add blackhole " + address(CONTROL));
    before = wholeHosts();
  }

  @AfterEach
  void clean() {
    if (lab == null) {
      return; // there is none
    }
    lab.root(CONTROL, "umount /etc/resolv.conf; rm -f /run/gw-resolv.conf");
    lab.root(DATABASE, "ip route flush type blackhole");
  }

  private String address(String host) {
    return lab.run(host, "hostname -I").expect(0).out().strip();
  }

  /** Beside what a plan must not change, what runs, and files that are in memory only. */
  private List<String> wholeHosts() {
    return HOSTS.stream()
        .map(
            host ->
                WholeHost.of(lab, host)
                    + lab.root(
                        host,
                        """
                        find /tmp /dev/shm /var/tmp ! -type d
                        ps -eo user=,args= | grep -v -e 'systemd --user' -e '(sd-pam)' | sort
                        """))
        .toList();
  }

  /** Starts the runner in a process of its own. What starts a build may have it ignore INT. */
  private Process start(String ids, String name) throws IOException {
    String inventory =
        """
        all:
          vars:
            ansible_user: ops
            ansible_become: true
            ansible_ssh_private_key_file: %s
            ansible_ssh_common_args: %s
          children:
            postgresql: {hosts: {%s: {ansible_host: %s}}}
            akd: {hosts: {%s: {ansible_host: %s}}}
        """
            .formatted(
                lab.value("ansible_ssh_private_key_file"),
                lab.value("ansible_ssh_common_args"),
                DATABASE,
                address(DATABASE),
                CONTROL,
                address(CONTROL));
    Path file = Files.writeString(directory.resolve("inventory.yml"), inventory);
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dgroundwork.home=" + lab.checkout()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("check", "-i", file.toString(), "--only", ids));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name).toFile())
        .start();
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }
  }

  private boolean shows(String host, String command, String words) {
    return lab.run(host, command).out().contains(words);
  }

  /** Starts a check for each signal, and sends them their signals at this moment. */
  private void interrupt(List<String> signals, String ids, BooleanSupplier moment)
      throws Exception {
    List<Process> checks = new ArrayList<>();
    try {
      for (String signal : signals) {
        checks.add(start(ids, signal));
      }
      await(moment);
      for (int at = 0; at < checks.size(); at++) {
        String pid = Long.toString(checks.get(at).pid());
        assertThat(new ProcessBuilder("kill", "-s", signals.get(at), pid).start().waitFor())
            .isZero();
      }
      for (int at = 0; at < checks.size(); at++) {
        String signal = signals.get(at);
        assertThat(checks.get(at).waitFor(10, SECONDS)).as(signal).isTrue();
        assertThat(checks.get(at).exitValue()).as(signal).isEqualTo(SIGNALS.get(signal));
        assertThat(directory.resolve(signal)).content().doesNotContain("Exception");
      }
      await(() -> wholeHosts().equals(before));
    } finally {
      checks.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void while_it_reads() throws Exception {
    // Each asks for three names.
    interrupt(
        List.of("TERM", "INT"),
        "resolver,inodes,memory",
        () -> shows(CONTROL, "pgrep -xc getent || :", "6"));
  }

  @Test
  void while_temporary_listeners_stand() throws Exception {
    interrupt(
        List.of("INT"),
        "ports-free,port-5432-reachable",
        () ->
            shows(CONTROL, "ss -tnH state syn-sent", address(DATABASE) + ":5432")
                && shows(DATABASE, "ss -ltnH", address(DATABASE) + ":5432"));
  }
}
