package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether the processor is the one that the document's figures are for. How others compare is not
 * in their name.
 */
record CpuModelCheck(String model) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "cpu_model",
          List.of("model"),
          (tables, figures, problems) -> figures.requiredText("model").map(CpuModelCheck::new));

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Cpu.CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "grep -m 1 'model name' /proc/cpuinfo";
  }

  @Override
  public String wanted(HostInfo host) {
    return model + " or equivalent in performance";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Cpu cpu = readings.get(Cpu.CALL, Cpu::parse);
    if (cpu.model().isEmpty()) {
      throw new UnreadableException("the kernel does not tell the processor's name");
    }
    String seen = cpu.model().toLowerCase(Locale.ROOT);
    if (seen.matches(".*\\b" + Pattern.quote(model.toLowerCase(Locale.ROOT)) + "\\b.*")) {
      return new Verdict.Met(cpu.model(), "the reference itself");
    }
    return new Verdict.Unknown(
        cpu.model(),
        "how it compares with the reference is not in its name: ask the provider for a published"
            + " benchmark of both, per core");
  }
}
