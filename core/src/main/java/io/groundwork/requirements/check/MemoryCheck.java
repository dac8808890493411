package io.groundwork.requirements.check;

import io.groundwork.facts.FactSource;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Memory. A machine tells less than what is plugged in, by what its firmware and kernel keep from
 * the start; the tolerance in the data is for that.
 */
record MemoryCheck(Tables tables, SizeFigure figure) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "memory",
          List.of("size", "tolerance_percent"),
          (tables, figures, problems) ->
              SizeFigure.load(tables, figures, problems)
                  .map(figure -> new MemoryCheck(tables, figure)));

  private static final Snippet.Call CALL = Snippet.resource(FactSource.class, "memory.sh").call();
  private static final Pattern TOTAL = Pattern.compile("MemTotal: (\\d{1,15}) kB");

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL, Limits.CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "grep MemTotal /proc/meminfo";
  }

  @Override
  public String wanted(HostInfo host) {
    return tables.sum(figure.name(), host).show(MemoryCheck::gb);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    long total = readings.get(CALL, MemoryCheck::total);
    Limits limits = readings.find(Limits.CALL, Limits::parse).orElse(Limits.NONE);
    long usable = Math.min(total, limits.memory().orElse(total));
    List<String> notes = new ArrayList<>();
    if (usable < total) {
      notes.add("its control group limits it; the machine has " + Bytes.memory(total));
    }
    summed(host, notes);
    Amounts wanted = tables.sum(figure.name(), host);
    return new Verdict.Reaches(
        wanted.reached(Bytes.gib(usable), figure.tolerancePercent()),
        Bytes.memory(usable),
        String.join("; ", notes),
        Optional.of(new Gauge(Bytes.gib(usable), wanted, "GB")));
  }

  /**
   * How far the document lets figures be summed: it asks for the sum of the databases that share a
   * host, and gives no figure for any one of them.
   */
  private void summed(HostInfo host, List<String> notes) {
    List<Column> columns =
        tables.rolesOf(host).stream().map(Role::column).distinct().sorted().toList();
    if (columns.size() > 1) {
      notes.add(
          "summed: "
              + columns.stream()
                  .map(
                      column ->
                          tables.size(figure.name(), column).orElseThrow().show(MemoryCheck::gb)
                              + " for the "
                              + column.word()
                              + " server")
                  .collect(Collectors.joining(" + ")));
    }
    List<String> stores =
        Stream.of("postgresql", "mongodb").filter(host.roles()::contains).toList();
    if (stores.size() > 1) {
      notes.add(
          "PostgreSQL and MongoDB share it: their memory adds up, and the document gives one figure"
              + " for all stores of a control server together");
    }
  }

  private static String gb(int gigabytes) {
    return gigabytes + " GB";
  }

  private static long total(Reading reading) {
    for (String line : Lines.of(reading.state())) {
      Matcher matcher = TOTAL.matcher(line);
      if (matcher.matches()) {
        return Math.multiplyExact(Lines.number(matcher.group(1)), 1024L);
      }
    }
    throw new IllegalArgumentException("no MemTotal in kB");
  }
}
