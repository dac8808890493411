package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast the disks of databases and message queue are, as fio measures them.
 *
 * @param roles whose data directories
 * @param reads random reads of 4 KiB a second
 * @param writes random writes of 4 KiB a second
 * @param readMegabytes in sequence, a second
 * @param writeMegabytes in sequence, a second
 */
record DiskSpeedCheck(
    Tables tables,
    List<String> roles,
    Amounts reads,
    Amounts writes,
    Amounts readMegabytes,
    Amounts writeMegabytes)
    implements DeepCheck {

  static final CheckKind KIND =
      new CheckKind(
          "disk_speed",
          List.of("roles", "read_iops", "write_iops", "read_mb", "write_mb"),
          DiskSpeedCheck::load);

  private static final int LARGEST = 100_000_000;

  DiskSpeedCheck {
    roles = List.copyOf(roles);
  }

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    figures.required("roles");
    List<Optional<Amounts>> amounts = new ArrayList<>();
    for (String key : List.of("read_iops", "write_iops", "read_mb", "write_mb")) {
      amounts.add(amounts(figures, key, problems));
    }
    if (amounts.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        new DiskSpeedCheck(
            tables,
            figures.texts("roles"),
            amounts.get(0).get(),
            amounts.get(1).get(),
            amounts.get(2).get(),
            amounts.get(3).get()));
  }

  private static Optional<Amounts> amounts(Fields figures, String key, Problems problems) {
    if (!figures.has(key)) {
      return Optional.of(new Amounts(0, 0));
    }
    Fields tiers =
        Fields.of(
            figures.node(key).orElseThrow(),
            "the figure " + key,
            List.of("minimum", "recommended"),
            problems);
    OptionalInt minimum = tiers.integer("minimum", 0, LARGEST);
    OptionalInt recommended = tiers.integer("recommended", 0, LARGEST);
    return minimum.isEmpty() || recommended.isEmpty() || recommended.getAsInt() < minimum.getAsInt()
        ? Optional.empty()
        : Optional.of(new Amounts(minimum.getAsInt(), recommended.getAsInt()));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Storage.call(DataDirectories.of(tables, host)));
  }

  @Override
  public List<DeepStep> steps(HostInfo host, Readings readings) throws UnreadableException {
    return List.copyOf(FioRun.steps(tables, roles, host, readings).values());
  }

  @Override
  public String command(HostInfo host) {
    return "fio --name=x --filename=DIRECTORY/x --size=1G --rw=randread --bs=4k --numjobs=4"
        + " --iodepth=32 --ioengine=libaio --direct=1 --time_based --runtime=5 --group_reporting";
  }

  @Override
  public String wanted(HostInfo host) {
    List<String> wanted = new ArrayList<>();
    add(wanted, reads, "read IOPS (4K random)");
    add(wanted, writes, "write IOPS (4K random)");
    add(wanted, readMegabytes, "MB/s read (512K sequential)");
    add(wanted, writeMegabytes, "MB/s write (512K sequential)");
    return String.join(", ", wanted);
  }

  private static void add(List<String> wanted, Amounts amounts, String unit) {
    if (amounts.recommended() > 0) {
      wanted.add(amounts.show(figure -> String.format(Locale.ROOT, "%,d", figure)) + " " + unit);
    }
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Map<String, DeepStep> steps = FioRun.steps(tables, roles, host, readings);
    Reached worst = Reached.RECOMMENDED;
    List<String> shown = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Map.Entry<String, DeepStep> step : steps.entrySet()) {
      FioRun.Outcome outcome = readings.measured(step.getValue(), FioRun::parse);
      if (outcome.run().isEmpty()) {
        reasons.add(step.getKey() + ": " + outcome.reason());
        continue;
      }
      FioRun run = outcome.run().get();
      shown.add(run.show() + " on " + step.getKey());
      if (!run.direct()) {
        reasons.add(
            step.getKey() + ": its file system has no O_DIRECT, so the cache was measured too");
        continue;
      }
      for (Reached reached :
          List.of(
              reads.reached(run.reads(), 0),
              writes.reached(run.writes(), 0),
              readMegabytes.reached(run.readMegabytes(), 0),
              writeMegabytes.reached(run.writeMegabytes(), 0))) {
        worst = reached.compareTo(worst) < 0 ? reached : worst;
      }
    }
    String measured = shown.isEmpty() ? "not measured" : String.join("; ", shown);
    return worst != Reached.BELOW && !reasons.isEmpty()
        ? new Verdict.Unknown(measured, String.join("; ", reasons))
        : new Verdict.Reaches(worst, measured, String.join("; ", reasons));
  }
}
