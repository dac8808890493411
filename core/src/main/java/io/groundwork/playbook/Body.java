package io.groundwork.playbook;

import java.util.List;

/**
 * What an include brings.
 *
 * @param lines its tasks, flattened
 * @param handlers handlers its role has
 */
public record Body(List<Line> lines, List<Task> handlers) {
  public Body {
    lines = List.copyOf(lines);
    handlers = List.copyOf(handlers);
  }
}
