package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast something comes from an internet address that the operator names.
 *
 * @param megabits a second
 */
record InternetSpeedCheck(Amounts megabits) implements DeepCheck {

  static final CheckKind KIND =
      new CheckKind(
          "internet_speed", List.of("minimum_mbit", "recommended_mbit"), InternetSpeedCheck::load);

  private static final Snippet SNIPPET = Snippet.resource(InternetSpeedCheck.class, "download.sh");
  private static final int SECONDS = 8;
  private static final Pattern GOT =
      Pattern.compile("got (\\d{1,15}) (-?\\d{1,6}\\.\\d{3}) (\\d{1,3}) (\\d{3})");
  private static final Pattern FAILED = Pattern.compile("failed (.*)");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s'\"]+");

  /** Downloads shorter than this tell more of the start than of the line. */
  private static final double SHORTEST = 0.5;

  private record Download(Optional<Double> megabits, String reason) {}

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    figures.required("minimum_mbit");
    figures.required("recommended_mbit");
    OptionalInt minimum = figures.integer("minimum_mbit", 1, 1_000_000);
    OptionalInt recommended = figures.integer("recommended_mbit", 1, 1_000_000);
    return minimum.isPresent()
            && recommended.isPresent()
            && minimum.getAsInt() <= recommended.getAsInt()
        ? Optional.of(
            new InternetSpeedCheck(new Amounts(minimum.getAsInt(), recommended.getAsInt())))
        : Optional.empty();
  }

  private static Optional<String> target(HostInfo host) {
    return host.settings()
        .text(Settings.INTERNET_TARGET)
        .filter(target -> ADDRESS.matcher(target).matches());
  }

  private static DeepStep step(String target) {
    return new DeepStep(
        "download from " + target,
        Duration.ofSeconds(SECONDS),
        0,
        SNIPPET.call(target, Integer.toString(SECONDS)));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of();
  }

  @Override
  public List<DeepStep> steps(HostInfo host, Readings readings) {
    return target(host).map(InternetSpeedCheck::step).stream().toList();
  }

  @Override
  public String command(HostInfo host) {
    return "curl -o /dev/null -m " + SECONDS + " " + target(host).orElse("URL");
  }

  @Override
  public String wanted(HostInfo host) {
    return megabits.show(figure -> figure + " Mbit/s");
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Optional<String> target = target(host);
    if (target.isEmpty()) {
      return new Verdict.Unknown(
          "not measured",
          "no address to load from is named: --deep --internet-target URL of a large file");
    }
    Download download = readings.measured(step(target.get()), InternetSpeedCheck::parse);
    if (download.megabits().isEmpty()) {
      return new Verdict.Unknown("not measured", download.reason());
    }
    double speed = download.megabits().get();
    return new Verdict.Reaches(
        megabits.reached(speed, 0),
        String.format(Locale.ROOT, "%,.0f Mbit/s from %s", speed, target.get()),
        "the other end may be the slower one");
  }

  private static Download parse(Reading reading) {
    String line = String.join(" ", Lines.of(reading.state()));
    if (line.equals("none")) {
      return new Download(Optional.empty(), "there is neither curl nor wget to load with");
    }
    Matcher failed = FAILED.matcher(line);
    if (failed.matches()) {
      return new Download(Optional.empty(), failed.group(1));
    }
    Matcher got = Lines.match(GOT, line);
    double seconds = Double.parseDouble(got.group(2));
    if (!got.group(4).startsWith("2")) {
      return new Download(Optional.empty(), "the address answered with status " + got.group(4));
    }
    if (seconds < SHORTEST) {
      return new Download(
          Optional.empty(), "what is there is too small to measure by: name a larger file");
    }
    return new Download(Optional.of(Lines.number(got.group(1)) * 8 / 1e6 / seconds), "");
  }
}
