package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Whether the processor is the one that the document's figures are for, or measured to be as fast.
 * How others compare is not in their name.
 *
 * @param packs MB that one core of the reference packs in a second of its time, by estimate
 * @param uncertain by how many percent the reference may be off
 */
record CpuModelCheck(String model, int packs, int uncertain) implements DeepCheck {

  static final CheckKind KIND =
      new CheckKind(
          "cpu_model",
          List.of("model", "packs_mb", "uncertain_percent"),
          (tables, figures, problems) -> {
            figures.required("packs_mb");
            figures.required("uncertain_percent");
            OptionalInt packs = figures.integer("packs_mb", 1, 10_000);
            OptionalInt uncertain = figures.integer("uncertain_percent", 0, 99);
            Optional<String> model = figures.requiredText("model");
            return packs.isPresent() && uncertain.isPresent()
                ? model.map(it -> new CpuModelCheck(it, packs.getAsInt(), uncertain.getAsInt()))
                : Optional.empty();
          });

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Cpu.CALL);
  }

  @Override
  public List<DeepStep> steps(HostInfo host, Readings readings) throws UnreadableException {
    return isReference(readings.get(Cpu.CALL, Cpu::parse)) ? List.of() : List.of(CpuSpeed.STEP);
  }

  @Override
  public String command(HostInfo host) {
    return "grep -m 1 'model name' /proc/cpuinfo; seq 1 1250000 | (gzip -6 >/dev/null; times)";
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
    if (isReference(cpu)) {
      return new Verdict.Met(cpu.model(), "the reference itself");
    }
    if (!readings.answers().containsKey(CpuSpeed.STEP.call())) {
      return new Verdict.Unknown(
          cpu.model(),
          "how it compares with the reference is not in its name: measure it with --deep, or ask"
              + " the provider for a published benchmark of both, per core");
    }
    CpuSpeed.Outcome outcome = readings.get(CpuSpeed.STEP.call(), CpuSpeed::parse);
    if (outcome.speed().isEmpty()) {
      return new Verdict.Unknown(cpu.model(), outcome.reason());
    }
    return compared(cpu.model(), outcome.speed().get());
  }

  private Verdict compared(String name, CpuSpeed speed) {
    String measured = name + ": " + speed.show();
    String reference = "the reference is estimated: " + packs + " MB/s ± " + uncertain + " %";
    double percent = 100 * speed.one() / packs;
    if (percent > 100 + uncertain) {
      return new Verdict.Met(measured, reference);
    }
    return percent < 100 - uncertain
        ? new Verdict.NotMet(measured, reference)
        : new Verdict.Unknown(measured, reference + ", so it may be as fast or not");
  }

  private boolean isReference(Cpu cpu) {
    return cpu.model()
        .toLowerCase(Locale.ROOT)
        .matches(".*\\b" + Pattern.quote(model.toLowerCase(Locale.ROOT)) + "\\b.*");
  }
}
