package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a sender's waiting messages have room. */
record SpoolCheck(Tables tables) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "spool", List.of(), (tables, figures, problems) -> Optional.of(new SpoolCheck(tables)));

  private static List<String> directories(Tables tables, HostInfo host) {
    return tables.rolesOf(host).stream()
        .filter(role -> role.column() == Column.SENDING)
        .flatMap(role -> role.directories().stream())
        .toList();
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public String command(HostInfo host) {
    return "df -B1 " + String.join(" ", directories(tables, host));
  }

  @Override
  public String wanted(HostInfo host) {
    OptionalLong daily = host.settings().number(Settings.DAILY_MESSAGES);
    String rule = tables.volumes().messageKilobytes() + " KB × " + tables.volumes().hours() + " h";
    return daily.isEmpty()
        ? "messages a day × " + rule + " available"
        : String.format(
            Locale.ROOT,
            "%s available: %,d messages a day × %s",
            Bytes.disk(tables.volumes().spool(daily.getAsLong())),
            daily.getAsLong(),
            rule);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Storage storage = readings.get(calls(host).get(0), Storage::parse);
    Map<String, Storage.Size> systems = storage.fileSystems(directories(tables, host));
    long available = systems.values().stream().mapToLong(Storage.Size::available).sum();
    String measured = Bytes.disk(available) + " on " + String.join(", ", systems.keySet());
    OptionalLong daily = host.settings().number(Settings.DAILY_MESSAGES);
    if (daily.isEmpty()) {
      return new Verdict.Unknown(
          measured,
          "the inventory does not say how many messages a day this host sends: set"
              + " daily_messages");
    }
    return available >= tables.volumes().spool(daily.getAsLong())
        ? new Verdict.Met(measured, "")
        : new Verdict.NotMet(measured, "");
  }
}
