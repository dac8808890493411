package io.groundwork.engine;

import io.groundwork.event.Event;
import io.groundwork.event.Event.RunFinished;
import io.groundwork.event.Event.RunStarted;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Listener;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what a dry run plans, with its evidence, until it stands and can be sealed. It has to hear
 * the run's events too. Thread-safe.
 */
public final class PlanRecorder implements Foresight, Listener {

  private record Kept(TaskRef task, TaskResult result, Optional<Evidence> evidence, boolean open) {

    Planned sealed(Seal seal) {
      return new Planned(
          task,
          result.verdict(),
          result.steps(),
          result.reason(),
          result.after(),
          open,
          evidence.map(found -> found.guard(seal)).orElse(""),
          evidence.map(found -> found.changes(seal)).orElse(""));
    }
  }

  private final Map<String, List<Kept>> hosts = new LinkedHashMap<>();
  private final Map<String, List<TaskDone>> failures = new LinkedHashMap<>();
  private List<HostRecap> recap = List.of();

  @Override
  public synchronized void foreseen(Proposal proposal, TaskResult result, boolean open) {
    boolean mayChange = result.verdict() == Verdict.OK && result.after().isPresent();
    if (result.verdict() == Verdict.CHANGED || mayChange) {
      keep(
          proposal.host(),
          new Kept(proposal.task(), result, Optional.of(proposal.evidence()), open));
    }
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof RunStarted started && started.mode() == Event.Mode.PLAN) {
      hosts.clear();
      failures.clear();
    } else if (event instanceof TaskDone done) {
      if (done.result().verdict() == Verdict.UNKNOWN) {
        keep(done.host(), new Kept(done.task(), done.result(), Optional.empty(), true));
      } else if (done.result().verdict() == Verdict.FAILED) {
        failures.computeIfAbsent(done.host(), host -> new ArrayList<>()).add(done);
      }
    } else if (event instanceof RunFinished finished && finished.mode() == Event.Mode.PLAN) {
      recap = finished.recap().hosts();
    }
  }

  private void keep(String host, Kept kept) {
    hosts.computeIfAbsent(host, name -> new ArrayList<>()).add(kept);
  }

  /** What is planned for each host whose plan stands to its end, in inventory order. */
  public synchronized Map<String, List<Planned>> sealed(Seal seal) {
    Map<String, List<Planned>> sealed = new LinkedHashMap<>();
    for (HostRecap host : recap) {
      if (host.succeeded()) {
        sealed.put(
            host.host(),
            hosts.getOrDefault(host.host(), List.of()).stream()
                .map(kept -> kept.sealed(seal))
                .toList());
      }
    }
    return sealed;
  }

  /** Why a host's plan does not stand, where its tasks could not be planned. */
  synchronized Optional<Problem> failure(String host) {
    return failures.getOrDefault(host, List.of()).stream()
        .flatMap(done -> done.result().failure().stream())
        .findFirst();
  }

  /** Hosts that could be reached. */
  synchronized List<String> reached() {
    return recap.stream()
        .filter(host -> host.unreachable().isEmpty())
        .map(HostRecap::host)
        .toList();
  }
}
