package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a kernel setting, or a limit of the first process, lies within bounds. */
record KernelSettingCheck(String key, int least, int most) implements Check {

  static final CheckKind KIND =
      new CheckKind("kernel_setting", List.of("key", "least", "most"), KernelSettingCheck::load);

  private static final int LARGEST = 999_999_999;

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    OptionalInt least = figures.integer("least", 0, LARGEST);
    OptionalInt most = figures.integer("most", 0, LARGEST);
    return figures
        .requiredText("key")
        .map(key -> new KernelSettingCheck(key, least.orElse(0), most.orElse(Integer.MAX_VALUE)));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(KernelSettings.call(List.of(key)));
  }

  @Override
  public String command(HostInfo host) {
    return key.startsWith("limits.") ? "cat /proc/1/limits" : "sysctl " + key;
  }

  @Override
  public String wanted(HostInfo host) {
    return most == Integer.MAX_VALUE
        ? key + " at least " + least
        : least == 0 ? key + " at most " + most : key + " from " + least + " to " + most;
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    KernelSettings settings = readings.get(calls(host).get(0), KernelSettings::parse);
    long value = settings.number(key);
    String measured = value == Long.MAX_VALUE ? "without limit" : Long.toString(value);
    boolean within = value >= least && (most == Integer.MAX_VALUE || value <= most);
    return within ? new Verdict.Met(measured, "") : new Verdict.NotMet(measured, "");
  }
}
