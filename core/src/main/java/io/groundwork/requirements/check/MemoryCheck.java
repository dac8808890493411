package io.groundwork.requirements.check;

import io.groundwork.facts.FactSource;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    return tables.size(figure.name(), host).show(gigabytes -> gigabytes + " GB");
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    long total = readings.get(CALL, MemoryCheck::total);
    Limits limits = readings.find(Limits.CALL, Limits::parse).orElse(Limits.NONE);
    long usable = Math.min(total, limits.memory().orElse(total));
    String note =
        usable < total ? "its control group limits it; the machine has " + Bytes.memory(total) : "";
    Amounts wanted = tables.size(figure.name(), host);
    return new Verdict.Reaches(
        wanted.reached(Bytes.gib(usable), figure.tolerancePercent()),
        Bytes.memory(usable),
        note,
        Optional.of(new Gauge(Bytes.gib(usable), wanted, "GB")));
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
