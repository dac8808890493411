package io.groundwork.event;

import io.groundwork.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happened in a run. Immutable; every text in it is free of secrets. */
public sealed interface Event {

  /** What a run is for. */
  enum Mode {
    /** A dry run: reads, changes nothing. */
    PLAN,
    /** Reads and changes. */
    APPLY
  }

  /**
   * A run begins.
   *
   * @param hosts every host that any of its plays names
   */
  record RunStarted(Mode mode, List<String> hosts) implements Event {
    public RunStarted {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * A play begins.
   *
   * @param hosts its hosts that are still in the run
   * @param tasks how many tasks it has, without handlers
   */
  record PlayStarted(String play, List<String> hosts, int tasks) implements Event {
    public PlayStarted {
      hosts = List.copyOf(hosts);
    }
  }

  /** A host let us in. */
  record HostConnected(String host, Duration took) implements Event {}

  /** A host could not be reached, did not let us in, or was lost; it is out of the run. */
  record HostUnreachable(String host, Problem problem) implements Event {}

  /** A host was left out of a run as a whole, before anything was done. */
  record HostRefused(String host, Problem problem) implements Event {}

  /**
   * A batch is under way on a host.
   *
   * @param what what it is about, for a progress line
   */
  record HostBusy(String host, String what) implements Event {}

  /**
   * A change goes on. Comes at least every five seconds, and at most a few times a second while it
   * writes something.
   *
   * @param change what it does, in the imperative
   * @param elapsed since it began
   * @param line the last whole line it wrote, if it wrote one since the last such event
   */
  record Progress(String host, TaskRef task, String change, Duration elapsed, Optional<String> line)
      implements Event {}

  /** A task is done with on a host. In the order of the tasks, host by host. */
  record TaskDone(String host, TaskRef task, TaskResult result) implements Event {}

  /** A run is over. */
  record RunFinished(Mode mode, Recap recap) implements Event {}
}
