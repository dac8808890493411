package io.groundwork.inventory;

import java.util.List;
import java.util.Objects;

/**
 * A group of hosts.
 *
 * @param name the group's name
 * @param children names of the groups directly inside it
 * @param hosts names of all hosts in it, also through its children, in inventory order
 */
public record Group(String name, List<String> children, List<String> hosts) {
  public Group {
    Objects.requireNonNull(name, "name");
    children = List.copyOf(children);
    hosts = List.copyOf(hosts);
  }
}
