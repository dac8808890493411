package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the host's cores are its own: the time that a hypervisor gave to others. */
record StealCheck(int mostPermille) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "steal_time",
          List.of("most_permille"),
          (tables, figures, problems) -> {
            OptionalInt most = figures.integer("most_permille", 0, 1000);
            return figures.required("most_permille").isPresent() && most.isPresent()
                ? Optional.of(new StealCheck(most.getAsInt()))
                : Optional.empty();
          });

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Cpu.CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "head -n 1 /proc/stat";
  }

  @Override
  public String wanted(HostInfo host) {
    return "at most " + percent(mostPermille / 1000.0) + " of the time stolen";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Cpu cpu = readings.get(Cpu.CALL, Cpu::parse);
    if (cpu.stolen().isEmpty()) {
      throw new UnreadableException("the kernel does not tell the time that was stolen");
    }
    double stolen = cpu.stolen().getAsDouble();
    String measured = percent(stolen) + " since the start";
    return stolen * 1000 > mostPermille
        ? new Verdict.NotMet(measured, "its cores are shared with other virtual machines")
        : new Verdict.Met(measured, "");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
