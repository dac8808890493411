package io.groundwork.engine;

import com.google.common.collect.Sets;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Playbook;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tasks of a playbook are run, by tag. As in Ansible, {@code always} runs whatever is asked
 * for, {@code never} only when one of the task's tags is asked for by name, and {@code all}, {@code
 * tagged} and {@code untagged} are what they say.
 */
record Selection(Set<String> tags, Set<String> skip) {

  private static final Set<String> SPECIAL = Set.of("always", "never", "all", "tagged", "untagged");

  boolean includes(Task task) {
    return asked(task) && !matches(task, skip);
  }

  private boolean asked(Task task) {
    if (task.tags().contains("never")) {
      return !Sets.intersection(tags, task.tags()).isEmpty();
    }
    return tags.isEmpty() || task.tags().contains("always") || matches(task, tags);
  }

  private static boolean matches(Task task, Set<String> tags) {
    return tags.contains("all")
        || (tags.contains("tagged") && !task.tags().isEmpty())
        || (tags.contains("untagged") && task.tags().isEmpty())
        || !Sets.intersection(tags, task.tags()).isEmpty();
  }

  /** Refuses a tag that no task has: a mistyped one would run nothing and look like success. */
  void check(Playbook playbook) {
    TreeSet<String> known = new TreeSet<>();
    for (Play play : playbook.plays()) {
      play.tasks().forEach(task -> known.addAll(task.tags()));
    }
    for (String tag : Sets.union(tags, skip)) {
      if (!known.contains(tag) && !SPECIAL.contains(tag)) {
        throw new LoadException(
            Problem.at(Position.of("command line"), "no task has the tag \"" + tag + "\"")
                .withRemedy(
                    Suggestion.didYouMean(tag, known)
                        .orElse(
                            known.isEmpty()
                                ? "the playbook has no tags"
                                : "the playbook has " + String.join(", ", known))));
      }
    }
  }
}
