package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user who reads: with become, the one become. */
final class UserFacts {

  static final FactSource SOURCE =
      FactSource.of("user", List.of("user_id", "user_uid", "user_gid"), UserFacts::facts);

  // A user of a directory service may have blanks in the name.
  private static final Pattern LINE = Pattern.compile("(.+) (\\d{1,10}) (\\d{1,10})");

  private UserFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    Matcher line = Lines.match(LINE, reading.state());
    return Map.of(
        "user_id", line.group(1),
        "user_uid", Lines.number(line.group(2)),
        "user_gid", Lines.number(line.group(3)));
  }
}
