package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container may use of its machine.
 *
 * @param processors how many processors' time; empty for all
 * @param memory bytes; empty for all
 */
record Limits(OptionalDouble processors, OptionalLong memory) {

  static final Snippet.Call CALL = Snippet.resource(Limits.class, "limits.sh").call();
  static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalLong.empty());

  private static final Pattern CPU = Pattern.compile("cpu (max|\\d{1,18}) (\\d{1,18})");
  private static final Pattern MEMORY = Pattern.compile("memory (max|\\d{1,19})");

  static Limits parse(Reading reading) {
    OptionalDouble processors = OptionalDouble.empty();
    OptionalLong memory = OptionalLong.empty();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("cpu ")) {
        Matcher cpu = Lines.match(CPU, line);
        if (!cpu.group(1).equals("max")) {
          processors =
              OptionalDouble.of(
                  (double) Lines.number(cpu.group(1)) / Math.max(1, Lines.number(cpu.group(2))));
        }
        continue;
      }
      String bytes = Lines.match(MEMORY, line).group(1);
      // The older control groups tell "no limit" as a number near the largest there is.
      if (!bytes.equals("max") && bytes.length() <= 18) {
        memory = OptionalLong.of(Lines.number(bytes));
      }
    }
    return new Limits(processors, memory);
  }
}
