package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What manages packages and services, and SELinux. */
final class SoftwareFacts {

  static final FactSource SOURCE =
      FactSource.of("software", List.of("pkg_mgr", "service_mgr", "selinux"), SoftwareFacts::facts);

  private static final Pattern LINE = Pattern.compile("(pkg_mgr|service_mgr|selinux) (.+)");

  private SoftwareFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      Matcher matcher = Lines.match(LINE, line);
      seen.put(matcher.group(1), matcher.group(2));
    }
    return Map.of(
        "pkg_mgr", required(seen, "pkg_mgr"),
        "service_mgr", required(seen, "service_mgr"),
        "selinux", selinux(seen.getOrDefault("selinux", "")));
  }

  private static String required(Map<String, String> seen, String name) {
    if (!seen.containsKey(name)) {
      throw new IllegalArgumentException("the host tells no " + name);
    }
    return seen.get(name);
  }

  private static Map<String, Object> selinux(String enforce) {
    return switch (enforce) {
      case "" -> Map.of("status", "disabled");
      case "1" -> Map.of("status", "enabled", "mode", "enforcing");
      case "0" -> Map.of("status", "enabled", "mode", "permissive");
      default -> throw Lines.unexpected("selinux " + enforce);
    };
  }
}
