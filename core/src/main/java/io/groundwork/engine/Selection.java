package io.groundwork.engine;

import com.google.common.collect.Sets;
import io.groundwork.playbook.Body;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Playbook;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.util.List;
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

  /** The lines of these that are run. */
  List<Line> of(List<Line> lines) {
    return lines.stream().filter(line -> line.task().isImplied() || includes(line.task())).toList();
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
      play.lines().forEach(line -> collect(line, known));
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

  private static void collect(Line line, Set<String> known) {
    known.addAll(line.task().tags());
    if (line.task().control().orElse(null) instanceof Control.Include include) {
      include.body().map(Body::lines).orElse(List.of()).forEach(one -> collect(one, known));
    }
  }
}
