package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Into how many NUMA nodes the host's memory is divided. */
record NumaCheck(int most) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "numa_nodes",
          List.of("most"),
          (tables, figures, problems) ->
              figures.required("most").isEmpty()
                  ? Optional.empty()
                  : Optional.of(new NumaCheck(figures.integer("most", 1, 1024).orElse(1))));

  private static final Snippet.Call CALL = Snippet.resource(NumaCheck.class, "numa.sh").call();
  private static final Pattern NODE = Pattern.compile("node \\d{1,5} (\\d{1,15})");

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "grep MemTotal /sys/devices/system/node/node*/meminfo";
  }

  @Override
  public String wanted(HostInfo host) {
    return most == 1 ? "1 NUMA node" : "at most " + most + " NUMA nodes";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    long nodes = readings.get(CALL, NumaCheck::nodes);
    String measured = nodes + (nodes == 1 ? " NUMA node" : " NUMA nodes");
    return nodes > most
        ? new Verdict.NotMet(measured, "memory may fill unevenly")
        : new Verdict.Met(measured, "");
  }

  /** Nodes with memory of their own; a kernel that knows no nodes has one. */
  private static long nodes(Reading reading) {
    if (reading.state().equals("none")) {
      return 1;
    }
    long nodes =
        Lines.of(reading.state()).stream()
            .filter(line -> Lines.number(Lines.match(NODE, line).group(1)) > 0)
            .count();
    return Math.max(1, nodes);
  }
}
