package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.text.JsonMembers;
import io.groundwork.text.JsonReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fio measured on one file system.
 *
 * @param direct whether it got around the kernel's cache
 * @param reads random reads of 4 KiB a second
 * @param writes random writes of 4 KiB a second
 * @param readMegabytes read in sequence, in MB a second
 * @param writeMegabytes written in sequence, in MB a second
 */
record FioRun(
    boolean direct, double reads, double writes, double readMegabytes, double writeMegabytes) {

  private static final Snippet SNIPPET = Fetching.snippet("fio.sh");
  private static final int SECONDS = 5;
  private static final int MEGABYTES = 1024;
  private static final Duration ESTIMATE = Duration.ofSeconds(4 * SECONDS + 10);
  private static final Pattern SHORT = Pattern.compile("short (\\d{1,18}) (\\d{1,18})");
  private static final Pattern NONE = Pattern.compile("none (.*)");
  private static final Pattern RUN = Pattern.compile("run ([a-z]{4,9}) ([01])");

  /** The measurement, in a file in that directory. */
  static DeepStep step(String place, String subject, HostInfo host) {
    return new DeepStep(
        "fio on " + subject,
        ESTIMATE,
        MEGABYTES * (1L << 20),
        SNIPPET.call(
            place, Integer.toString(SECONDS), Integer.toString(MEGABYTES), Fetching.allowed(host)));
  }

  /**
   * One step for each file system that keeps data of these roles, by where it is mounted.
   *
   * @throws UnreadableException when the host does not tell where they are
   */
  static Map<String, DeepStep> steps(
      Tables tables, List<String> roles, HostInfo host, Readings readings)
      throws UnreadableException {
    Storage storage = readings.get(Storage.call(DataDirectories.of(tables, host)), Storage::parse);
    Map<String, DeepStep> steps = new LinkedHashMap<>();
    for (Role role : tables.rolesOf(host)) {
      if (!roles.contains(role.name())) {
        continue;
      }
      for (String directory : role.directories()) {
        String place = storage.place(directory);
        String point = storage.mountOf(place).map(Storage.Mount::point).orElse(place);
        steps.computeIfAbsent(point, any -> step(place, point, host));
      }
    }
    return steps;
  }

  /**
   * Takes apart what the snippet printed.
   *
   * @return empty with a reason where nothing was measured
   */
  static Outcome parse(Reading reading) {
    Map<String, JsonMembers> runs = new LinkedHashMap<>();
    boolean direct = true;
    List<String> json = new ArrayList<>();
    Optional<String> name = Optional.empty();
    for (String line : Lines.of(reading.state())) {
      Matcher shortage = SHORT.matcher(line);
      if (shortage.matches()) {
        return Outcome.none(
            "too little room: "
                + Bytes.disk(Lines.number(shortage.group(1)))
                + " free, the test wants "
                + Bytes.disk(Lines.number(shortage.group(2))));
      }
      Matcher none = NONE.matcher(line);
      if (none.matches()) {
        return Outcome.none(none.group(1).strip());
      }
      if (name.isPresent() && line.equals("end")) {
        runs.put(name.get(), new JsonMembers(JsonReader.object(String.join("\n", json))));
        name = Optional.empty();
        json.clear();
      } else if (name.isPresent()) {
        json.add(line);
      } else {
        Matcher run = Lines.match(RUN, line);
        name = Optional.of(run.group(1));
        direct &= run.group(2).equals("1");
      }
    }
    return new Outcome(
        Optional.of(
            new FioRun(
                direct,
                operations(runs, "randread", "read"),
                operations(runs, "randwrite", "write"),
                megabytes(runs, "read"),
                megabytes(runs, "write"))),
        "");
  }

  /** What came of it: a run, or why there is none. */
  record Outcome(Optional<FioRun> run, String reason) {
    private static Outcome none(String reason) {
      return new Outcome(Optional.empty(), reason);
    }
  }

  private static double operations(Map<String, JsonMembers> runs, String run, String way) {
    return jobs(runs, run, way).stream()
        .map(job -> job.decimal("iops"))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  private static double megabytes(Map<String, JsonMembers> runs, String run) {
    return jobs(runs, run, run).stream()
        .map(FioRun::bytes)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .movePointLeft(6)
        .doubleValue();
  }

  /** Before fio 3 there was no bw_bytes, only bw in KiB a second. */
  private static BigDecimal bytes(JsonMembers job) {
    return job.names().contains("bw_bytes")
        ? job.decimal("bw_bytes")
        : job.decimal("bw").multiply(BigDecimal.valueOf(1024));
  }

  private static List<JsonMembers> jobs(Map<String, JsonMembers> runs, String run, String way) {
    JsonMembers all = runs.get(run);
    if (all == null) {
      throw new IllegalArgumentException("no result of " + run);
    }
    return all.objects("jobs").map(job -> job.object(way)).toList();
  }

  String show() {
    return String.format(
        Locale.ROOT,
        "4K random %,.0f read / %,.0f write IOPS, 512K sequential %,.0f read / %,.0f write MB/s",
        reads,
        writes,
        readMegabytes,
        writeMegabytes);
  }
}
