package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory in MiB, rounded down; of a container, what its machine has. */
final class MemoryFacts {

  static final FactSource SOURCE =
      FactSource.of(
          "memory",
          List.of("memtotal_mb", "memfree_mb", "swaptotal_mb", "swapfree_mb"),
          MemoryFacts::facts);

  private static final Pattern LINE = Pattern.compile("([A-Za-z]+): ([0-9]{1,18}) kB");

  private MemoryFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      Matcher matcher = Lines.match(LINE, line);
      String name = matcher.group(1).toLowerCase(Locale.ROOT) + "_mb";
      sizes.put(name, Lines.number(matcher.group(2)) / 1024);
    }
    if (!sizes.keySet().equals(Set.copyOf(SOURCE.provides()))) {
      throw new IllegalArgumentException("/proc/meminfo tells only " + sizes.keySet());
    }
    return sizes;
  }
}
