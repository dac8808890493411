package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the processor has instructions that a product is built with. */
record CpuFlagsCheck(List<String> flags) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "cpu_flags",
          List.of("flags"),
          (tables, figures, problems) ->
              figures.required("flags").isEmpty()
                  ? Optional.empty()
                  : Optional.of(new CpuFlagsCheck(figures.texts("flags"))));

  CpuFlagsCheck {
    flags = List.copyOf(flags);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Cpu.CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "grep -ow -m 1 -E '" + String.join("|", flags) + "' /proc/cpuinfo";
  }

  @Override
  public String wanted(HostInfo host) {
    return String.join(", ", flags) + " among the processor's flags";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Cpu cpu = readings.get(Cpu.CALL, Cpu::parse);
    Optional<Set<String>> present = cpu.flags();
    if (present.isEmpty()) {
      return new Verdict.Unknown(
          "no flags", "it is no x86 processor: whether the product's build fits it is not told");
    }
    List<String> missing = flags.stream().filter(flag -> !present.get().contains(flag)).toList();
    return missing.isEmpty()
        ? new Verdict.Met("has " + String.join(", ", flags), "")
        : new Verdict.NotMet(
            "lacks " + String.join(", ", missing),
            "a virtual machine shows what its processor type is set to: often the host has it");
  }
}
