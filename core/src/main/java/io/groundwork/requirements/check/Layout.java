package io.groundwork.requirements.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which hosts of the whole inventory have which role.
 *
 * @param hosts names of hosts by role; a role without hosts is absent
 * @param scheme the way the platform is placed
 */
public record Layout(Map<String, List<String>> hosts, Scheme scheme) {

  public Layout {
    hosts = Map.copyOf(hosts);
  }

  /** The layout of hosts by role; these roles tell what is what. */
  public static Layout of(Map<String, List<String>> hosts, Collection<Role> roles) {
    return new Layout(hosts, scheme(hosts, roles));
  }

  /** Hosts of a role, none included. */
  public List<String> hostsOf(String role) {
    return hosts.getOrDefault(role, List.of());
  }

  /** Roles of a host. */
  public List<String> rolesOf(String host) {
    return hosts.entrySet().stream()
        .filter(entry -> entry.getValue().contains(host))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Scheme scheme(Map<String, List<String>> hosts, Collection<Role> roles) {
    Set<String> control = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (Role role : roles) {
      List<String> own = hosts.getOrDefault(role.name(), List.of());
      all.addAll(own);
      if (role.column() != Column.CONTROL) {
        continue;
      }
      // A role that others are placed beside keeps no data itself: its hosts are theirs.
      boolean shared =
          roles.stream().anyMatch(other -> other.beside().equals(Optional.of(role.name())));
      if (!shared && own.size() > 1) {
        return Scheme.CLUSTER;
      }
      control.addAll(own);
    }
    if (all.size() <= 1) {
      return Scheme.SINGLE;
    }
    return control.size() <= 1 ? Scheme.TWO : Scheme.SEPARATE;
  }
}
