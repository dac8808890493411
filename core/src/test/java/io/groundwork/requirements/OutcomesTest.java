package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.HostReader;
import io.groundwork.facts.Fixtures;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.Attempts;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.HostSpeedCheck;
import io.groundwork.requirements.check.Layout;
import io.groundwork.requirements.check.Listening;
import io.groundwork.requirements.check.PortReachCheck;
import io.groundwork.requirements.check.Readings;
import io.groundwork.requirements.check.Settings;
import io.groundwork.requirements.check.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every requirement of the catalogue can be met, can be not met, and can be unknown, on three
 * clusters: one has all that is asked for, one nothing of it, and one does not answer.
 */
class OutcomesTest {

  private static final String INVENTORY = "judged by the inventory, which is always there";

  /** What cannot be not met, and why. */
  private static final Map<String, String> NEVER_NOT_MET =
      Map.of(
          "xvfb-system", "no system of the document is known to lack it, of some nobody says",
          "cutycapt-system", "no system of the document is known to lack it, of some nobody says",
          "clickhouse-system", "it is installed on every system of the document in some way",
          "ssdb-system", "it is built from source on every system of the document",
          "cpu-model", "the name of another processor does not tell how fast it is");

  /** What is always known, and why. */
  private static final Map<String, String> NEVER_UNKNOWN =
      Map.of(
          "separate-servers", INVENTORY,
          "cluster-resources", INVENTORY,
          "cluster-members", INVENTORY);

  private static final Map<String, Object> SETTINGS =
      Map.of(
          Settings.SERVICE_ADDRESS, "192.0.2.1",
          Settings.DAILY_MESSAGES, 1_000_000L,
          Settings.OUTBOUND_SMTP_TARGET, "mx.example.com",
          Settings.SMTP_RELAY, "relay.example.com:25",
          Settings.INTERNET_TARGET, "https://example.com/large");

  private final Map<String, EnumSet<Outcome>> seen = new TreeMap<>();

  @Test
  void every_requirement_can_be_met_and_not_met_and_unknown() {
    cluster(hosts(3, true, false), OutcomesTest::good);
    cluster(hosts(2, false, false), OutcomesTest::bad);
    cluster(hosts(2, true, true), call -> open(call, "debian-9"));
    cluster(hosts(2, true, true), call -> open(call, "alpine-3.20"));
    cluster(hosts(3, false, true), OutcomesTest::none);

    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(Answers.ALTCRAFT.ids());
    assertThat(without(EnumSet.of(Outcome.PASS))).as("never met").isEmpty();
    assertThat(without(EnumSet.of(Outcome.FAIL, Outcome.WARN)))
        .as("never not met")
        .isEqualTo(NEVER_NOT_MET.keySet());
    assertThat(without(EnumSet.of(Outcome.UNKNOWN)))
        .as("never unknown")
        .isEqualTo(NEVER_UNKNOWN.keySet());
  }

  @Test
  void all_is_unknown_of_a_host_that_cannot_be_reached() {
    HostInfo host = hosts(3, true, false).get(0);
    assertThat(new Checker(Answers.ALTCRAFT, Tier.AUTO).unreachable(host, "connection refused"))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN))
        .allSatisfy(finding -> assertThat(finding.note()).isEqualTo("connection refused"));
  }

  private Set<String> without(Set<Outcome> wanted) {
    Set<String> ids = new TreeSet<>();
    seen.forEach(
        (id, outcomes) -> {
          if (outcomes.stream().noneMatch(wanted::contains)) {
            ids.add(id);
          }
        });
    return ids;
  }

  /**
   * So many hosts of each role, or so many with all roles.
   *
   * @param ours whether we manage their firewalls
   */
  private static List<HostInfo> hosts(int members, boolean apart, boolean ours) {
    Map<String, List<String>> placed = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>();
    for (String role : Answers.ALTCRAFT.tables().roles().keySet()) {
      List<String> own = new ArrayList<>();
      for (int at = 1; at <= members; at++) {
        own.add((apart ? role : "all") + at);
      }
      names.addAll(own);
      placed.put(role, own);
    }
    Layout layout = Layout.of(placed, Answers.ALTCRAFT.tables().roles().values());
    Map<String, Object> said = new HashMap<>(SETTINGS);
    said.put(Settings.FIREWALL_MANAGED, ours);
    Settings settings = new Settings(said);
    return names.stream()
        .map(name -> new HostInfo(name, layout.rolesOf(name), List.of("peer"), settings, layout))
        .toList();
  }

  /** What hosts answer to a snippet, if they do. */
  private interface Answer {
    Optional<String> to(Snippet.Call call);
  }

  private void cluster(List<HostInfo> hosts, Answer answer) {
    Checker checker = new Checker(Answers.ALTCRAFT, Tier.AUTO);
    HostReader reader = calls -> calls.stream().map(call -> read(answer.to(call))).toList();
    Map<HostInfo, Readings> readings = new LinkedHashMap<>();
    for (HostInfo host : hosts) {
      try {
        List<Snippet.Call> calls = checker.calls(host);
        Readings first = Checker.readings(calls, reader.read(calls));
        readings.put(
            host, new Deep(checker, (on, what, left, room) -> {}).measure(host, first, reader));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    PortTrial trial =
        new PortTrial(
            checker,
            hosts.stream().map(host -> side(checker, host, readings.get(host), answer)).toList());
    for (HostInfo host : hosts) {
      Map<String, Verdict> told = new HashMap<>(trial.verdicts(host));
      speed(checker, host, answer).forEach(told::put);
      for (Finding finding : checker.findings(host, readings.get(host), told)) {
        seen.computeIfAbsent(finding.requirement().id(), id -> EnumSet.noneOf(Outcome.class))
            .add(finding.outcome());
      }
    }
  }

  private static Read read(Optional<String> text) {
    return text.<Read>map(said -> new Read.Done(Fixtures.state(said)))
        .orElse(new Read.Failed(1, "this host does not answer"));
  }

  private static PortSide side(Checker checker, HostInfo host, Readings readings, Answer answer) {
    Optional<String> reached = answer.to(Listening.RELEASE.call());
    if (reached.isEmpty()) {
      return PortSide.lost(host, "it was not reached");
    }
    StringBuilder listening = new StringBuilder("uid 0\naddress 192.0.2.1\ntool perl\nsince 1.00");
    Map<String, String> attempts = new HashMap<>();
    for (Rule rule : checker.catalogue().rules()) {
      if (rule.check() instanceof PortReachCheck check) {
        listening.append("\nport ").append(check.port().number()).append(" listening");
        attempts.put("192.0.2.1:" + check.port().number(), reached.get());
      }
    }
    return new PortSide(
        host,
        readings,
        Optional.of(Listening.parse(Fixtures.state(listening.toString()))),
        Optional.of(new Listening.End(2, List.of())),
        Optional.of(attempts),
        "");
  }

  private static Map<String, Verdict> speed(Checker checker, HostInfo host, Answer answer) {
    Map<String, Verdict> told = new HashMap<>();
    for (Rule rule : checker.rules(host)) {
      if (rule.check() instanceof HostSpeedCheck check) {
        answer
            .to(HostSpeedCheck.send("192.0.2.2", 5201))
            .map(text -> HostSpeedCheck.speed("peer", Fixtures.state(text)))
            .ifPresent(speed -> told.put(rule.requirement().id(), check.verdict(List.of(speed))));
      }
    }
    return told;
  }

  // ---- what the hosts say --------------------------------------------------------------------

  private static final String DATA =
      """
      mount 22 1 259:2 / / rw,relatime shared:1 - FILESYSTEM /dev/DISK1 rw,OPTIONS
      block\tDISK\t259:0\t7814037168\tROTATING\t/sys/devices/pci0000:00/BUS/DISK
      block\tDISK1\t259:2\t7814000000\t-\t/sys/devices/pci0000:00/BUS/DISK/DISK1
      """;

  private static String storage(Snippet.Call call, String size, String data) {
    StringBuilder text = new StringBuilder();
    call.values().forEach(one -> text.append("directory\t" + one + "\t/\n"));
    return text + "size 4096 " + size + " /\n" + data;
  }

  private static String connects(Snippet.Call call, String status) {
    StringBuilder text = new StringBuilder("tool bash");
    call.values().stream()
        .skip(1)
        .map(target -> "\ntarget " + target.toString().replace(':', ' ') + " " + status)
        .forEach(text::append);
    return text.toString();
  }

  private static String settings(Snippet.Call call, Map<String, String> values, String other) {
    StringBuilder text = new StringBuilder();
    call.values().forEach(key -> text.append(key + " " + values.getOrDefault(key, other) + "\n"));
    return text.toString();
  }

  private static Optional<String> none(Snippet.Call call) {
    return Optional.empty();
  }

  private static Optional<String> good(Snippet.Call call) {
    return Optional.ofNullable(
        switch (call.snippet().name()) {
          case "distribution.sh" -> Fixtures.os("ubuntu-22.04").state();
          case "processor.sh" -> processor(32, 2);
          case "cpu.sh" -> cpu("ubuntu-24.04-epyc-9354");
          case "kernel.sh" -> "Linux db1 6.8.0-45-generic x86_64";
          case "memory.sh" -> memory("sles-15.5-128gb");
          case "memory_type.sh" -> "type DDR5";
          case "numa.sh" -> "node 0 65787532";
          case "virtualization.sh" -> "detected none";
          case "limits.sh" -> "cpu max 100000";
          case "storage.sh" ->
              storage(
                  call,
                  "900000000 800000000 61054976000 60800000000",
                  DATA.replace("FILESYSTEM", "xfs")
                      .replace("DISK", "nvme0n1")
                      .replace("ROTATING", "0")
                      .replace("BUS", "0000:3d:00.0/nvme/nvme0")
                      .replace("OPTIONS", "noquota"));
          case "link.sh" -> "address 192.0.2.1 eno1\nlink eno1 up 10000 ixgbe";
          case "addresses.sh" ->
              """
              own a 5.9.1.1
              own a 5.9.1.2
              own a 5.9.1.3
              own a 192.0.2.1
              reverse 5.9.1.1 0 a.example
              reverse 5.9.1.2 0 a.example
              reverse 5.9.1.3 0 a.example
              forward a.example 0 5.9.1.1 5.9.1.2 5.9.1.3
              """;
          case "connect.sh" -> connects(call, "0");
          case "connect_from.sh" -> "tool nc\nfrom 5.9.1.1 0";
          case "resolver.sh" -> resolver(0);
          case "resolve.sh" -> "own db1 0 192.0.2.1\nback 192.0.2.1 0 db1\nname peer 0 192.0.2.2";
          case "clock.sh" -> "chronyc Normal";
          case "locale.sh" -> "setting /etc/default/locale LANG=C.UTF-8";
          case "packages.sh" -> "";
          case "settings.sh" ->
              settings(
                  call,
                  Map.of(
                      "vm.swappiness", "1",
                      "vm.overcommit_memory", "1",
                      "transparent_hugepage", "[always] madvise never"),
                  "9000000");
          case "listeners.sh" -> "uid 0";
          case "fio.sh" -> fio(900_000, 4_000);
          case "download.sh" -> "got 1000000000 8.000 28 200";
          case "release.sh" -> "";
          case "send.sh" -> "sent 6000000000 4.000";
          default -> null;
        });
  }

  private static Optional<String> bad(Snippet.Call call) {
    return Optional.ofNullable(
        switch (call.snippet().name()) {
          case "distribution.sh" -> Fixtures.os("centos-7").state();
          case "processor.sh" -> processor(2, 1);
          case "cpu.sh" -> cpu("sles-12.5-qemu64");
          case "kernel.sh" -> "Linux db1 6.19.0-2-amd64 x86_64";
          case "memory.sh" -> memory("redos-7.3-8gb");
          case "memory_type.sh" -> "type DDR3";
          case "numa.sh" -> "node 0 65787532\nnode 1 65787532";
          case "virtualization.sh" -> "detected none";
          case "limits.sh" -> "cpu max 100000";
          case "storage.sh" ->
              storage(
                      call,
                      "9000000 200000 61054 600",
                      DATA.replace("FILESYSTEM", "ext4")
                          .replace("DISK", "sda")
                          .replace("ROTATING", "1")
                          .replace("BUS", "ata1/host0/target0:0:0/0:0:0:0")
                          .replace("OPTIONS", "discard"))
                  .replace("7814037168", "70000000");
          case "link.sh" -> "address 192.0.2.1 eno1\nlink eno1 up 1000 igb";
          case "addresses.sh" -> "own a 5.9.1.1\nreverse 5.9.1.1 2 -";
          case "connect.sh" -> connects(call, "124");
          case "connect_from.sh" -> "tool nc\nfrom 5.9.1.1 124";
          case "resolver.sh" -> resolver(2);
          case "resolve.sh" -> "own db1 2 -\nback 192.0.2.1 2 -\nname peer 2 -";
          case "clock.sh" -> "timedatectl no";
          case "locale.sh" -> "available";
          case "packages.sh" -> "package mongodb-org-server 7.0.5";
          case "settings.sh" ->
              settings(
                  call,
                  Map.of(
                      "vm.swappiness", "60",
                      "vm.overcommit_memory", "2",
                      "transparent_hugepage", "always madvise [never]"),
                  "1024");
          case "listeners.sh" ->
              "uid 0\nss LISTEN 0 128 0.0.0.0:27017 0.0.0.0:* users:((\"nginx\",pid=1,fd=3))";
          case "fio.sh" -> fio(900, 4);
          case "download.sh" -> "got 1000000 8.000 28 200";
          case "release.sh" -> Attempts.TIMED_OUT;
          case "send.sh" -> "sent 6000000 4.000";
          default -> null;
        });
  }

  /** The same on another system, with every port open to every host. */
  private static Optional<String> open(Snippet.Call call, String system) {
    return switch (call.snippet().name()) {
      case "distribution.sh" -> Optional.of(Fixtures.os(system).state());
      case "release.sh" -> Optional.of("");
      default -> bad(call);
    };
  }

  private static String processor(int cores, int threads) {
    StringBuilder lines = new StringBuilder();
    for (int cpu = 0; cpu < cores * threads; cpu++) {
      lines.append("cpu " + cpu + " 0 " + cpu % cores + " - -\n");
    }
    return lines + "usable " + cores * threads;
  }

  private static String cpu(String file) {
    return Fixtures.reading(OutcomesTest.class, "cpu/" + file + ".txt").state();
  }

  private static String memory(String file) {
    return Fixtures.reading(OutcomesTest.class, "memory/" + file + ".txt").state();
  }

  private static String resolver(int status) {
    return "server 192.0.2.53\nname lic1.altkraft.com "
        + status
        + "\nname lic2.altkraft.com "
        + status
        + "\nname lic3.altkraft.com "
        + status;
  }

  private static String fio(int operations, int megabytes) {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("write", "randwrite", "read", "randread")) {
      text.append("run " + name + " 1\n{\"fio version\": \"fio-3.33\", \"jobs\": [{");
      for (String way : List.of("read", "write")) {
        text.append(way.equals("write") ? ", " : "\"jobname\": \"x\", ");
        text.append("\"" + way + "\": {\"iops\": " + operations);
        text.append(", \"bw\": " + megabytes * 1000L + "}");
      }
      text.append("}]}\nend\n");
    }
    return text.toString();
  }
}
