package io.groundwork.event;

import io.groundwork.module.Diff;
import java.util.List;
import java.util.Objects;

/**
 * One change of a task as it may be shown: secrets are masked.
 *
 * @param summary what it does, in the imperative
 * @param diffs what differs, before and after
 * @param confirmable whether the state is read again afterwards and must be as wanted; a command or
 *     a restart is not
 * @param waiting whether it only waits for something and never counts as changed
 */
public record Step(String summary, List<Diff> diffs, boolean confirmable, boolean waiting) {
  public Step {
    Objects.requireNonNull(summary, "summary");
    diffs = List.copyOf(diffs);
  }
}
