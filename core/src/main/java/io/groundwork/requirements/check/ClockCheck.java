package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.facts.Virtualization;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the clock follows a reference, by whichever time service the host has. */
record ClockCheck() implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "time_sync", List.of(), (tables, figures, problems) -> Optional.of(new ClockCheck()));

  private static final Snippet.Call CALL = Snippet.resource(ClockCheck.class, "clock.sh").call();
  private static final Snippet.Call VIRTUALIZATION = Virtualization.call();
  private static final Pattern LINE = Pattern.compile("(timesyncd|timedatectl|chronyc|ntpq) (.+)");

  private record Answer(String tool, boolean synchronised) {}

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL, VIRTUALIZATION);
  }

  @Override
  public String command(HostInfo host) {
    return "timedatectl; chronyc tracking; ntpq -c rv";
  }

  @Override
  public String wanted(HostInfo host) {
    return "synchronised";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<Answer> answers = readings.get(CALL, ClockCheck::parse);
    boolean container =
        readings
            .find(VIRTUALIZATION, Virtualization::parse)
            .map(found -> found.kind() == Virtualization.Kind.CONTAINER)
            .orElse(false);
    Optional<Answer> good = answers.stream().filter(Answer::synchronised).findFirst();
    if (good.isPresent()) {
      return new Verdict.Met(
          "synchronised (" + good.get().tool() + ")",
          container ? "the clock is that of the container's machine" : "");
    }
    if (container) {
      return new Verdict.Unknown(
          "not told", "the clock belongs to the container's machine: look there");
    }
    if (answers.isEmpty()) {
      return new Verdict.Unknown(
          "not told",
          "none of timesyncd, chronyc, ntpq and timedatectl could tell whether it is synchronised");
    }
    return new Verdict.NotMet("not synchronised (" + answers.get(0).tool() + ")", "");
  }

  private static List<Answer> parse(Reading reading) {
    List<Answer> answers = new ArrayList<>();
    for (String line : Lines.of(reading.state())) {
      Matcher matcher = Lines.match(LINE, line.strip());
      answers.add(
          new Answer(matcher.group(1), synchronised(matcher.group(1), matcher.group(2).strip())));
    }
    return answers;
  }

  private static boolean synchronised(String tool, String words) {
    return switch (tool) {
      case "timesyncd", "timedatectl" -> words.equals("yes");
      // Normal, or a leap second is due: all three mean that it follows a reference.
      case "chronyc" -> !words.toLowerCase(Locale.ROOT).startsWith("not sync");
      // 0 to 2 likewise; 3 is the alarm of a clock that follows nothing.
      default -> words.matches("0?[0-2]");
    };
  }
}
