package io.groundwork.playbook;

import io.groundwork.text.Position;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tasks for a set of hosts.
 *
 * @param name its name; the host pattern when it has none
 * @param hosts the host pattern
 * @param hostsPosition where the pattern stands
 * @param vars its variables, with those of its {@code vars_files}
 * @param tasks the tasks of its roles, then its own, in order
 * @param handlers the handlers of its roles, then its own, in order
 * @param directory the playbook's directory, where files and templates are looked for last
 * @param position where it stands
 */
public record Play(
    String name,
    String hosts,
    Position hostsPosition,
    Map<String, Node> vars,
    List<Task> tasks,
    List<Task> handlers,
    Path directory,
    Position position) {

  public Play {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(hosts, "hosts");
    Objects.requireNonNull(hostsPosition, "hostsPosition");
    vars = Map.copyOf(vars);
    tasks = List.copyOf(tasks);
    handlers = List.copyOf(handlers);
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(position, "position");
  }
}
