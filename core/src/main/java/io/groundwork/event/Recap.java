package io.groundwork.event;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a run ended.
 *
 * @param hosts every host of the run, in inventory order
 * @param duration wall time
 * @param interrupted whether the operator stopped it
 */
public record Recap(List<HostRecap> hosts, Duration duration, boolean interrupted) {
  public Recap {
    hosts = List.copyOf(hosts);
    Objects.requireNonNull(duration, "duration");
  }

  /** Changed tasks on all hosts together. */
  public int changed() {
    return hosts.stream().mapToInt(HostRecap::changed).sum();
  }

  public boolean anyFailed() {
    return hosts.stream().anyMatch(host -> host.failed() > 0);
  }

  public boolean anyUnreachable() {
    return hosts.stream().anyMatch(host -> host.unreachable().isPresent());
  }
}
