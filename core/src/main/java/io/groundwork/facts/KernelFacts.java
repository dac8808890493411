package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel, and the names that need no resolver. */
final class KernelFacts {

  static final FactSource SOURCE =
      FactSource.of(
          "kernel",
          List.of("system", "kernel", "architecture", "machine", "nodename", "hostname"),
          KernelFacts::facts);

  private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) (\\S+) (\\S+)");

  private KernelFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    Matcher line = Lines.match(LINE, reading.state());
    String node = line.group(2);
    return Map.of(
        "system", line.group(1),
        "nodename", node,
        "hostname", node.split("\\.", 2)[0],
        "kernel", line.group(3),
        "machine", line.group(4),
        "architecture", architecture(line.group(4)));
  }

  private static String architecture(String machine) {
    return machine.matches("i[3456]86") ? "i386" : machine;
  }
}
