package io.groundwork.inventory;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Opens what is sealed. */
  final Vault vault;

  Draft(Vault vault) {
    this.vault = vault;
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

    /** Of groups of one depth, those of a higher priority apply later. */
    int priority = 1;

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

    /** What {@code group_vars} and {@code host_vars} say, by the directory they lie in. */
    final Map<Path, List<Map<String, Entry>>> files = new HashMap<>();

    Variables(String origin) {
      this.origin = origin;
    }

    void addFile(Path home, Map<String, Entry> entries) {
      files.computeIfAbsent(home, key -> new ArrayList<>()).add(entries);
    }

    List<Map<String, Entry>> files(Path home) {
      return files.getOrDefault(home, List.of());
    }
  }

  /** Takes the variables a group has in the inventory itself, as they are written. */
  void variables(OfGroup group, Map<String, Entry> written) {
    Map<String, Entry> others = new LinkedHashMap<>(written);
    Optional.ofNullable(others.remove(ConnectionVariables.PRIORITY))
        .ifPresent(entry -> priority(group, entry));
    group.variables.inline.add(Names.variables(others, problems));
  }

  private void priority(OfGroup group, Entry entry) {
    if (entry.value() instanceof Node.Scalar scalar && scalar.text().matches("-?[0-9]{1,9}")) {
      group.priority = Integer.parseInt(scalar.text());
      return;
    }
    problems.add(
        Problem.at(
            entry.value().position(), ConnectionVariables.PRIORITY + " must be a whole number"));
  }

  /** Puts a group into another one. */
  void child(OfGroup parent, String name, Position where) {
    if (name.equals(ALL)) {
      problems.add(Problem.at(where, "\"all\" holds every group and cannot be a child"));
      return;
    }
    OfGroup child = group(name);
    if (child.position.isEmpty()) {
      child.position = Optional.of(where);
    }
    parent.children.putIfAbsent(name, where);
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
