package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The names that need the host's resolver. */
final class NameFacts {

  static final FactSource SOURCE =
      FactSource.of("names", List.of("fqdn", "domain"), NameFacts::facts);

  private static final Pattern NAME = Pattern.compile("\\S+");

  private NameFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    String name = Lines.match(NAME, reading.state()).group();
    int dot = name.indexOf('.');
    return Map.of("fqdn", name, "domain", dot < 0 ? "" : name.substring(dot + 1));
  }
}
