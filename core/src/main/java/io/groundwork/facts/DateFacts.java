package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host's clock when it was read. As in Ansible, every part is a text. */
final class DateFacts {

  static final FactSource SOURCE = FactSource.of("date", List.of("date_time"), DateFacts::facts);

  private static final Pattern LINE = Pattern.compile("(\\d{1,12}) (\\S+) ([+-]\\d{4})");

  private DateFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    Matcher line = Lines.match(LINE, reading.state());
    Instant now = Instant.ofEpochSecond(Lines.number(line.group(1)));
    OffsetDateTime local = now.atOffset(ZoneOffset.of(line.group(3)));
    return Map.of(
        "date_time",
        Map.of(
            "epoch", line.group(1),
            "iso8601", now.truncatedTo(ChronoUnit.SECONDS).toString(),
            "date", form("yyyy-MM-dd", local),
            "time", form("HH:mm:ss", local),
            "tz", line.group(2),
            "tz_offset", line.group(3)));
  }

  private static String form(String pattern, OffsetDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }
}
