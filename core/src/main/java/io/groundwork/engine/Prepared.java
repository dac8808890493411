package io.groundwork.engine;

import io.groundwork.event.TaskRef;
import io.groundwork.text.Problem;
import java.util.List;

/** How far a task could be worked out for a host before reading anything. */
sealed interface Prepared {

  /** Everything about it is known. */
  record Ready(List<Item> items, boolean looped) implements Prepared {
    public Ready {
      items = List.copyOf(items);
    }
  }

  /** It reads a value that only a later part of the run can know. */
  record Blocked(TaskRef ref, String why) implements Prepared {}

  /** It cannot be worked out. */
  record Broken(TaskRef ref, Problem problem) implements Prepared {}

  /** One turn of a task's loop; its only one when it has none. */
  sealed interface Item {

    /** Its condition does not hold. */
    record Skip(TaskRef ref, String reason) implements Item {}

    /** It is to be done. */
    record Do(Work<?, ?> work) implements Item {}
  }
}
