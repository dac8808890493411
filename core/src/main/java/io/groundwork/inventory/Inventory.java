package io.groundwork.inventory;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vars.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The hosts, their groups and their variables. Immutable. */
public final class Inventory {

  private Inventory() {}

  /**
   * Loads inventories in Ansible's YAML form, with the {@code group_vars} and {@code host_vars}
   * beside them.
   *
   * @throws LoadException with every problem found
   */
  public static Inventory load(List<Path> sources) {
    throw new UnsupportedOperationException("being written");
  }

  /** All hosts, in the order of the files. */
  public List<Host> hosts() {
    throw new UnsupportedOperationException("being written");
  }

  /** All groups by name, with {@code all}, in the order of the files. */
  public Map<String, Group> groups() {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * The hosts a pattern names, in inventory order.
   *
   * @param pattern Ansible's: names and groups joined by {@code :} or {@code ,}, with {@code &},
   *     {@code !} and globs
   * @param where where the pattern was written
   * @throws LoadException when a name in it is neither a host nor a group
   */
  public List<Host> select(String pattern, Position where) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * The variables of a host: all, then parent groups, then child groups, then the host, the later
   * hiding the earlier; and {@code inventory_hostname}, {@code group_names}, {@code groups} and
   * {@code hostvars}.
   */
  public Scope scope(Host host) {
    throw new UnsupportedOperationException("being written");
  }

  /** What is not wrong but worth saying, such as two hosts with one address. */
  public List<Problem> warnings() {
    throw new UnsupportedOperationException("being written");
  }
}
