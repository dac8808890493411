package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the ports that a host's roles need are free, or held by the products themselves. */
public record PortsCheck(List<Port> ports) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "ports_free",
          List.of(),
          (tables, figures, problems) -> Optional.of(new PortsCheck(tables.ports())));

  public PortsCheck {
    ports = List.copyOf(ports);
  }

  /** What became of one port. */
  private enum State {
    FREE,
    OWN,
    TAKEN,
    HIDDEN
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Listeners.CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "ss -ltnp";
  }

  @Override
  public String wanted(HostInfo host) {
    return "free, or held by the product itself: " + numbers(needed(host).keySet());
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Listeners listeners = readings.get(Listeners.CALL, Listeners::parse);
    List<String> taken = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    List<String> own = new ArrayList<>();
    SortedMap<Integer, TreeSet<String>> needed = needed(host);
    for (Map.Entry<Integer, TreeSet<String>> port : needed.entrySet()) {
      String holder = holder(listeners, port.getKey());
      switch (state(listeners, port.getKey(), port.getValue())) {
        case FREE -> {}
        case OWN -> own.add(port.getKey() + " by " + holder);
        case TAKEN -> taken.add(port.getKey() + " by " + holder);
        case HIDDEN -> hidden.add(port.getKey().toString());
      }
    }
    if (!taken.isEmpty()) {
      return new Verdict.NotMet("held: " + String.join(", ", taken), "");
    }
    if (!hidden.isEmpty()) {
      return new Verdict.Unknown(
          "held: " + String.join(", ", hidden),
          listeners.root()
              ? "which process holds them is not shown: ss is missing or shows no names"
              : "which process holds them is shown to root only: check with become");
    }
    if (own.isEmpty()) {
      return new Verdict.Met("all " + needed.size() + " free", "");
    }
    return new Verdict.Met(
        "free, or held by the product itself: " + String.join(", ", own), "already installed");
  }

  /** Who holds a port, if that was read and is shown. */
  public static Optional<String> holder(Readings readings, int port) {
    return readings
        .find(Listeners.CALL, Listeners::parse)
        .map(listeners -> holder(listeners, port))
        .filter(name -> !name.isEmpty());
  }

  /** The ports a host needs, with the processes that may hold them. */
  private SortedMap<Integer, TreeSet<String>> needed(HostInfo host) {
    SortedMap<Integer, TreeSet<String>> needed = new TreeMap<>();
    for (Port port : ports) {
      if (port.usedBy(host)) {
        needed
            .computeIfAbsent(port.on(host).number(), number -> new TreeSet<>())
            .addAll(port.processes());
      }
    }
    return needed;
  }

  private static State state(Listeners listeners, int port, TreeSet<String> products) {
    List<Listeners.Listener> holders = listeners.on(port);
    if (holders.isEmpty()) {
      return State.FREE;
    }
    if (holders.stream()
        .anyMatch(
            holder ->
                !holder.processes().isEmpty()
                    && holder.processes().stream().noneMatch(products::contains))) {
      return State.TAKEN;
    }
    return holders.stream().anyMatch(holder -> holder.processes().isEmpty())
        ? State.HIDDEN
        : State.OWN;
  }

  private static String holder(Listeners listeners, int port) {
    return listeners.on(port).stream()
        .flatMap(listener -> listener.processes().stream())
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String numbers(Iterable<Integer> ports) {
    List<String> words = new ArrayList<>();
    ports.forEach(port -> words.add(port.toString()));
    return words.isEmpty() ? "none" : String.join(", ", words);
  }
}
