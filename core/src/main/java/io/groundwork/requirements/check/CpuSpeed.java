package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a processor packs a fixed text.
 *
 * @param one MB in a second of processor time, by one core alone: the median of three
 * @param all the same by each core while all do, the median
 * @param cores how many did
 * @param stolen the share of the time that a hypervisor took meanwhile
 */
record CpuSpeed(double one, double all, int cores, double stolen) {

  static final DeepStep STEP =
      new DeepStep(
          "packing on the processor",
          Duration.ofSeconds(3),
          0,
          Snippet.resource(CpuSpeed.class, "cpu-speed.sh").call());

  private static final double MEGABYTES = 8.888896;
  private static final Pattern TIME = Pattern.compile("(\\d{1,3})m(\\d{1,2}\\.\\d{1,6})s");
  private static final Pattern ROUND =
      Pattern.compile("(one|all) (?:(cut)|(" + TIME + ") (" + TIME + "))");
  private static final Pattern TICKS = Pattern.compile("ticks (\\d{1,18}) (\\d{1,18})");
  private static final Pattern NONE = Pattern.compile("none (.*)");

  /** What came of it: a speed, or why there is none. */
  record Outcome(Optional<CpuSpeed> speed, String reason) {}

  static Outcome parse(Reading reading) {
    List<Double> one = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    List<long[]> ticks = new ArrayList<>();
    for (String line : Lines.of(reading.state())) {
      Matcher none = NONE.matcher(line);
      if (none.matches()) {
        return new Outcome(Optional.empty(), none.group(1));
      }
      Matcher tick = TICKS.matcher(line);
      if (tick.matches()) {
        ticks.add(new long[] {Lines.number(tick.group(1)), Lines.number(tick.group(2))});
        continue;
      }
      Matcher round = Lines.match(ROUND, line);
      if (round.group(2) != null) {
        return new Outcome(Optional.empty(), "the measurement was cut: a round took 4 seconds");
      }
      double seconds = seconds(round.group(3)) + seconds(round.group(6));
      if (seconds <= 0) {
        throw new IllegalArgumentException("a round without time: " + line);
      }
      (round.group(1).equals("one") ? one : all).add(MEGABYTES / seconds);
    }
    if (one.size() != 3 || all.isEmpty() || ticks.size() != 2) {
      throw new IllegalArgumentException("it ends too early");
    }
    double passed = Math.max(1, ticks.get(1)[1] - ticks.get(0)[1]);
    double stolen = Math.max(0, ticks.get(1)[0] - ticks.get(0)[0]) / passed;
    return new Outcome(Optional.of(new CpuSpeed(median(one), median(all), all.size(), stolen)), "");
  }

  private static double seconds(String text) {
    Matcher time = Lines.match(TIME, text);
    return 60 * Lines.number(time.group(1)) + Double.parseDouble(time.group(2));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** For people. */
  String show() {
    return String.format(
        Locale.ROOT,
        "packs %.1f MB/s with one core, %.1f with each of %d at once; %.1f %% of the time stolen",
        one,
        all,
        cores,
        stolen * 100);
  }
}
