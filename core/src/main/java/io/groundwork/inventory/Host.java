package io.groundwork.inventory;

import io.groundwork.text.Position;
import java.util.List;
import java.util.Objects;

/**
 * A host of the inventory.
 *
 * @param name its name in the inventory; its address may be another
 * @param groups names of the groups it is in, parents before children, without {@code all}
 * @param position where it is defined
 */
public record Host(String name, List<String> groups, Position position) {
  public Host {
    Objects.requireNonNull(name, "name");
    groups = List.copyOf(groups);
    Objects.requireNonNull(position, "position");
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Host host
            && name.equals(host.name)
            && groups.equals(host.groups)
            && position.equals(host.position));
  }

  /** Of the name alone: one of all parts, made at run time, takes a start 10 ms. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
