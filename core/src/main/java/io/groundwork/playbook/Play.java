package io.groundwork.playbook;

import io.groundwork.text.Position;
import io.groundwork.yaml.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tasks for a set of hosts.
 *
 * @param name its name; the host pattern when it has none
 * @param hosts the host pattern
 * @param hostsPosition where the pattern stands
 * @param vars its variables, with those of its {@code vars_files} of plain names
 * @param varsFiles the {@code vars_files} whose names need a host
 * @param lines its pre_tasks, roles, tasks and post_tasks, and between them the implied requests to
 *     run the handlers
 * @param handlers the handlers of its roles, then its own, in order
 * @param roles its roles and what they depend on, whose variables all its tasks see
 * @param batches how its hosts are divided and what ends it
 * @param directory the playbook's directory, where files and templates are looked for last
 * @param position where it stands
 */
public record Play(
    String name,
    String hosts,
    Position hostsPosition,
    Map<String, Node> vars,
    List<VarsFile> varsFiles,
    List<Line> lines,
    List<Task> handlers,
    List<Role> roles,
    Batches batches,
    Path directory,
    Position position) {

  /** In which order a play takes its hosts. */
  public enum Order {
    INVENTORY,
    REVERSE_INVENTORY,
    SORTED,
    REVERSE_SORTED,
    SHUFFLE
  }

  /**
   * How a play's hosts are divided, and what ends it.
   *
   * @param serial how many hosts at a time, one entry a batch and the last one for all further
   *     batches: numbers or shares in percent; empty for all at once
   * @param order in which order the hosts come
   * @param maxFailPercentage what share of a batch may fail before the play ends
   * @param forceHandlers whether notified handlers run on a host that failed, too
   */
  public record Batches(
      List<Node.Scalar> serial,
      Order order,
      Optional<Node.Scalar> maxFailPercentage,
      boolean forceHandlers) {

    public static final Batches ALL_AT_ONCE =
        new Batches(List.of(), Order.INVENTORY, Optional.empty(), false);

    public Batches {
      serial = List.copyOf(serial);
      Objects.requireNonNull(order, "order");
      Objects.requireNonNull(maxFailPercentage, "maxFailPercentage");
    }
  }

  public Play {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(hosts, "hosts");
    Objects.requireNonNull(hostsPosition, "hostsPosition");
    vars = Map.copyOf(vars);
    varsFiles = List.copyOf(varsFiles);
    lines = List.copyOf(lines);
    handlers = List.copyOf(handlers);
    roles = List.copyOf(roles);
    Objects.requireNonNull(batches, "batches");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(position, "position");
  }

  /** What is written in it, without handlers and without what only an include brings. */
  public List<Task> tasks() {
    return lines.stream().map(Line::task).filter(task -> !task.isImplied()).toList();
  }

  /** Of where it stands: a play is looked up often, and everything hangs on it. */
  @Override
  public int hashCode() {
    return position.hashCode();
  }
}
