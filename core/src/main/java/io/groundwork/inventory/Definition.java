package io.groundwork.inventory;

import io.groundwork.text.Position;
import io.groundwork.yaml.Node;
import java.util.Objects;

/**
 * One place that gives a variable a value.
 *
 * @param name the variable
 * @param origin whose variable it is there: {@code group db}, {@code host db1}
 * @param node the value as it is written
 * @param position where the variable's name stands
 */
public record Definition(String name, String origin, Node node, Position position) {
  public Definition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(position, "position");
  }

  /** Of what tells definitions apart, not of the value, however deep that is. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + position.hashCode();
  }
}
