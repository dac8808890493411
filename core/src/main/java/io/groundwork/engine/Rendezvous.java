package io.groundwork.engine;

import io.groundwork.engine.Program.Entry;
import io.groundwork.facts.FactSource;
import io.groundwork.inventory.Host;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Keyword;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the walks of a batch of hosts on. Each goes by itself as far as it can; where one has to
 * wait for the others it stops, and when all have stopped or ended, those that stand furthest back
 * are dealt with first. No thread ever waits for another.
 */
final class Rendezvous {

  private final Stage stage;
  private final Crew crew;
  private final List<Walk> walks;
  private final Map<Host, HostRun> runs;
  private boolean endsPlay;

  /**
   * @param runs every host of the run
   */
  Rendezvous(Stage stage, Crew crew, List<Walk> walks, Map<Host, HostRun> runs) {
    this.stage = stage;
    this.crew = crew;
    this.walks = walks;
    this.runs = runs;
  }

  /** Whether no further batch is to follow. */
  boolean endsPlay() {
    return endsPlay;
  }

  /** Runs all walks to their end. */
  void run() {
    crew.each(walks, Walk::run);
    while (!stage.interrupted().getAsBoolean()) {
      Optional<Program.Key> next =
          walks.stream()
              .filter(walk -> walk.meeting().isPresent())
              .map(walk -> walk.current().key())
              .min(Comparator.naturalOrder());
      if (next.isEmpty()) {
        break;
      }
      if (!stops(next.get())) {
        meet(next.get());
      }
    }
    endsPlay |= excess().isPresent() || walks.stream().anyMatch(walk -> walk.fatal().isPresent());
  }

  /** Fails those who wait beyond a failure that is one of all. */
  private boolean stops(Program.Key next) {
    Optional<String> why =
        walks.stream()
            .filter(walk -> walk.fatal().filter(key -> key.compareTo(next) < 0).isPresent())
            .findFirst()
            .map(walk -> "a task failed on " + walk.host().host().name())
            .or(this::excess);
    if (why.isEmpty()) {
      return false;
    }
    List<Walk> waiting = walks.stream().filter(walk -> walk.meeting().isPresent()).toList();
    waiting.forEach(walk -> walk.stop(why.get()));
    // They may have something to do to rescue what they were at.
    crew.each(waiting, Walk::run);
    return true;
  }

  /** Whether more hosts failed than may. */
  private Optional<String> excess() {
    Optional<Node.Scalar> most = stage.play().batches().maxFailPercentage();
    if (most.isEmpty()) {
      return Optional.empty();
    }
    double percent = percent(most.get());
    long failed = walks.stream().filter(walk -> !walk.host().usable()).count();
    return failed * 100.0 / walks.size() > percent
        ? Optional.of(
            failed + " of " + walks.size() + " hosts failed, more than " + most.get().text() + " %")
        : Optional.empty();
  }

  private double percent(Node.Scalar most) {
    Map<String, Binding> seen = new LinkedHashMap<>();
    stage.play().vars().forEach((name, node) -> seen.put(name, new Binding.Written(node)));
    stage.spec().extraVars().forEach((name, value) -> seen.put(name, Binding.Known.of(value)));
    String text = stage.templates().value(most, Scope.of(seen)).map(String::valueOf).orElse("100");
    return Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
  }

  private void meet(Program.Key key) {
    List<Walk> group =
        walks.stream()
            .filter(walk -> walk.meeting().isPresent() && walk.current().key().equals(key))
            .toList();
    Walk first = group.get(0);
    Entry entry = first.current();
    switch (first.meeting().orElseThrow()) {
      case RUN_ONCE -> runOnce(group);
      case EACH -> each(group, entry);
      case GATHER -> gather(group);
    }
    crew.each(group.stream().filter(walk -> !walk.isDone()).toList(), Walk::run);
  }

  private void runOnce(List<Walk> group) {
    Walk first = group.get(0);
    crew.each(List.of(first), Walk::single);
    Optional<Control.Request> request = first.takeRequest();
    if (request.isPresent()) {
      request(request.get());
      return;
    }
    if (first.host().isLost()) {
      return; // the next host takes its place
    }
    group.stream().skip(1).forEach(walk -> walk.adopt(first));
    afterDelegation(first);
  }

  private void request(Control.Request request) {
    if (request == Control.Request.CLEAR_HOST_ERRORS) {
      stage.hosts().stream()
          .flatMap(name -> runs.values().stream().filter(run -> run.host().name().equals(name)))
          .forEach(HostRun::recover);
      return;
    }
    walks.forEach(Walk::end);
    endsPlay |= request == Control.Request.END_PLAY;
  }

  private void each(List<Walk> group, Entry entry) {
    boolean throttled = entry.task().keywords().get(Keyword.THROTTLE).isPresent();
    int limit = throttled ? group.get(0).preparer().count(entry, Keyword.THROTTLE) : 0;
    int size = limit > 0 ? limit : group.size();
    for (int from = 0; from < group.size(); from += size) {
      crew.each(group.subList(from, Math.min(group.size(), from + size)), Walk::single);
    }
    afterDelegation(group.get(0));
  }

  /** What was read of a host does not count any more once others have worked on it. */
  private void afterDelegation(Walk walk) {
    if (walk.hasDelegated()) {
      walks.forEach(one -> one.host().worked());
    }
  }

  /** Lets all pass who have come here, with what they ask about other hosts. */
  private void gather(List<Walk> group) {
    Map<String, Set<FactSource>> wanted = new LinkedHashMap<>();
    for (Walk walk : group) {
      walk.host()
          .vars()
          .foreign()
          .forEach(
              (name, sources) ->
                  wanted.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(sources));
    }
    List<Walk> asked = new ArrayList<>();
    runs.forEach(
        (host, run) -> {
          if (wanted.containsKey(host.name())) {
            asked.add(group.get(0).at(run));
          }
        });
    crew.each(asked, walk -> walk.reader().readFacts(wanted.get(walk.host().host().name())));
    if (asked.isEmpty()) {
      group.forEach(Walk::release);
    }
  }
}
