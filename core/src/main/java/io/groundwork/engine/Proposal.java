package io.groundwork.engine;

import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import java.util.List;
import java.util.Objects;

/**
 * What one turn of a task would change on a host. Its texts are free of secrets.
 *
 * @param host the host
 * @param task the task
 * @param steps what it would do
 * @param evidence what that was planned on, to tell later whether it is still the same
 */
public record Proposal(String host, TaskRef task, List<Step> steps, Evidence evidence) {
  public Proposal {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(task, "task");
    steps = List.copyOf(steps);
    Objects.requireNonNull(evidence, "evidence");
  }
}
