package io.groundwork.requirements.check;

import com.google.common.base.Splitter;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A host's processors, by the first of them.
 *
 * @param model its name; empty where it is not told
 * @param flags what it can do, in the kernel's words; empty where it is no x86
 * @param stolen the share of time since the start that a hypervisor gave to others, 0 to 1; empty
 *     where it is not told
 */
record Cpu(String model, Optional<Set<String>> flags, OptionalDouble stolen) {

  static final Snippet.Call CALL = Snippet.resource(Cpu.class, "cpu.sh").call();

  private static final Splitter SPACES = Splitter.on(' ').omitEmptyStrings().trimResults();
  private static final int STEAL = 7;

  static Cpu parse(Reading reading) {
    String model = "";
    Optional<Set<String>> flags = Optional.empty();
    OptionalDouble stolen = OptionalDouble.empty();
    for (String line : Lines.of(reading.state())) {
      int space = line.indexOf(' ');
      String key = space < 0 ? line : line.substring(0, space);
      String value = space < 0 ? "" : line.substring(space + 1).strip();
      switch (key) {
        case "model" -> model = value.replaceAll("\\s+", " ");
        case "flags" -> flags = Optional.of(Set.copyOf(SPACES.splitToList(value)));
        case "features" -> {}
        case "stat" -> stolen = stolen(SPACES.splitToList(value));
        default -> throw Lines.unexpected(line);
      }
    }
    return new Cpu(model, flags, stolen);
  }

  /** The times of guests, which come last, are within the user's already. */
  private static OptionalDouble stolen(List<String> words) {
    if (words.size() <= STEAL) {
      return OptionalDouble.empty();
    }
    long total = words.stream().limit(STEAL + 1).mapToLong(Lines::number).sum();
    return total == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) Lines.number(words.get(STEAL)) / total);
  }
}
