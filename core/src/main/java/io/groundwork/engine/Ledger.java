package io.groundwork.engine;

import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Outlook;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of one host that are planned but not made yet, in order: what a later task may build
 * on. Used by one thread.
 */
final class Ledger {

  private record Entry(String task, Set<Resource> alters, boolean anything) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Resource, Object> left = new HashMap<>();

  /** What the planned changes leave, as far as that can be told. */
  Outlook outlook() {
    return new Outlook() {
      @Override
      public <T> Optional<T> of(Resource resource, Class<T> type) {
        return Optional.ofNullable(left.get(resource)).filter(type::isInstance).map(type::cast);
      }
    };
  }

  /** Notes what a planned task will alter. */
  void add(String task, Plan plan) {
    for (Change change : plan.changes()) {
      if (change.counts()) {
        change.alters().forEach(left::remove);
        left.putAll(change.leaves());
        entries.add(new Entry(task, change.alters(), change.altersAnything()));
      }
    }
  }

  /** Notes a task of which a dry run cannot tell what it will do to these. */
  void addUnknown(String task, Set<Resource> altered) {
    entries.add(new Entry(task, altered, altered.contains(Resource.ANYTHING)));
  }

  void clear() {
    entries.clear();
    left.clear();
  }

  /**
   * The task that is to bring something that is needed; empty when none is.
   *
   * @param reads what the task that needs it looks at: a change to one of these may bring it too,
   *     as a file brings the unit it describes
   */
  Optional<String> bringer(Need need, Set<Resource> reads) {
    return entries.stream()
        .filter(entry -> entry.alters().contains(need.resource()))
        .findFirst()
        .map(Entry::task)
        .or(() -> lastAltering(reads))
        .or(this::lastOpen);
  }

  /** The last task that is to alter one of these. */
  Optional<String> lastAltering(Set<Resource> resources) {
    for (int index = entries.size() - 1; index >= 0; index--) {
      Entry entry = entries.get(index);
      boolean met =
          resources.contains(Resource.ANYTHING)
              || entry.alters().stream().anyMatch(resources::contains);
      if (met) {
        return Optional.of(entry.task());
      }
    }
    return Optional.empty();
  }

  /** Whether what was read for this is still so once all planned changes are made. */
  boolean leavesAlone(Work<?, ?> work) {
    return work.call().isEmpty() || (lastAltering(work.reads()).isEmpty() && lastOpen().isEmpty());
  }

  /** The last task that may alter more than it can name. */
  Optional<String> lastOpen() {
    for (int index = entries.size() - 1; index >= 0; index--) {
      if (entries.get(index).anything()) {
        return Optional.of(entries.get(index).task());
      }
    }
    return Optional.empty();
  }
}
