package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a cluster has so many times the hosts of the control server. That each of them has that
 * server's resources is what the checks of cores, memory and disks say.
 */
record ClusterResourcesCheck(Tables tables, int times) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "cluster_resources",
          List.of("times"),
          (tables, figures, problems) -> {
            OptionalInt times = figures.integer("times", 1, 99);
            return figures.required("times").isPresent() && times.isPresent()
                ? Optional.of(new ClusterResourcesCheck(tables, times.getAsInt()))
                : Optional.empty();
          });

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of();
  }

  @Override
  public String command(HostInfo host) {
    return "groundwork inventory --graph";
  }

  @Override
  public String wanted(HostInfo host) {
    return "at least " + times + " hosts, each with the control server's resources";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) {
    long hosts =
        tables.roles().values().stream()
            .filter(role -> role.column() == Column.CONTROL)
            .flatMap(role -> host.layout().hostsOf(role.name()).stream())
            .distinct()
            .count();
    String measured = hosts + " hosts with control roles";
    return hosts >= times
        ? new Verdict.Met(measured, "what each has is judged by cores, memory and disk size")
        : new Verdict.NotMet(measured, "");
  }
}
