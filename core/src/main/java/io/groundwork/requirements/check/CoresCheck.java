package io.groundwork.requirements.check;

import io.groundwork.facts.Topology;
import io.groundwork.facts.Virtualization;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Physical cores: two threads of one core count once. */
record CoresCheck(Tables tables, SizeFigure figure) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "physical_cores",
          List.of("size", "tolerance_percent"),
          (tables, figures, problems) ->
              SizeFigure.load(tables, figures, problems)
                  .map(figure -> new CoresCheck(tables, figure)));

  private static final Snippet.Call TOPOLOGY = Topology.call();
  private static final Snippet.Call VIRTUALIZATION = Virtualization.call();

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(TOPOLOGY, VIRTUALIZATION, Limits.CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "grep -E 'processor|physical id|core id' /proc/cpuinfo";
  }

  @Override
  public String wanted(HostInfo host) {
    return tables.size(figure.name(), host).show(cores -> cores + " cores");
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Topology topology = readings.get(TOPOLOGY, Topology::parse);
    int threads = topology.threads();
    if (topology.cores().isEmpty()) {
      return new Verdict.Unknown(
          threads + " threads", "the kernel does not tell which of them share a core");
    }
    int cores = topology.cores().getAsInt();
    List<String> notes = new ArrayList<>();
    readings.find(VIRTUALIZATION, Virtualization::parse).ifPresent(found -> say(found, notes));
    Limits limits = readings.find(Limits.CALL, Limits::parse).orElse(Limits.NONE);
    double share = Math.min(cores, limits.processors().orElse(cores));
    if (share < cores) {
      notes.add(
          String.format(Locale.ROOT, "its control group may use %.1f processors' time", share));
    }
    Amounts wanted = tables.size(figure.name(), host);
    return new Verdict.Reaches(
        wanted.reached(share, figure.tolerancePercent()),
        count(cores, "core") + " / " + count(threads, "thread"),
        String.join("; ", notes),
        Optional.of(new Gauge(share, wanted, "cores")));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static void say(Virtualization found, List<String> notes) {
    switch (found.kind()) {
      case VIRTUAL_MACHINE ->
          notes.add(
              "a virtual machine ("
                  + found.type()
                  + ") cannot see whether its cores are dedicated physical ones: ask the provider");
      case CONTAINER ->
          notes.add("a container (" + found.type() + ") shows the processors of its machine");
      case MACHINE -> {}
    }
  }
}
