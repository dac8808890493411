package io.groundwork.requirements.check;

import io.groundwork.facts.Topology;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Cores and threads of the processor. */
record ProcessorCheck(Amounts cores, Amounts threads) implements Check {

  static final CheckKind KIND =
      new CheckKind("processor", List.of("minimum", "recommended"), ProcessorCheck::load);

  private static final Snippet.Call TOPOLOGY = Topology.call();

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    List<String> keys = List.of("cores", "threads");
    if (figures.required("minimum").isEmpty() || figures.required("recommended").isEmpty()) {
      return Optional.empty();
    }
    Fields minimum =
        Fields.of(figures.node("minimum").orElseThrow(), "the minimum", keys, problems);
    Fields recommended =
        Fields.of(figures.node("recommended").orElseThrow(), "what is recommended", keys, problems);
    Optional<Amounts> cores = amounts(minimum, recommended, "cores");
    Optional<Amounts> threads = amounts(minimum, recommended, "threads");
    return cores.isEmpty() || threads.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProcessorCheck(cores.get(), threads.get()));
  }

  private static Optional<Amounts> amounts(Fields minimum, Fields recommended, String key) {
    minimum.required(key);
    recommended.required(key);
    OptionalInt least = minimum.integer(key, 1, 4096);
    OptionalInt more = recommended.integer(key, least.orElse(1), 4096);
    return least.isPresent() && more.isPresent()
        ? Optional.of(new Amounts(least.getAsInt(), more.getAsInt()))
        : Optional.empty();
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(TOPOLOGY);
  }

  @Override
  public String command(HostInfo host) {
    return "lscpu";
  }

  @Override
  public String wanted(HostInfo host) {
    return show(cores.minimum(), threads.minimum())
        + " (minimum), "
        + show(cores.recommended(), threads.recommended())
        + " (recommended)";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Topology topology = readings.get(TOPOLOGY, Topology::parse);
    int seen = topology.threads();
    if (topology.cores().isEmpty()) {
      return new Verdict.Unknown(
          seen + " threads", "the kernel does not tell which of them share a core");
    }
    int physical = topology.cores().getAsInt();
    Reached byCores = cores.reached(physical, 0);
    // Without hyper-threading a core does the work that two of its threads would share.
    boolean single = seen == physical;
    Reached byThreads = single ? byCores : threads.reached(seen, 0);
    return new Verdict.Reaches(
        byCores.compareTo(byThreads) < 0 ? byCores : byThreads,
        show(physical, seen),
        single ? "hyper-threading is off or not shown: judged by the cores alone" : "");
  }

  private static String show(int cores, int threads) {
    return cores + " cores / " + threads + " threads";
  }
}
