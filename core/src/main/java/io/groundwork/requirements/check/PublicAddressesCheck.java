package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How many public IPv4 addresses a host has.
 *
 * @param control how many a control server uses
 * @param sending how many a sender uses, by messages a day, ascending
 */
record PublicAddressesCheck(Tables tables, int control, List<Range> sending) implements Check {

  static final CheckKind KIND =
      new CheckKind("public_addresses", List.of("control", "sending"), PublicAddressesCheck::load);

  private static final int LARGEST = 1_000_000_000;

  PublicAddressesCheck {
    sending = List.copyOf(sending);
  }

  /** So many addresses for so many messages a day. */
  record Range(int from, int to, int least, int most) {

    private String show() {
      return String.format(
          Locale.ROOT, "%d to %d for %,d to %,d messages a day", least, most, from, to);
    }
  }

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    figures.required("control");
    figures.required("sending");
    OptionalInt control = figures.integer("control", 0, LARGEST);
    List<Range> ranges = new ArrayList<>();
    for (Node node : figures.list("sending")) {
      Fields range =
          Fields.of(
              node, "addresses of a sender", List.of("from", "to", "least", "most"), problems);
      OptionalInt to = range.integer("to", 1, LARGEST);
      OptionalInt least = range.integer("least", 1, LARGEST);
      OptionalInt most = range.integer("most", 1, LARGEST);
      if (to.isPresent() && least.isPresent() && most.isPresent()) {
        ranges.add(
            new Range(
                range.integer("from", 0, LARGEST).orElse(0),
                to.getAsInt(),
                least.getAsInt(),
                most.getAsInt()));
      }
    }
    return control.isEmpty() || ranges.isEmpty()
        ? Optional.empty()
        : Optional.of(new PublicAddressesCheck(tables, control.getAsInt(), ranges));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Addresses.call(host));
  }

  @Override
  public String command(HostInfo host) {
    return "ip -4 -br addr";
  }

  @Override
  public String wanted(HostInfo host) {
    List<String> wanted = new ArrayList<>();
    if (has(host, "akd")) {
      wanted.add(control + " for panel and tracking");
    }
    if (has(host, "akmta")) {
      wanted.add(sending.stream().map(Range::show).collect(Collectors.joining(", ")));
    }
    return String.join("; ", wanted);
  }

  private static boolean has(HostInfo host, String role) {
    return host.roles().contains(role);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Addresses addresses = readings.get(Addresses.call(host), Addresses::parse);
    List<String> publics = addresses.publics(host);
    if (publics.isEmpty()) {
      return new Verdict.Unknown(
          "none of its own",
          "its public addresses may be those of a balancer or translated ones: set"
              + " public_addresses");
    }
    String measured = publics.size() + ": " + String.join(", ", publics);
    if (has(host, "akd") && publics.size() < control) {
      return new Verdict.NotMet(measured, "");
    }
    return has(host, "akmta")
        ? sender(host, publics.size(), measured)
        : new Verdict.Met(measured, "");
  }

  private Verdict sender(HostInfo host, int count, String measured) {
    int enough = sending.stream().mapToInt(Range::least).max().orElse(0);
    int least = sending.stream().mapToInt(Range::least).min().orElse(0);
    OptionalLong daily = host.settings().number(Settings.DAILY_MESSAGES);
    if (count < least) {
      return new Verdict.NotMet(measured, "");
    }
    if (count >= enough) {
      return new Verdict.Met(measured, "");
    }
    if (daily.isEmpty()) {
      return new Verdict.Unknown(
          measured,
          "the inventory does not say how many messages a day this host sends: set"
              + " daily_messages");
    }
    long volume = daily.getAsLong();
    Optional<Range> reached =
        sending.stream().filter(range -> range.from() <= volume).reduce((low, high) -> high);
    int wanted = reached.map(Range::least).orElse(least);
    String note =
        reached.filter(range -> volume > range.to()).isPresent()
            ? "the document gives no figure for so many messages a day; that of fewer is taken"
            : "";
    return count >= wanted ? new Verdict.Met(measured, note) : new Verdict.NotMet(measured, note);
  }
}
