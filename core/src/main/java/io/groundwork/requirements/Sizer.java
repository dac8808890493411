package io.groundwork.requirements;

import static io.groundwork.requirements.check.Column.CONTROL;
import static io.groundwork.requirements.check.Column.SENDING;

import io.groundwork.requirements.Sizing.Between;
import io.groundwork.requirements.Sizing.Line;
import io.groundwork.requirements.Sizing.Server;
import io.groundwork.requirements.check.Amounts;
import io.groundwork.requirements.check.Column;
import io.groundwork.requirements.check.Scheme;
import io.groundwork.requirements.check.Tables;
import io.groundwork.requirements.check.Volumes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Computes what a platform needs by the document's tables.
 *
 * @param tables the document's tables
 */
public record Sizer(Tables tables) {

  private static final String TABLE = "Server requirements table";
  private static final String ADDRESSES = "Infrastructure requirements";
  private static final String SILENT = "not in the document";

  public Sizer {
    Objects.requireNonNull(tables, "tables");
  }

  /**
   * Computes it.
   *
   * @param customers customers in the database, at least 1
   * @param daily messages a day, at least 1
   */
  public Sizing size(long customers, long daily, Scheme scheme) {
    if (customers < 1 || daily < 1) {
      throw new IllegalArgumentException("a platform has customers and sends messages");
    }
    List<Line> lines = new ArrayList<>();
    List<String> beyond = new ArrayList<>();
    Tier tier = tier(customers, daily, lines, beyond);
    long spool = spool(daily, lines);
    List<Server> servers = servers(scheme, tier, spool, lines);
    Optional<Between> addresses = addresses(daily, lines, beyond);
    return new Sizing(customers, daily, scheme, tier, beyond, servers, spool, addresses, lines);
  }

  private Tier tier(long customers, long daily, List<Line> lines, List<String> beyond) {
    Tier byCustomers = tier("customers", customers, tables.volumes().customers(), lines, beyond);
    Tier byMessages = tier("messages a day", daily, tables.volumes().daily(), lines, beyond);
    Tier tier =
        byCustomers == Tier.RECOMMENDED || byMessages == Tier.RECOMMENDED
            ? Tier.RECOMMENDED
            : Tier.MINIMUM;
    lines.add(
        new Line(
            "tier", word(tier) + ", the higher of both; the table has no step between", TABLE));
    return tier;
  }

  private static Tier tier(
      String what, long value, Amounts steps, List<Line> lines, List<String> beyond) {
    String sum = number(value) + " " + what;
    if (value <= steps.minimum()) {
      lines.add(new Line(what, sum + " ≤ " + number(steps.minimum()) + ": minimum", TABLE));
      return Tier.MINIMUM;
    }
    if (value <= steps.recommended()) {
      lines.add(new Line(what, sum + " ≤ " + number(steps.recommended()) + ": recommended", TABLE));
      return Tier.RECOMMENDED;
    }
    lines.add(
        new Line(
            what,
            sum + " > " + number(steps.recommended()) + ": beyond the table, at least recommended",
            SILENT));
    beyond.add(
        "the document's figures end at "
            + number(steps.recommended())
            + " "
            + what
            + ": ask support@altcraft.com, and take these as the least");
    return Tier.RECOMMENDED;
  }

  private long spool(long daily, List<Line> lines) {
    Volumes volumes = tables.volumes();
    long bytes = volumes.spool(daily);
    lines.add(
        new Line(
            "spool",
            number(daily)
                + " messages a day × "
                + volumes.messageKilobytes()
                + " KB × "
                + volumes.hours()
                + " h ÷ 24 h = "
                + gigabytes(bytes)
                + " GB",
            TABLE + ", footnote ****"));
    return bytes;
  }

  private List<Server> servers(Scheme scheme, Tier tier, long spool, List<Line> lines) {
    int control = scheme == Scheme.CLUSTER ? 3 : 1;
    for (Column column : List.of(CONTROL, SENDING)) {
      lines.add(
          new Line(
              column.word() + " server",
              figure("cores", column, tier)
                  + " cores, "
                  + figure("memory_gb", column, tier)
                  + " GB memory, "
                  + figure("disk_gb", column, tier)
                  + " GB disk",
              TABLE + ", " + word(tier)));
    }
    lines.add(spoolLine(tier, spool));
    List<Server> servers = new ArrayList<>();
    switch (scheme) {
      case SINGLE -> {
        lines.add(
            new Line("one host", "the sum of both servers", "no figures of their own " + SILENT));
        servers.add(
            server(
                "altcraft1", List.of("db", "rabbitmq", "akd", "akmta"), true, true, tier, spool));
      }
      case TWO -> {
        servers.add(server("control1", List.of("db", "rabbitmq", "akd"), true, false, tier, spool));
        servers.add(server("sending1", List.of("akmta"), false, true, tier, spool));
      }
      case SEPARATE -> {
        lines.add(
            new Line(
                "parts of the control server",
                "each gets the whole of its figures; ask the vendor before giving one less",
                "no figures for parts " + SILENT));
        servers.add(server("db1", List.of("db"), true, false, tier, spool));
        servers.add(server("rabbitmq1", List.of("rabbitmq"), true, false, tier, spool));
        servers.add(server("akd1", List.of("akd"), true, false, tier, spool));
        servers.add(server("akmta1", List.of("akmta"), false, true, tier, spool));
      }
      case CLUSTER -> {
        lines.add(
            new Line(
                "cluster",
                control + " × control server, " + control + " × sending server",
                "For cluster deployment: at least threefold"));
        lines.add(
            new Line(
                "PostgreSQL",
                "1 × control server, apart from MongoDB",
                "For cluster deployment: desirable; no figures for it alone"));
        for (int i = 1; i <= control; i++) {
          servers.add(
              server("control" + i, List.of("db", "rabbitmq", "akd"), true, false, tier, spool));
        }
        servers.add(server("pg1", List.of("postgresql"), true, false, tier, spool));
        for (int i = 1; i <= control; i++) {
          servers.add(server("sending" + i, List.of("akmta"), false, true, tier, spool));
        }
      }
    }
    return servers;
  }

  private Line spoolLine(Tier tier, long spool) {
    int disk = figure("disk_gb", SENDING, tier);
    boolean fits = gigabytes(spool) <= disk;
    return new Line(
        "disk of the senders",
        "the larger of "
            + disk
            + " GB and the spool's "
            + gigabytes(spool)
            + " GB: "
            + senderDisk(tier, spool)
            + " GB",
        fits ? TABLE : "the table's figure is less than its own footnote asks for");
  }

  private int senderDisk(Tier tier, long spool) {
    return (int) Math.max(figure("disk_gb", SENDING, tier), gigabytes(spool));
  }

  private Server server(
      String name, List<String> groups, boolean controls, boolean sends, Tier tier, long spool) {
    List<Column> columns = new ArrayList<>();
    List<Integer> disks = new ArrayList<>();
    if (controls) {
      columns.add(CONTROL);
      disks.add(figure("disk_gb", CONTROL, tier));
    }
    if (sends) {
      columns.add(SENDING);
      disks.add(senderDisk(tier, spool));
    }
    return new Server(
        name,
        groups,
        columns,
        columns.stream().mapToInt(column -> figure("cores", column, tier)).sum(),
        columns.stream().mapToInt(column -> figure("memory_gb", column, tier)).sum(),
        disks,
        groups.contains("akd") ? tables.volumes().controlAddresses() : 0);
  }

  private Optional<Between> addresses(long daily, List<Line> lines, List<String> beyond) {
    Volumes volumes = tables.volumes();
    lines.add(
        new Line(
            "addresses of the control server",
            volumes.controlAddresses() + " public IPv4: panel, message tracking, web tracking",
            ADDRESSES));
    Optional<Volumes.Addresses> range =
        volumes.sendingAddresses().stream()
            .filter(one -> daily >= one.from() && daily <= one.to())
            .findFirst();
    if (range.isPresent()) {
      Volumes.Addresses found = range.get();
      lines.add(
          new Line(
              "addresses of the senders",
              found.least() + " to " + found.most() + " public IPv4",
              ADDRESSES
                  + ", "
                  + number(found.from())
                  + " to "
                  + number(found.to())
                  + " messages a day"));
      return Optional.of(new Between(found.least(), found.most()));
    }
    String ranges =
        volumes.sendingAddresses().stream()
            .map(one -> number(one.from()) + " to " + number(one.to()))
            .collect(Collectors.joining(" and "));
    lines.add(
        new Line(
            "addresses of the senders",
            "no figure for " + number(daily) + " messages a day",
            ADDRESSES + " has " + ranges + " only"));
    beyond.add(
        "public addresses of the senders: the document has figures for "
            + ranges
            + " messages a day, and none for "
            + number(daily)
            + ": ask a marketer who knows email, as it says");
    return Optional.empty();
  }

  private int figure(String name, Column column, Tier tier) {
    Amounts amounts = tables.size(name, column).orElse(new Amounts(0, 0));
    return tier == Tier.MINIMUM ? amounts.minimum() : amounts.recommended();
  }

  private static long gigabytes(long bytes) {
    return (bytes + 999_999_999) / 1_000_000_000;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}
