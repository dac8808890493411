package io.groundwork.engine;

import io.groundwork.event.TaskRef;
import io.groundwork.playbook.Body;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import java.util.List;
import java.util.Map;

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

  /**
   * What a turn of a loop sets: the item, its number.
   *
   * @param variables by name
   * @param result what of it the turn's result tells again
   */
  record Turn(Map<String, Binding> variables, Map<String, Object> result) {
    static final Turn ONLY = new Turn(Map.of(), Map.of());

    public Turn {
      variables = Map.copyOf(variables);
      result = Map.copyOf(result);
    }
  }

  /** One turn of a task's loop; its only one when it has none. */
  sealed interface Item {

    TaskRef ref();

    Turn turn();

    /** Its condition does not hold. */
    record Skip(TaskRef ref, Turn turn, String reason) implements Item {}

    /** It is to be done. */
    record Do(Work<?, ?> work, Turn turn) implements Item {
      @Override
      public TaskRef ref() {
        return work.ref();
      }
    }

    /** It brings further tasks. */
    record Include(TaskRef ref, Turn turn, String name, Body body) implements Item {}

    /** It asks something of the run. */
    record Ask(TaskRef ref, Turn turn) implements Item {}
  }
}
