package io.groundwork.inventory;

import io.groundwork.inventory.Draft.OfGroup;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Scalar;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one file of Ansible's YAML form: groups with their hosts, children and variables. */
final class InventoryFile {

  private static final List<String> BODY = List.of("hosts", "children", "vars");

  private static final Comparator<Position> IN_FILE =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  private final Path file;
  private final Node root;
  private final Draft draft;

  InventoryFile(Path file, Node root, Draft draft) {
    this.file = file;
    this.root = root;
    this.draft = draft;
  }

  void read() {
    if (!(root instanceof Mapping groups)) {
      draft.problems.add(
          Problem.at(root.position(), "an inventory is a mapping of groups, not " + root.kind())
              .withRemedy(
                  root instanceof Scalar
                      ? "write the group \"all:\" and its \"hosts:\" below it; a file in Ansible's"
                          + " INI form has no ending, or .ini"
                      : "a playbook goes without -i"));
      return;
    }
    groups.entries().forEach(this::top);
  }

  private void top(String name, Entry entry) {
    if (BODY.contains(name)) {
      draft.problems.add(
          Problem.at(entry.keyPosition(), "\"" + name + "\" stands outside of a group")
              .withRemedy("put it below \"all:\""));
      return;
    }
    group(name, entry);
    draft.group(name).defined = true;
  }

  private void group(String name, Entry entry) {
    if (!Names.isGroup(name)) {
      draft.problems.add(Names.noGroup(name, entry.keyPosition()));
      return;
    }
    OfGroup group = draft.group(name);
    if (group.position.isEmpty()) {
      group.position = Optional.of(entry.keyPosition());
    }
    if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
      return;
    }
    group.defined = true;
    Fields body = Fields.of(entry.value(), "group \"" + name + "\"", BODY, draft.problems);
    // In the order of the file: it is the order in which hosts are listed and run.
    Stream.of("hosts", "children")
        .sorted(Comparator.comparing(body::position, IN_FILE))
        .forEach(
            key ->
                members(body, key).forEach((member, value) -> member(group, key, member, value)));
    body.mapping("vars").ifPresent(vars -> draft.variables(group, vars.entries()));
  }

  private Map<String, Entry> members(Fields body, String key) {
    Optional<Node> node = body.node(key);
    if (node.isEmpty() || node.get() instanceof Mapping) {
      return body.entries(key);
    }
    draft.problems.add(
        Problem.at(
                node.get().position(),
                "\"" + key + "\" must be a mapping, not " + node.get().kind())
            .withRemedy("write each one as a key: \"db1:\""));
    return Map.of();
  }

  private void member(OfGroup group, String key, String name, Entry entry) {
    if (key.equals("hosts")) {
      hosts(group, name, entry);
    } else {
      child(group, name, entry);
    }
  }

  private void child(OfGroup group, String name, Entry entry) {
    if (!name.equals(Draft.ALL)) {
      group(name, entry);
    }
    if (Names.isGroup(name)) {
      draft.child(group, name, entry.keyPosition());
    }
  }

  private void hosts(OfGroup group, String pattern, Entry entry) {
    HostNames names;
    try {
      names = HostNames.of(pattern);
    } catch (IllegalArgumentException e) {
      draft.problems.add(
          Problem.at(entry.keyPosition(), "host \"" + pattern + "\" " + e.getMessage()));
      return;
    }
    Map<String, Entry> variables = variables(pattern, entry);
    names
        .in(group, draft, entry.keyPosition(), directory(file))
        .forEach(host -> host.variables.inline.add(variables));
  }

  private Map<String, Entry> variables(String host, Entry entry) {
    if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
      return Map.of();
    }
    if (entry.value() instanceof Mapping mapping) {
      return Names.variables(mapping.entries(), draft.problems);
    }
    draft.problems.add(
        Problem.at(
                entry.value().position(),
                "host \"" + host + "\" takes variables, not " + entry.value().kind())
            .withRemedy("write \"" + host + ":\" and the variables below it, or nothing"));
    return Map.of();
  }

  /** The directory an inventory file lies in. */
  static String directory(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? "/" : parent.toString();
  }

  /** Says what is named only as a child, and so is most likely misspelt. */
  static void refuseUndefined(Draft draft) {
    Set<String> names = draft.groups().keySet();
    for (OfGroup group : List.copyOf(draft.groups().values())) {
      if (!group.defined && group.position.isPresent() && !Placement.isRole(group.name)) {
        List<String> others = names.stream().filter(name -> !name.equals(group.name)).toList();
        draft.problems.add(
            Problem.at(group.position.get(), "group \"" + group.name + "\" is defined nowhere")
                .withRemedy(
                    Suggestion.didYouMean(group.name, others)
                        .orElse("if it has no hosts yet, write \"" + group.name + ": {}\"")));
      }
    }
  }
}
