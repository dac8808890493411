package io.groundwork.runner.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.lab.Lab;
import io.groundwork.runner.Main;
import io.groundwork.text.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of ports on real hosts: packet filters, a busy port, and runners that are killed. */
class PortsLabTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DATABASES = "db1";
  private static final String CONTROL = "akd1";
  private static final String SENDING = "akmta1";
  private static final List<String> HOSTS = List.of(DATABASES, CONTROL, SENDING);

  private static final String IDS =
      "ports-free,port-5432-reachable,port-6666-reachable,port-4430-reachable,port-4420-reachable,"
          + "port-9000-reachable,port-27017-reachable,port-443-reachable,port-22-reachable";

  @TempDir private Path directory;
  private Lab lab;
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, String> before = new LinkedHashMap<>();
  private Path inventory;

  @BeforeEach
  void prepare() throws IOException {
    lab = Lab.with(DATABASES, CONTROL, SENDING);
    HOSTS.forEach(
        host -> addresses.put(host, lab.run(host, "hostname -I").expect(0).out().strip()));
    lab.root(
        DATABASES,
        """
        command -v nft >/dev/null || {
          apt-get update -q
          apt-get install -q -y --no-install-recommends nftables
        } >/dev/null
        nft -f - <<'END'
        table inet ports
        delete table inet ports
        table inet ports {
          chain input {
            type filter hook input priority 0; policy accept;
            iif lo accept
            tcp dport 5432 ip saddr CONTROL drop
            tcp dport 6666 ip saddr CONTROL reject with tcp reset
            tcp dport 4430 ip saddr CONTROL reject with icmp type admin-prohibited
            tcp dport { 4420, 5432, 6666, 4430, 27017 } ip saddr SENDING drop
          }
        }
        END
        systemd-run -q --unit=busy perl -MIO::Socket::INET -e \
          'my $s = IO::Socket::INET->new(Listen => 9, ReuseAddr => 1, LocalPort => 27017) or die;
          close($s->accept) while 1'
        """
            .replace("CONTROL", addresses.get(CONTROL))
            .replace("SENDING", addresses.get(SENDING)));
    inventory = Files.writeString(directory.resolve("inventory.yml"), hosts());
    await(() -> listening(DATABASES).contains(":27017"));
    HOSTS.forEach(host -> before.put(host, listening(host)));
  }

  @AfterEach
  void clean() {
    if (before.isEmpty()) {
      return; // there is no lab
    }
    lab.root(DATABASES, "systemctl stop busy; nft delete table inet ports");
  }

  private String hosts() {
    return """
        all:
          vars:
            ansible_user: ops
            ansible_become: true
            firewall_managed: true
            ansible_ssh_private_key_file: %s
            ansible_ssh_common_args: %s
          children:
            db: {hosts: {%s: {ansible_host: %s}}}
            akd: {hosts: {%s: {ansible_host: %s}}}
            akmta: {hosts: {%s: {ansible_host: %s}}}
        """
        .formatted(
            lab.value("ansible_ssh_private_key_file"),
            lab.value("ansible_ssh_common_args"),
            DATABASES,
            addresses.get(DATABASES),
            CONTROL,
            addresses.get(CONTROL),
            SENDING,
            addresses.get(SENDING));
  }

  private String listening(String host) {
    return lab.run(host, "ss -ltnH | sort").expect(0).out();
  }

  /** Starts the runner in a process of its own, which can be killed. */
  private Process start(Path out) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dgroundwork.home=" + lab.checkout()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("check", "-i", inventory.toString(), "--output", "json"));
    words.addAll(List.of("--only", IDS));
    return new ProcessBuilder(words)
        .redirectOutput(out.toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long start = System.nanoTime();
    while (!condition.holds()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }
  }

  @Test
  void filtersAndBusyPortsAreSeenAndNothingIsLeftListening() throws Exception {
    Path out = directory.resolve("out");
    Process check = start(out);
    assertThat(check.waitFor(60, SECONDS)).isTrue();
    assertThat(check.exitValue()).as(Files.readString(directory.resolve("err"))).isEqualTo(5);
    HOSTS.forEach(host -> assertThat(listening(host)).as(host).isEqualTo(before.get(host)));

    Map<String, Object> document = JsonReader.object(Files.readString(out));
    assertThat(found(document, DATABASES, 5432)).isEqualTo("fail: timed out from akd1, akmta1");
    assertThat(found(document, DATABASES, 6666)).startsWith("fail: refused from akd1");
    assertThat(found(document, DATABASES, 4430)).startsWith("fail: has no route from akd1");
    assertThat(found(document, DATABASES, 4420))
        .isEqualTo("pass: reached from akd1; timed out from" + " akmta1");
    assertThat(found(document, DATABASES, 9000)).isEqualTo("fail: reached from akd1, akmta1");
    assertThat(found(document, DATABASES, 27017))
        .isEqualTo("pass: reached from akd1; timed out from" + " akmta1");
    assertThat(note(document, DATABASES, "port-27017-reachable"))
        .isEqualTo("perl listens there already");
    assertThat(measured(document, DATABASES, "ports-free")).isEqualTo("fail: held: 27017 by perl");
    assertThat(found(document, CONTROL, 443)).isEqualTo("pass: reached from db1, akmta1");
    // Administrators come there, too, from networks that no table tells.
    assertThat(found(document, SENDING, 22)).isEqualTo("pass: reached from akd1");
    assertThat(note(document, SENDING, "port-22-reachable")).contains("open to db1 too");
  }

  @Test
  void aKilledRunnerLeavesNoListener() throws Exception {
    // What a build is started by may have it ignore INT, and its children with it.
    for (String signal : List.of("KILL", "TERM")) {
      Process check = start(directory.resolve("out"));
      try {
        // A filtered port keeps all of them open for some seconds.
        await(() -> listening(DATABASES).contains(addresses.get(DATABASES) + ":5432"));
        new ProcessBuilder("kill", "-s", signal, Long.toString(check.pid())).start().waitFor();
        assertThat(check.waitFor(10, SECONDS)).as(signal).isTrue();
        assertThat(check.exitValue()).as(signal).isGreaterThan(128);
        HOSTS.forEach(host -> await(() -> listening(host).equals(before.get(host))));
      } finally {
        check.destroyForcibly();
      }
    }
  }

  private static String found(Map<String, Object> document, String host, int port) {
    return measured(document, host, "port-" + port + "-reachable");
  }

  private static String measured(Map<String, Object> document, String host, String id) {
    Map<?, ?> finding = finding(document, host, id);
    return finding.get("outcome") + ": " + finding.get("measured");
  }

  private static String note(Map<String, Object> document, String host, String id) {
    return finding(document, host, id).get("note").toString();
  }

  private static Map<?, ?> finding(Map<String, Object> document, String host, String id) {
    for (Object one : (List<?>) document.get("hosts")) {
      Map<?, ?> about = (Map<?, ?>) one;
      if (about.get("host").equals(host)) {
        for (Object finding : (List<?>) about.get("findings")) {
          if (((Map<?, ?>) finding).get("id").equals(id)) {
            return (Map<?, ?>) finding;
          }
        }
      }
    }
    throw new AssertionError("no finding of " + id + " on " + host);
  }
}
