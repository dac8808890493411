package io.groundwork.requirements;

import com.google.common.collect.Iterables;
import com.google.common.net.InetAddresses;
import io.groundwork.inventory.Group;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Layout;
import io.groundwork.requirements.check.Role;
import io.groundwork.requirements.check.Settings;
import io.groundwork.requirements.check.Tables;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which host of an inventory has which roles.
 *
 * @param hosts all hosts, in the inventory's order
 * @param warnings hosts that no requirement applies to, since they have no role
 */
public record Placement(List<HostInfo> hosts, List<Problem> warnings) {

  public Placement {
    hosts = List.copyOf(hosts);
    warnings = List.copyOf(warnings);
  }

  /**
   * Gives each host its roles and what the inventory's variables say of it.
   *
   * @throws LoadException when such a variable cannot be rendered
   */
  public static Placement of(Inventory inventory, Tables tables) {
    Placement placement = of(inventory.hosts(), inventory.groups(), tables);
    Map<String, Host> hosts = new LinkedHashMap<>();
    inventory.hosts().forEach(host -> hosts.put(host.name(), host));
    return new Placement(
        placement.hosts().stream()
            .map(info -> info.with(settings(inventory.scope(hosts.get(info.name())), tables)))
            .toList(),
        placement.warnings());
  }

  /** The same hosts, with these settings in place of the inventory's. */
  public Placement with(Map<String, Object> settings) {
    return new Placement(
        hosts.stream().map(host -> host.with(host.settings().with(settings))).toList(), warnings);
  }

  /** The same hosts, with the packet filter of these as one that is ours. */
  public Placement withFirewallOn(Set<String> names) {
    return new Placement(
        hosts.stream()
            .map(
                host ->
                    names.contains(host.name())
                        ? host.with(host.settings().with(Map.of(Settings.FIREWALL_MANAGED, true)))
                        : host)
            .toList(),
        warnings);
  }

  private static Settings settings(Scope scope, Tables tables) {
    Templates templates = new Templates(new Redactor());
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> ports = tables.ports().stream().flatMap(port -> port.variable().stream()).toList();
    for (String name : Iterables.concat(Settings.NAMES, ports)) {
      scope
          .lookup(name)
          .flatMap(binding -> value(binding, templates, scope))
          .ifPresent(value -> values.put(name, value));
    }
    Settings settings = new Settings(values);
    ports.forEach(name -> requirePort(name, settings, scope));
    return settings;
  }

  private static void requirePort(String name, Settings settings, Scope scope) {
    OptionalLong number = settings.number(name);
    boolean port = number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= 65535;
    if (port || !settings.values().containsKey(name)) {
      return;
    }
    String what = name + " is no TCP port: " + settings.values().get(name);
    throw new LoadException(
        scope.lookup(name).orElseThrow() instanceof Binding.Written written
            ? Problem.at(written.node().position(), what)
            : Problem.of(what));
  }

  private static Optional<Object> value(Binding binding, Templates templates, Scope scope) {
    if (binding instanceof Binding.Written written) {
      return templates.value(written.node(), scope);
    }
    return binding instanceof Binding.Known known ? known.value() : Optional.empty();
  }

  /** Gives each host the roles of its groups, and those that are on another role's hosts. */
  public static Placement of(List<Host> hosts, Map<String, Group> groups, Tables tables) {
    Map<String, List<String>> byRole = new TreeMap<>();
    tables.roles().values().stream()
        .map(role -> Map.entry(role.name(), hostsOf(role, groups, tables)))
        .filter(entry -> !entry.getValue().isEmpty())
        .forEach(entry -> byRole.put(entry.getKey(), entry.getValue()));
    Layout layout = Layout.of(byRole, tables.roles().values());
    List<HostInfo> placed = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    List<String> names = hosts.stream().map(Host::name).filter(name -> !isAddress(name)).toList();
    for (Host host : hosts) {
      List<String> roles = layout.rolesOf(host.name());
      if (roles.isEmpty()) {
        warnings.add(
            Problem.at(
                    host.position(),
                    "no requirement applies to " + host.name() + ": it has no role")
                .withRemedy(
                    "put it into one of the groups "
                        + String.join(", ", tables.roles().keySet().stream().sorted().toList())));
      }
      List<String> peers = names.stream().filter(name -> !name.equals(host.name())).toList();
      placed.add(new HostInfo(host.name(), roles, peers, layout));
    }
    return new Placement(placed, warnings);
  }

  private static List<String> hostsOf(Role role, Map<String, Group> groups, Tables tables) {
    Group group = groups.get(role.name());
    if (group != null && !group.hosts().isEmpty()) {
      return group.hosts();
    }
    return role.beside()
        .map(other -> hostsOf(tables.roles().get(other), groups, tables))
        .orElse(List.of());
  }

  private static boolean isAddress(String name) {
    return InetAddresses.isInetAddress(name);
  }
}
