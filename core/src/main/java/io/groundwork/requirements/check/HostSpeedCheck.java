package io.groundwork.requirements.check;

import com.google.common.collect.Iterables;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.text.JsonMembers;
import io.groundwork.text.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a host sends to the others whose services it uses. It takes two hosts to measure, so it
 * is told what came of it.
 *
 * @param megabits a second, at least
 */
public record HostSpeedCheck(Tables tables, int megabits) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "host_speed",
          List.of("megabits"),
          (tables, figures, problems) -> {
            figures.required("megabits");
            OptionalInt megabits = figures.integer("megabits", 1, 10_000_000);
            return megabits.isPresent()
                ? Optional.of(new HostSpeedCheck(tables, megabits.getAsInt()))
                : Optional.empty();
          });

  /** How long a measurement takes. */
  public static final int SECONDS = 4;

  private static final Snippet RECEIVE = Snippet.resource(HostSpeedCheck.class, "receive.sh");
  private static final Snippet SEND = Snippet.resource(HostSpeedCheck.class, "send.sh");
  private static final Snippet CAN = Snippet.resource(HostSpeedCheck.class, "iperf3-can.sh");
  private static final Snippet IPERF_RECEIVE = Fetching.snippet("iperf3-receive.sh");
  private static final Snippet IPERF_SEND = Fetching.snippet("iperf3-send.sh");
  private static final String IPERF = "iperf3\n";
  private static final Pattern PORT = Pattern.compile("port (\\d{1,5})");
  private static final Pattern SENT = Pattern.compile("sent (\\d{1,18}) (\\d{1,6}\\.\\d{3})");
  private static final Pattern WHY = Pattern.compile("(?:none|failed) (.*)");

  /** A port where hosts listen for a measurement when all those of the document are taken. */
  private static final int SPARE = 5201;

  /**
   * What was measured to one other host.
   *
   * @param megabits a second, where it could be measured
   * @param reason why it could not, or what else there is to say
   */
  public record Speed(String target, Optional<Double> megabits, String reason) {

    private static final String BY_PERL =
        "measured with perl, as iperf3 is not on both hosts: between 0.8 and 1.6 times what iperf3"
            + " measures (--deep-install fetches it)";

    /** Not measured, for that reason. */
    public static Speed none(String target, String reason) {
      return new Speed(target, Optional.empty(), reason);
    }
  }

  /** The names of the hosts whose services this one uses, as far as the document says. */
  public List<String> targets(HostInfo host) {
    return tables.ports().stream()
        .filter(port -> port.access().stream().anyMatch(host.roles()::contains))
        .flatMap(port -> host.layout().hostsOf(port.role()).stream())
        .filter(name -> !name.equals(host.name()))
        .distinct()
        .sorted()
        .toList();
  }

  /** Asks whether the host has iperf3, or may fetch it; it prints what {@link #has} reads. */
  public static Snippet.Call asksForIperf3(HostInfo host) {
    return CAN.call(Fetching.allowed(host));
  }

  /** Whether it has. */
  public static boolean has(Reading reading) {
    return reading.state().strip().equals("yes");
  }

  /**
   * Has the host wait for a sender; it prints what {@link #port} reads, and goes by itself.
   *
   * @param iperf3 whether with iperf3, as the sender
   */
  public Snippet.Call receive(HostInfo host, String address, boolean iperf3) {
    List<Object> words = new ArrayList<>(List.of(address, Integer.toString(SECONDS + 20)));
    if (iperf3) {
      words.add(Fetching.allowed(host));
    }
    tables.ports().stream()
        .filter(port -> host.roles().contains(port.role()))
        .map(port -> Integer.toString(port.on(host).number()))
        .distinct()
        .forEach(words::add);
    words.add(Integer.toString(SPARE));
    return (iperf3 ? IPERF_RECEIVE : RECEIVE).call(words.toArray());
  }

  /** Sends there; it prints what {@link #speed} reads. */
  public static Snippet.Call send(String address, int port) {
    return SEND.call(address, Integer.toString(port), Integer.toString(SECONDS));
  }

  /** The same with iperf3. */
  public static Snippet.Call sendWithIperf3(HostInfo host, String address, int port) {
    return IPERF_SEND.call(
        address, Integer.toString(port), Integer.toString(SECONDS), Fetching.allowed(host));
  }

  /** The port that is waited on. */
  public static OptionalInt port(Reading reading) {
    Matcher port = PORT.matcher(reading.state().strip());
    return port.matches() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }

  /** The speed that the sender found; without {@code port} or {@code sent}, why there is none. */
  public static Speed speed(String target, Reading reading) {
    String line = reading.state().strip();
    Matcher why = WHY.matcher(line);
    if (why.matches()) {
      return Speed.none(target, why.group(1));
    }
    if (line.startsWith(IPERF)) {
      return new Speed(target, Optional.of(received(line.substring(IPERF.length()))), "");
    }
    Matcher sent = Lines.match(SENT, line);
    double seconds = Math.max(0.001, Double.parseDouble(sent.group(2)));
    double megabits = Lines.number(sent.group(1)) * 8 / 1e6 / seconds;
    return new Speed(target, Optional.of(megabits), Speed.BY_PERL);
  }

  /** What arrived, in megabits a second, as iperf3 tells it. */
  private static double received(String json) {
    return new JsonMembers(JsonReader.object(json))
            .object("end")
            .object("sum_received")
            .decimal("bits_per_second")
            .doubleValue()
        / 1e6;
  }

  /** Judges what was measured from one host. */
  public Verdict verdict(List<Speed> speeds) {
    if (speeds.isEmpty()) {
      return new Verdict.Met("no other host", "it uses no service of another host");
    }
    List<String> shown = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    boolean enough = true;
    for (Speed speed : speeds) {
      if (speed.megabits().isEmpty()) {
        reasons.add(speed.target() + ": " + speed.reason());
        continue;
      }
      if (!speed.reason().isEmpty()) {
        remarks.add(speed.target() + ": " + speed.reason());
      }
      enough &= speed.megabits().get() >= megabits;
      shown.add(
          String.format(
              Locale.ROOT, "%.1f Gbit/s to %s", speed.megabits().get() / 1000, speed.target()));
    }
    String measured = shown.isEmpty() ? "not measured" : String.join(", ", shown);
    String note = String.join("; ", Iterables.concat(reasons, remarks));
    if (!enough) {
      return new Verdict.NotMet(measured, note);
    }
    return reasons.isEmpty()
        ? new Verdict.Met(measured, note)
        : new Verdict.Unknown(measured, note);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of();
  }

  @Override
  public String command(HostInfo host) {
    return "iperf3 -c HOST";
  }

  @Override
  public String wanted(HostInfo host) {
    return String.format(Locale.ROOT, "%.1f Gbit/s to %s", megabits / 1000.0, shown(host));
  }

  private String shown(HostInfo host) {
    List<String> targets = targets(host);
    return targets.isEmpty() ? "the hosts it uses" : String.join(", ", targets);
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) {
    return targets(host).isEmpty()
        ? verdict(List.of())
        : new Verdict.Unknown("not measured", Readings.ONLY_DEEP);
  }
}
