package io.groundwork.inventory;

import io.groundwork.inventory.Draft.OfGroup;
import io.groundwork.inventory.Draft.OfHost;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a draft together: who is in which group, and in which order groups apply. */
final class Assembly {

  /** For children that no file names; errors about children are over by then. */
  private static final Position NOWHERE = Position.of("");

  private final Draft draft;
  private final Map<String, Integer> depths = new HashMap<>();

  Assembly(Draft draft) {
    this.draft = draft;
  }

  /**
   * The groups by name, {@code all} first, with the hosts they have through their children.
   *
   * @throws io.groundwork.text.LoadException for groups that hold each other
   */
  Map<String, Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    OfGroup all = draft.group(Draft.ALL);
    draft.problems.gather(this::refuseLoops);
    draft.problems.throwIfAny();
    place();
    attach(all);
    measure(all.name, 0);
    for (OfGroup group : draft.groups().values()) {
      Set<String> members = members(group);
      List<String> hosts = draft.hosts().keySet().stream().filter(members::contains).toList();
      groups.put(group.name, new Group(group.name, List.copyOf(group.children.keySet()), hosts));
    }
    return groups;
  }

  /** The hosts by name, each with its groups, those that apply first in front. */
  Map<String, Host> hosts(Map<String, Group> groups) {
    Map<String, List<String>> groupsOf = new HashMap<>();
    groups.values().stream()
        .filter(group -> !group.name().equals(Draft.ALL))
        .sorted(
            Comparator.comparing((Group group) -> depths.getOrDefault(group.name(), 0))
                .thenComparing(group -> draft.group(group.name()).priority)
                .thenComparing(Group::name))
        .forEach(
            group ->
                group
                    .hosts()
                    .forEach(
                        host ->
                            groupsOf
                                .computeIfAbsent(host, key -> new ArrayList<>())
                                .add(group.name())));
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (OfHost host : draft.hosts().values()) {
      hosts.put(
          host.name,
          new Host(host.name, groupsOf.getOrDefault(host.name, List.of()), host.position));
    }
    return hosts;
  }

  /** Databases live on the database server unless the inventory says otherwise. */
  private void place() {
    OfGroup databases = draft.groups().get(Placement.DATABASES);
    if (databases == null) {
      return;
    }
    for (String name : Placement.ON_DATABASE_SERVER) {
      OfGroup group = draft.group(name);
      if (!group.defined && group.children.isEmpty() && group.hosts.isEmpty()) {
        group.hosts.addAll(members(databases));
        databases.children.put(name, NOWHERE);
      }
    }
  }

  /** Hangs every group that is nobody's child, and every host, below {@code all}. */
  private void attach(OfGroup all) {
    Set<String> grouped = new LinkedHashSet<>();
    Set<String> children = new LinkedHashSet<>();
    for (OfGroup group : draft.groups().values()) {
      children.addAll(group.children.keySet());
      if (group != all && !group.name.equals(Draft.UNGROUPED)) {
        grouped.addAll(group.hosts);
      }
    }
    OfGroup ungrouped = draft.group(Draft.UNGROUPED);
    ungrouped.hosts.clear();
    draft.hosts().keySet().stream().filter(h -> !grouped.contains(h)).forEach(ungrouped.hosts::add);
    all.hosts.addAll(draft.hosts().keySet());
    for (OfGroup group : draft.groups().values()) {
      if (group != all && !children.contains(group.name)) {
        all.children.put(group.name, NOWHERE);
      }
    }
  }

  private void measure(String name, int depth) {
    if (depths.getOrDefault(name, -1) >= depth) {
      return;
    }
    depths.put(name, depth);
    draft.group(name).children.keySet().forEach(child -> measure(child, depth + 1));
  }

  private Set<String> members(OfGroup group) {
    Set<String> hosts = new LinkedHashSet<>(group.hosts);
    group.children.keySet().forEach(child -> hosts.addAll(members(draft.group(child))));
    return hosts;
  }

  private void refuseLoops() {
    Set<String> done = new LinkedHashSet<>();
    for (String name : List.copyOf(draft.groups().keySet())) {
      follow(name, new ArrayList<>(), done);
    }
  }

  private void follow(String name, List<String> path, Set<String> done) {
    if (!done.add(name)) {
      return;
    }
    path.add(name);
    draft
        .group(name)
        .children
        .forEach(
            (child, where) -> {
              if (path.contains(child)) {
                String loop = String.join(" -> ", path.subList(path.indexOf(child), path.size()));
                draft.problems.add(
                    Problem.at(
                        where, "group \"" + child + "\" holds itself: " + loop + " -> " + child));
              } else {
                follow(child, path, done);
              }
            });
    path.remove(path.size() - 1);
  }
}
