package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host is for: the inventory's group of that name.
 *
 * @param name the group's name
 * @param column whose figures apply
 * @param beside the role whose hosts it is on when no group of its own has hosts
 * @param directories where its data is on a host, absolute
 */
public record Role(String name, Column column, Optional<String> beside, List<String> directories) {
  public Role {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(beside, "beside");
    directories = List.copyOf(directories);
  }
}
