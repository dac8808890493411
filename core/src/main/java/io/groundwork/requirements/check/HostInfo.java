package io.groundwork.requirements.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A host to check.
 *
 * @param name its name in the inventory
 * @param roles the names of its roles
 * @param peers names of the inventory's other hosts that it has to find; no addresses
 * @param settings what the inventory says of it
 * @param layout which roles are on which hosts of the inventory
 */
public record HostInfo(
    String name, List<String> roles, List<String> peers, Settings settings, Layout layout) {
  public HostInfo {
    Objects.requireNonNull(name, "name");
    roles = List.copyOf(roles);
    peers = List.copyOf(peers);
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(layout, "layout");
  }

  /** A host of which the inventory says nothing but its groups. */
  public HostInfo(String name, List<String> roles, List<String> peers, Layout layout) {
    this(name, roles, peers, Settings.NONE, layout);
  }

  /** A host that is alone. */
  public HostInfo(String name, List<String> roles, List<String> peers) {
    this(name, roles, peers, alone(name, roles));
  }

  private static Layout alone(String name, List<String> roles) {
    Map<String, List<String>> hosts =
        roles.stream().distinct().collect(Collectors.toMap(role -> role, role -> List.of(name)));
    return new Layout(hosts, Scheme.SINGLE);
  }

  /** The same host with these settings. */
  public HostInfo with(Settings other) {
    return new HostInfo(name, roles, peers, other, layout);
  }
}
