package io.groundwork.engine;

import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of one host that are planned but not made yet, in order: what a later task may build
 * on. Used by one thread.
 */
final class Ledger {

  private record Entry(String task, Set<Resource> alters, boolean anything) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Notes what a planned task will alter. */
  void add(String task, Plan plan) {
    for (Change change : plan.changes()) {
      if (change.counts()) {
        entries.add(new Entry(task, change.alters(), change.altersAnything()));
      }
    }
  }

  /** Notes a task of which a dry run cannot tell what it will do. */
  void addUnknown(String task) {
    entries.add(new Entry(task, Set.of(), true));
  }

  void clear() {
    entries.clear();
  }

  /** The task that is to bring something that is needed; empty when none is. */
  Optional<String> bringer(Need need) {
    return entries.stream()
        .filter(entry -> entry.alters().contains(need.resource()))
        .findFirst()
        .map(Entry::task)
        .or(this::lastOpen);
  }

  /** The last task that is to alter one of these. */
  Optional<String> lastAltering(Set<Resource> resources) {
    for (int index = entries.size() - 1; index >= 0; index--) {
      Entry entry = entries.get(index);
      if (entry.alters().stream().anyMatch(resources::contains)) {
        return Optional.of(entry.task());
      }
    }
    return Optional.empty();
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
