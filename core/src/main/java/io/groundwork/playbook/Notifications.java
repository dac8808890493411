package io.groundwork.playbook;

import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether what a play's tasks notify is there. */
final class Notifications {

  private final List<Task> handlers;
  private final Problems problems;

  Notifications(List<Task> handlers, Problems problems) {
    this.handlers = handlers;
    this.problems = problems;
  }

  /** Says of each notification that names no handler what it may have meant. */
  void check(List<Task> tasks) {
    Set<String> known = known();
    boolean templated = handlers.stream().anyMatch(handler -> handler.name().contains("${"));
    Set<Node.Scalar> seen = new HashSet<>();
    for (Task task : tasks) {
      for (Node.Scalar notification : task.notifies()) {
        boolean open = templated || Templates.isDynamic(notification);
        if (!open && !known.contains(notification.text()) && seen.add(notification)) {
          problems.add(noHandler(notification, known));
        }
      }
    }
    refuseTwins();
  }

  private Set<String> known() {
    Set<String> known = new TreeSet<>();
    for (Task handler : handlers) {
      known.add(handler.name());
      known.add(handler.title());
      handler.listen().forEach(topic -> known.add(topic.text()));
    }
    return known;
  }

  private static Problem noHandler(Node.Scalar notification, Set<String> known) {
    return Problem.at(
            notification.position(), "there is no handler \"" + notification.text() + "\"")
        .withRemedy(
            Suggestion.didYouMean(notification.text(), known)
                .orElse(
                    known.isEmpty()
                        ? "the play has no handlers"
                        : "the play has " + String.join(", ", known)));
  }

  /** Of one role, or of the play itself, two handlers of one name cannot be told apart. */
  private void refuseTwins() {
    Set<String> titles = new HashSet<>();
    for (Task handler : handlers) {
      if (!titles.add(handler.title()) && handler.listen().isEmpty()) {
        problems.add(
            Problem.at(handler.position(), "a second handler \"" + handler.name() + "\"")
                .withRemedy("give it a name of its own"));
      }
    }
  }
}
