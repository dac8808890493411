package io.groundwork.playbook;

import io.groundwork.yaml.Node;
import java.util.Objects;
import java.util.Optional;

/**
 * What a task is repeated over.
 *
 * @param kind how the value is taken apart
 * @param over the value
 * @param loopVar the variable that holds the item of a turn
 * @param indexVar the variable that counts the turns from 0
 * @param label what to call a turn in reports; the item itself otherwise
 * @param pause seconds between two turns
 * @param extended whether {@code ansible_loop} tells where the loop is
 */
public record Loop(
    Kind kind,
    Node over,
    String loopVar,
    Optional<String> indexVar,
    Optional<Node.Scalar> label,
    Optional<Node.Scalar> pause,
    boolean extended) {

  /** How a loop's value is taken apart. */
  public enum Kind {
    /** A list, item by item. */
    LOOP("loop"),
    /** The same by its older name. */
    WITH_LIST("with_list"),
    /** A list whose own lists are opened, one level deep; one value stands for a list of one. */
    WITH_ITEMS("with_items"),
    /** A mapping, as {@code item.key} and {@code item.value}. */
    WITH_DICT("with_dict");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it is written. */
    public String word() {
      return word;
    }
  }

  public Loop {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(over, "over");
    Objects.requireNonNull(loopVar, "loopVar");
    Objects.requireNonNull(indexVar, "indexVar");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(pause, "pause");
  }
}
