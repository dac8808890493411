package io.groundwork.event;

import io.groundwork.text.Problem;
import java.util.Objects;
import java.util.Optional;

/**
 * One host's share of a run, in counts.
 *
 * @param host the host
 * @param ok tasks with nothing to do
 * @param changed tasks that changed something, or would in a dry run
 * @param skipped tasks whose condition did not hold
 * @param unknown tasks a dry run cannot foresee
 * @param failed tasks that failed or were cut, and nothing caught it
 * @param rescued blocks that failed and were rescued
 * @param ignored tasks that failed and ignore errors
 * @param unreachable why the host could not be reached or was lost, if so
 * @param exchanges round trips to it after the login
 */
public record HostRecap(
    String host,
    int ok,
    int changed,
    int skipped,
    int unknown,
    int failed,
    int rescued,
    int ignored,
    Optional<Problem> unreachable,
    long exchanges) {
  public HostRecap {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(unreachable, "unreachable");
  }

  /** Of a host with nothing rescued or ignored. */
  public HostRecap(
      String host,
      int ok,
      int changed,
      int skipped,
      int unknown,
      int failed,
      Optional<Problem> unreachable,
      long exchanges) {
    this(host, ok, changed, skipped, unknown, failed, 0, 0, unreachable, exchanges);
  }

  public boolean succeeded() {
    return failed == 0 && unreachable.isEmpty();
  }
}
