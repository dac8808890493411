package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generation of the memory modules, as the firmware tells it. */
record MemoryTypeCheck(int generation) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "memory_type",
          List.of("ddr"),
          (tables, figures, problems) -> {
            OptionalInt ddr = figures.integer("ddr", 1, 99);
            return figures.required("ddr").isPresent() && ddr.isPresent()
                ? Optional.of(new MemoryTypeCheck(ddr.getAsInt()))
                : Optional.empty();
          });

  private static final Snippet.Call CALL =
      Snippet.resource(MemoryTypeCheck.class, "memory_type.sh").call();
  private static final Pattern LINE = Pattern.compile("type (.+)");
  private static final Pattern DDR = Pattern.compile("(?:LP)?DDR([0-9]{1,2})?\\b.*");

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "dmidecode -q -t 17 | grep Type:";
  }

  @Override
  public String wanted(HostInfo host) {
    return "DDR" + generation + " or later";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<String> types = readings.get(CALL, MemoryTypeCheck::types);
    if (types.isEmpty()) {
      throw new UnreadableException("the firmware lists no memory modules");
    }
    String measured = String.join(", ", types);
    if (types.stream().anyMatch(type -> !DDR.matcher(type).matches())) {
      return new Verdict.Unknown(
          measured, "a hypervisor does not tell the modules of its machine: ask the provider");
    }
    return types.stream().allMatch(type -> generation(type) >= generation)
        ? new Verdict.Met(measured, "")
        : new Verdict.NotMet(measured, "");
  }

  private static int generation(String type) {
    Matcher ddr = DDR.matcher(type);
    return ddr.matches() && ddr.group(1) != null ? Integer.parseInt(ddr.group(1)) : 1;
  }

  /** Each kind once; empty slots tell "Unknown". */
  private static List<String> types(Reading reading) {
    return Lines.of(reading.state()).stream()
        .map(line -> Lines.match(LINE, line.strip()).group(1).strip())
        .filter(type -> !type.equals("Unknown"))
        .distinct()
        .sorted()
        .toList();
  }
}
