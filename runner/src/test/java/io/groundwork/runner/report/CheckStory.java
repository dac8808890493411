package io.groundwork.runner.report;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.ForPeople;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.PortMatrix;
import io.groundwork.requirements.PortMatrix.Cell;
import io.groundwork.requirements.PortMatrix.Wanted;
import io.groundwork.requirements.Reach;
import io.groundwork.requirements.Report;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.Severity;
import io.groundwork.requirements.Tier;
import io.groundwork.requirements.check.Amounts;
import io.groundwork.requirements.check.Browser;
import io.groundwork.requirements.check.Gauge;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Port;
import io.groundwork.requirements.check.Reached;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks to show: a small one with each outcome, and a whole platform. */
public final class CheckStory {

  private static final String SLOW =
      "8 cores (minimum), 16 cores (recommended), of a processor no slower than the reference";

  private static final List<String> SECTIONS =
      List.of(
          "Server requirements table",
          "Disk subsystem",
          "TCP/IP port access requirements",
          "Not in the document");

  private static final List<String> TITLES =
      List.of(
          "Operating system",
          "Physical cores",
          "Memory",
          "Disk size",
          "Random reads of 4 KiB blocks a second",
          "Name resolution both ways, of this host and its peers");

  private static final Checked.Desk DESK =
      new Checked.Desk(
          List.of(
              new Browser("Google Chrome", "101"),
              new Browser("Mozilla Firefox", "102"),
              new Browser("Microsoft Edge", "101"),
              new Browser("Opera", "91"),
              new Browser("Chromium", "101"),
              new Browser("Safari", "15.0"),
              new Browser("Yandex Browser", "23.2")),
          List.of("Windows Vista/7/8/10", "Mac OS X 10.5 - 11.x", "Linux, any family OS"));

  private static final List<ForPeople> PEOPLE =
      List.of(
          new ForPeople(
              "ups",
              List.of("Servers stand on an uninterruptible power supply."),
              "Infrastructure requirements",
              "No host can tell: ask the provider."));

  private CheckStory() {}

  static Requirement requirement(String id, String title, String section, Severity severity) {
    return new Requirement(
        id,
        title,
        List.of("quoted"),
        section,
        Requirement.Scope.of(List.of("db")),
        severity,
        "kind",
        "A remedy.");
  }

  /** Two hosts, one of which cannot be reached. */
  public static Checked small() {
    List<Finding> findings =
        List.of(
            finding("os", "Operating system", Outcome.PASS, "Debian 12", "Debian 9+", ""),
            finding(
                "cores",
                "Physical cores",
                Outcome.FAIL,
                "2 cores / 2 threads",
                SLOW,
                "Give the host more dedicated cores, or move some of its roles to other hosts of"
                    + " the platform."),
            finding("memory", "Memory", Outcome.WARN, "64 GB", "96 GB", "Give it more."),
            waived(),
            finding("time", "Time sync", Outcome.UNKNOWN, "", "synchronised", ""));
    return new Checked(
        Checked.Kind.CHECK,
        "System requirements, edition of a test",
        findings.stream().map(Finding::requirement).toList(),
        List.of(
            new HostInfo("db1", List.of("db", "postgresql"), List.of()),
            new HostInfo("akd1", List.of("akd"), List.of())),
        Map.of("akd1", Problem.of("connection refused").withRemedy("start sshd there")),
        new Report(Tier.AUTO, findings),
        DESK,
        PEOPLE);
  }

  private static Finding finding(
      String id, String title, Outcome outcome, String measured, String wanted, String remedy) {
    return new Finding(
        requirement(id, title, "Section", Severity.MUST),
        "db1",
        List.of("db"),
        outcome,
        measured,
        wanted,
        outcome == Outcome.FAIL ? Optional.of(Reached.BELOW) : Optional.empty(),
        outcome == Outcome.UNKNOWN ? "chronyc is not there" : "",
        "nproc",
        remedy);
  }

  /** One host that an apply refuses. */
  public static Map<String, List<Finding>> failing() {
    return Map.of(
        "db1",
        small().report().findings().stream()
            .filter(finding -> finding.outcome() == Outcome.FAIL)
            .toList());
  }

  private static Finding waived() {
    return new Finding(
        requirement("numa", "NUMA nodes", "Section", Severity.SHOULD),
        "db1",
        List.of("db"),
        Outcome.WAIVED,
        "2 nodes",
        "1 node",
        Optional.empty(),
        "",
        "lscpu | grep NUMA",
        "Use a host with one NUMA node.",
        Optional.empty(),
        Optional.of(new Finding.Waived(Outcome.WARN, "the database is bound to one of them")));
  }

  /** Ten hosts and forty requirements, with all that makes a page wide, long and odd. */
  public static Checked large() {
    List<HostInfo> hosts = new ArrayList<>();
    List<String> names =
        List.of("db1", "db2", "db3.stores.eu-central-1.example.net", "rabbit1", "rabbit2", "akd1");
    for (int at = 0; at < 10; at++) {
      String name =
          at < names.size()
              ? names.get(at)
              : "sender-with-a-long-name-" + at + ".mail.platform.customer.example.org";
      hosts.add(new HostInfo(name, List.of(at < 3 ? "db" : at < 6 ? "akd" : "akmta"), List.of()));
    }
    List<Requirement> requirements = new ArrayList<>();
    for (int at = 0; at < 40; at++) {
      requirements.add(
          requirement(
              "requirement-" + at,
              TITLES.get(at % TITLES.size()) + (at < TITLES.size() ? "" : ", part " + at),
              SECTIONS.get(at / 10),
              at % 7 == 6 ? Severity.SHOULD : Severity.MUST));
    }
    List<Finding> findings = new ArrayList<>();
    for (int host = 0; host < hosts.size(); host++) {
      for (int at = 0; at < requirements.size(); at++) {
        if ((host < 6 || at % 3 != 0) && !(host == 8)) {
          findings.add(finding(requirements.get(at), hosts.get(host).name(), host, at));
        }
      }
    }
    for (Requirement requirement : requirements) {
      findings.add(
          new Finding(
              requirement,
              hosts.get(8).name(),
              List.of("akmta"),
              Outcome.UNKNOWN,
              "",
              "wanted",
              Optional.empty(),
              "connection timed out",
              "true",
              ""));
    }
    return new Checked(
        Checked.Kind.CHECK,
        "Altcraft platform, System requirements, last updated on Jul 1, 2026",
        requirements,
        hosts,
        Map.of(
            hosts.get(8).name(),
            Problem.of("connection timed out").withRemedy("look for a firewall on the way")),
        new Report(Tier.AUTO, findings, ports(hosts)),
        DESK,
        PEOPLE);
  }

  private static Finding finding(Requirement requirement, String host, int row, int at) {
    boolean figure = at == 2 || at == 3;
    int[] memory = {62, 94, 126, 31, 15, 250, 16, 7, 0, 33};
    double value = at == 2 ? memory[row] + .7 : 400.0 * (row % 5);
    Amounts wanted = at == 2 ? new Amounts(64, 96) : new Amounts(1000, 1000);
    Outcome outcome =
        figure
            ? value < wanted.minimum() * .95
                ? Outcome.FAIL
                : value < wanted.recommended() * .95 ? Outcome.WARN : Outcome.PASS
            : outcome(row * 7 + at * 3);
    boolean waived = outcome == Outcome.WAIVED;
    return new Finding(
        requirement,
        host,
        List.of("db"),
        outcome,
        figure ? value + " GB" : outcome == Outcome.UNKNOWN ? "" : "measured <" + at + "> & \"so\"",
        figure ? wanted.show(one -> one + " GB") : SLOW,
        Optional.empty(),
        outcome == Outcome.UNKNOWN ? "no right: /sys/class/dmi/id is for root alone" : "",
        "df -B1 /var/lib/postgresql /var/lib/clickhouse | awk '{ print $4 }'",
        outcome == Outcome.PASS ? "" : "Give the host more of it, or move roles to other hosts.",
        figure ? Optional.of(new Gauge(value, wanted, "GB")) : Optional.empty(),
        waived
            ? Optional.of(new Finding.Waived(Outcome.FAIL, "agreed with the provider on 3 May"))
            : Optional.empty());
  }

  private static Outcome outcome(int seed) {
    return switch (seed % 17) {
      case 3 -> Outcome.FAIL;
      case 5, 11 -> Outcome.WARN;
      case 7 -> Outcome.UNKNOWN;
      case 13 -> Outcome.WAIVED;
      default -> Outcome.PASS;
    };
  }

  static PortMatrix ports(List<HostInfo> hosts) {
    List<String> sources = hosts.stream().map(HostInfo::name).toList();
    List<PortMatrix.Row> rows = new ArrayList<>();
    List<Port> ports =
        List.of(
            new Port(
                5432,
                "postgresql",
                Optional.empty(),
                "PostgreSQL",
                List.of("postgres"),
                List.of("db"),
                false,
                true),
            new Port(
                27017,
                "mongodb",
                Optional.empty(),
                "MongoDB",
                List.of("mongod"),
                List.of("db"),
                false,
                true));
    for (String target : sources.subList(0, 3)) {
      for (Port port : ports) {
        List<Cell> cells = new ArrayList<>();
        for (int at = 0; at < sources.size(); at++) {
          if (!sources.get(at).equals(target)) {
            cells.add(cell(sources.get(at), at, port.number()));
          }
        }
        rows.add(
            new PortMatrix.Row(
                "ports-reachable",
                port,
                target,
                "198.18.0.11",
                port.number() == 5432 ? "probe" : "mongod (pid 812)",
                Outcome.FAIL,
                cells));
      }
    }
    return new PortMatrix(sources, rows);
  }

  /** The first so many of the ten hosts, three of which listen. */
  static PortMatrix ports(int hosts) {
    return ports(large().hosts().subList(0, hosts));
  }

  private static Cell cell(String source, int at, int port) {
    if (at == 8) {
      return new Cell(source, Wanted.OPEN, Reach.UNKNOWN, Outcome.UNKNOWN, "it was not reached");
    }
    if (at < 6) {
      boolean open = at != 4;
      return new Cell(
          source,
          Wanted.OPEN,
          open ? Reach.OPEN : Reach.FILTERED,
          open ? Outcome.PASS : Outcome.FAIL,
          "");
    }
    if (port == 5432) {
      boolean open = at == 9;
      return new Cell(
          source,
          Wanted.CLOSED,
          open ? Reach.OPEN : Reach.REFUSED,
          open ? Outcome.FAIL : Outcome.PASS,
          "");
    }
    return new Cell(source, Wanted.EITHER, Reach.OPEN, Outcome.PASS, "");
  }
}
