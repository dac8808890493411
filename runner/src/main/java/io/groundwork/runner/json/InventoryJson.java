package io.groundwork.runner.json;

import io.groundwork.inventory.Definition;
import io.groundwork.inventory.Group;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.NotKnownYetException;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The inventory in the shape of {@code ansible-inventory --list} and {@code --host}. */
public final class InventoryJson {

  /** What every host has; shown nowhere, as it would only repeat the rest. */
  private static final Set<String> MAGIC =
      Set.of(
          "inventory_hostname",
          "inventory_hostname_short",
          "inventory_dir",
          "group_names",
          "groups",
          "hostvars");

  private InventoryJson() {}

  public static Map<String, Object> list(Inventory inventory, List<Host> hosts) {
    JsonObject variables = new JsonObject();
    Set<String> shown = new LinkedHashSet<>();
    for (Host host : hosts) {
      shown.add(host.name());
      Map<String, Object> own = variables(inventory, host);
      if (!own.isEmpty()) {
        variables.put(host.name(), own);
      }
    }
    JsonObject document =
        new JsonObject()
            .put("_meta", new JsonObject().put("hostvars", variables.tree()).tree())
            .put("all", all(inventory));
    inventory.groups().values().stream()
        .filter(group -> !group.name().equals("all"))
        .forEach(
            group -> {
              Map<String, Object> own = group(inventory, group, shown);
              if (!own.isEmpty()) {
                document.put(group.name(), own);
              }
            });
    return document.tree();
  }

  private static Map<String, Object> all(Inventory inventory) {
    Set<String> children = new LinkedHashSet<>();
    Set<String> nested = new LinkedHashSet<>();
    inventory.groups().values().stream()
        .filter(group -> !group.name().equals("all"))
        .forEach(
            group -> {
              children.add(group.name());
              nested.addAll(group.children());
            });
    children.removeAll(nested);
    return new JsonObject().put("children", children).tree();
  }

  private static Map<String, Object> group(Inventory inventory, Group group, Set<String> shown) {
    Set<String> own = new LinkedHashSet<>(group.hosts());
    group.children().forEach(child -> own.removeAll(inventory.groups().get(child).hosts()));
    own.retainAll(shown);
    JsonObject json = new JsonObject();
    if (!group.children().isEmpty()) {
      json.put("children", group.children());
    }
    if (!own.isEmpty()) {
      json.put("hosts", own);
    }
    return json.tree();
  }

  /** A host's variables by name, rendered as far as that can be done without the host. */
  public static Map<String, Object> variables(Inventory inventory, Host host) {
    Scope scope = inventory.scope(host);
    Templates templates = new Templates(new Redactor());
    JsonObject json = new JsonObject();
    for (String name : new TreeSet<>(scope.names())) {
      if (!MAGIC.contains(name)) {
        json.put(
            name,
            isSealed(inventory, host, name)
                ? Optional.of(Secret.of(name))
                : value(templates, scope, name));
      }
    }
    return json.tree();
  }

  /** Whether its value is sealed by itself: it is not opened only to be masked. */
  private static boolean isSealed(Inventory inventory, Host host, String name) {
    return inventory.explain(host, name).stream()
        .findFirst()
        .filter(first -> first.node() instanceof Node.Scalar scalar && scalar.isSealed())
        .isPresent();
  }

  // Read as a template reads it, so that what is secret comes out as a secret.
  private static Optional<Object> value(Templates templates, Scope scope, String name) {
    Node reference =
        new Node.Scalar("${" + name + "}", false, Optional.empty(), Position.of("inventory"));
    return shown(() -> templates.value(reference, scope));
  }

  /** What one definition makes of a variable, whether it counts or is beaten. */
  static Optional<Object> value(Inventory inventory, Host host, Definition definition) {
    if (definition.node() instanceof Node.Scalar scalar && scalar.isSealed()) {
      return Optional.of(Secret.of(definition.name()));
    }
    // Under its name, since some names alone make a secret of a value.
    Node named =
        new Node.Mapping(
            Map.of(definition.name(), new Node.Entry(definition.position(), definition.node())),
            definition.position());
    Templates templates = new Templates(new Redactor());
    return shown(() -> templates.value(named, inventory.scope(host)))
        .map(value -> value instanceof Map<?, ?> all ? all.get(definition.name()) : value);
  }

  private static Optional<Object> shown(Supplier<Optional<Object>> value) {
    try {
      return value.get();
    } catch (LoadException | NotKnownYetException e) {
      return Optional.of("(not known before a run)");
    }
  }
}
