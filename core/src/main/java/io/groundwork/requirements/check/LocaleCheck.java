package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether services start with UTF-8 as their character set. */
record LocaleCheck() implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "locale", List.of(), (tables, figures, problems) -> Optional.of(new LocaleCheck()));

  private static final Snippet.Call CALL = Snippet.resource(LocaleCheck.class, "locale.sh").call();
  private static final Pattern SETTING =
      Pattern.compile("setting \\S+ ((?:LANG|LC_ALL|LC_CTYPE)=\\S*)");

  private record Answer(List<String> settings, boolean available) {}

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "cat /etc/locale.conf /etc/default/locale; locale -a";
  }

  @Override
  public String wanted(HostInfo host) {
    return "a UTF-8 locale, such as LANG=C.UTF-8";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Answer answer = readings.get(CALL, LocaleCheck::parse);
    String measured =
        answer.settings().isEmpty() ? "none set" : String.join(", ", answer.settings());
    boolean utf8 =
        !answer.settings().isEmpty() && answer.settings().stream().allMatch(LocaleCheck::isUtf8);
    if (utf8) {
      return new Verdict.Met(measured, "");
    }
    return new Verdict.NotMet(
        measured,
        answer.available()
            ? "databases that are made without one keep bytes, not letters"
            : "and no UTF-8 locale is installed");
  }

  private static boolean isUtf8(String setting) {
    return setting.toLowerCase(Locale.ROOT).matches(".*utf-?8.*");
  }

  private static Answer parse(Reading reading) {
    List<String> settings = new ArrayList<>();
    boolean available = false;
    for (String line : Lines.of(reading.state())) {
      if (line.strip().equals("available")) {
        available = true;
        continue;
      }
      String setting =
          Lines.match(SETTING, line.strip()).group(1).replace("\"", "").replace("'", "");
      if (!setting.endsWith("=") && !settings.contains(setting)) {
        settings.add(setting);
      }
    }
    return new Answer(settings, available);
  }
}
