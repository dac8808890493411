package io.groundwork.runner.report;

import io.groundwork.inventory.Group;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The inventory for people. */
public final class InventoryText {

  private final Terminal terminal;

  public InventoryText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A line for each host with its groups. */
  public List<Line> list(List<Host> hosts) {
    int widest = hosts.stream().mapToInt(host -> Cells.width(host.name())).max().orElse(0);
    return hosts.stream()
        .map(
            host ->
                terminal
                    .line()
                    .add(Colour.STRONG, Cells.pad(host.name(), widest))
                    .add("  ")
                    .add(String.join(", ", host.groups())))
        .toList();
  }

  /** The groups as a tree, as {@code ansible-inventory --graph} draws it. */
  public List<Line> graph(Inventory inventory, List<Host> hosts) {
    Map<String, Group> groups = inventory.groups();
    Set<String> shown = new LinkedHashSet<>();
    hosts.forEach(host -> shown.add(host.name()));
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line().add(Colour.STRONG, "@all:"));
    Set<String> nested = new LinkedHashSet<>();
    groups.values().stream()
        .filter(group -> !group.name().equals("all"))
        .forEach(group -> nested.addAll(group.children()));
    groups.keySet().stream()
        .filter(name -> !name.equals("all") && !nested.contains(name))
        .filter(name -> !name.equals("ungrouped") || !groups.get(name).hosts().isEmpty())
        .forEach(name -> branch(lines, groups, groups.get(name), shown, 1));
    return lines;
  }

  private void branch(
      List<Line> lines, Map<String, Group> groups, Group group, Set<String> shown, int depth) {
    lines.add(
        terminal
            .line()
            .add(Colour.FAINT, indent(depth))
            .add(Colour.STRONG, "@" + group.name() + ":"));
    Set<String> own = new LinkedHashSet<>(group.hosts());
    for (String child : group.children()) {
      branch(lines, groups, groups.get(child), shown, depth + 1);
      own.removeAll(groups.get(child).hosts());
    }
    own.retainAll(shown);
    own.forEach(host -> lines.add(leaf(host, depth + 1)));
  }

  private Line leaf(String host, int depth) {
    return terminal.line().add(Colour.FAINT, indent(depth)).add(host);
  }

  private static String indent(int depth) {
    return "  |".repeat(depth) + "--";
  }
}
