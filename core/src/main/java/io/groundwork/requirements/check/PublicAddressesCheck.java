package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How many public IPv4 addresses a host has. */
record PublicAddressesCheck(Tables tables) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "public_addresses",
          List.of(),
          (tables, figures, problems) -> Optional.of(new PublicAddressesCheck(tables)));

  private static String show(Volumes.Addresses range) {
    return String.format(
        Locale.ROOT,
        "%d to %d for %,d to %,d messages a day",
        range.least(),
        range.most(),
        range.from(),
        range.to());
  }

  private int control() {
    return tables.volumes().controlAddresses();
  }

  private List<Volumes.Addresses> sending() {
    return tables.volumes().sendingAddresses();
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
      wanted.add(control() + " for panel and tracking");
    }
    if (has(host, "akmta")) {
      wanted.add(
          sending().stream().map(PublicAddressesCheck::show).collect(Collectors.joining(", ")));
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
    if (has(host, "akd") && publics.size() < control()) {
      return new Verdict.NotMet(measured, "");
    }
    return has(host, "akmta")
        ? sender(host, publics.size(), measured)
        : new Verdict.Met(measured, "");
  }

  private Verdict sender(HostInfo host, int count, String measured) {
    int enough = sending().stream().mapToInt(Volumes.Addresses::least).max().orElse(0);
    int least = sending().stream().mapToInt(Volumes.Addresses::least).min().orElse(0);
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
    Optional<Volumes.Addresses> reached =
        sending().stream().filter(range -> range.from() <= volume).reduce((low, high) -> high);
    int wanted = reached.map(Volumes.Addresses::least).orElse(least);
    String note =
        reached.filter(range -> volume > range.to()).isPresent()
            ? "the document gives no figure for so many messages a day; that of fewer is taken"
            : "";
    return count >= wanted ? new Verdict.Met(measured, note) : new Verdict.NotMet(measured, note);
  }
}
