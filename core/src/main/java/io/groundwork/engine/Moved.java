package io.groundwork.engine;

import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import java.util.List;
import java.util.Objects;

/**
 * One task whose plan is no longer the one that was approved.
 *
 * @param task the task
 * @param how what moved, for people
 * @param planned what was approved
 * @param now what would be done now
 */
public record Moved(TaskRef task, String how, List<Step> planned, List<Step> now) {
  public Moved {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(how, "how");
    planned = List.copyOf(planned);
    now = List.copyOf(now);
  }
}
