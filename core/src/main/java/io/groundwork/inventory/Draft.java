package io.groundwork.inventory;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Node.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the sources said so far, before it is put together. Not thread-safe. */
final class Draft {

  static final String ALL = "all";
  static final String UNGROUPED = "ungrouped";

  final Problems problems = new Problems();
  final List<Problem> warnings = new ArrayList<>();

  private final Map<String, OfGroup> groups = new LinkedHashMap<>();
  private final Map<String, OfHost> hosts = new LinkedHashMap<>();

  Draft() {
    group(ALL).defined = true;
    group(UNGROUPED).defined = true;
  }

  /** A group, so far. */
  static final class OfGroup {
    final String name;
    final Map<String, Position> children = new LinkedHashMap<>();
    final Set<String> hosts = new LinkedHashSet<>();
    final Variables variables;

    /** Where it was first named; not there for the groups that exist anyway. */
    Optional<Position> position = Optional.empty();

    /** Whether a body was given, or it stands at the top: not only named as a child. */
    boolean defined;

    OfGroup(String name) {
      this.name = name;
      this.variables = new Variables("group " + name);
    }
  }

  /** A host, so far. */
  static final class OfHost {
    final String name;
    final Position position;
    final String directory;
    final Variables variables;

    OfHost(String name, Position position, String directory) {
      this.name = name;
      this.position = position;
      this.directory = directory;
      this.variables = new Variables("host " + name);
    }
  }

  /** The variables of one group or host, those of the inventory apart from those of its files. */
  static final class Variables {
    final String origin;
    final List<Map<String, Entry>> inline = new ArrayList<>();
    final List<Map<String, Entry>> files = new ArrayList<>();

    Variables(String origin) {
      this.origin = origin;
    }
  }

  /** The group of this name, new if need be. */
  OfGroup group(String name) {
    return groups.computeIfAbsent(name, OfGroup::new);
  }

  /** The host of this name, new if need be. */
  OfHost host(String name, Position position, String directory) {
    return hosts.computeIfAbsent(name, key -> new OfHost(key, position, directory));
  }

  Map<String, OfGroup> groups() {
    return groups;
  }

  Map<String, OfHost> hosts() {
    return hosts;
  }
}
