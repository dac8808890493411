package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Huge pages and overcommit, which the stores want differently: one value is right for all stores
 * that share the host.
 */
record StoreSettingsCheck() implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "store_settings",
          List.of(),
          (tables, figures, problems) -> Optional.of(new StoreSettingsCheck()));

  private static final String PAGES = "transparent_hugepage";
  private static final String OVERCOMMIT = "vm.overcommit_memory";
  private static final Snippet.Call CALL = KernelSettings.call(List.of(PAGES, OVERCOMMIT));
  private static final Pattern CHOSEN = Pattern.compile(".*\\[([a-z]+)].*");

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "cat /sys/kernel/mm/transparent_hugepage/enabled; sysctl vm.overcommit_memory";
  }

  @Override
  public String wanted(HostInfo host) {
    return "huge pages " + pages(host) + ", vm.overcommit_memory " + overcommit(host);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    KernelSettings settings = readings.get(CALL, KernelSettings::parse);
    Matcher chosen = CHOSEN.matcher(settings.get(PAGES));
    if (!chosen.matches()) {
      throw new UnreadableException("which mode of huge pages is chosen is not shown");
    }
    long overcommit = settings.number(OVERCOMMIT);
    String measured = "huge pages " + chosen.group(1) + ", vm.overcommit_memory " + overcommit;
    boolean right =
        List.of(pages(host).split(" or ", -1)).contains(chosen.group(1))
            && List.of(overcommit(host).split(" or ", -1)).contains(Long.toString(overcommit));
    return right
        ? new Verdict.Met(measured, conflict(host))
        : new Verdict.NotMet(measured, conflict(host));
  }

  private static boolean has(HostInfo host, String role) {
    return host.roles().contains(role);
  }

  private static String pages(HostInfo host) {
    if (has(host, "mongodb") && !has(host, "clickhouse")) {
      return "always";
    }
    return has(host, "clickhouse") ? "madvise" : "madvise or never or always";
  }

  private static String overcommit(HostInfo host) {
    if (has(host, "mongodb") || has(host, "kvrocks")) {
      return "1";
    }
    return has(host, "clickhouse") ? "0 or 1" : "0 or 1 or 2";
  }

  private static String conflict(HostInfo host) {
    List<String> conflicts = new ArrayList<>();
    if (has(host, "mongodb") && has(host, "clickhouse")) {
      conflicts.add("MongoDB 8.0 wants huge pages always, ClickHouse madvise: madvise serves both");
    }
    if (has(host, "mongodb") && has(host, "postgresql")) {
      conflicts.add(
          "PostgreSQL alone would want vm.overcommit_memory 2, MongoDB needs 1: it goes first");
    }
    return String.join("; ", conflicts);
  }
}
