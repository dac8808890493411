package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;

/**
 * A host to check.
 *
 * @param name its name in the inventory
 * @param roles the names of its roles
 * @param peers names of the inventory's other hosts that it has to find; no addresses
 * @param settings what the inventory says of it
 */
public record HostInfo(String name, List<String> roles, List<String> peers, Settings settings) {
  public HostInfo {
    Objects.requireNonNull(name, "name");
    roles = List.copyOf(roles);
    peers = List.copyOf(peers);
    Objects.requireNonNull(settings, "settings");
  }

  /** A host of which the inventory says nothing but its groups. */
  public HostInfo(String name, List<String> roles, List<String> peers) {
    this(name, roles, peers, Settings.NONE);
  }

  /** The same host with these settings. */
  public HostInfo with(Settings other) {
    return new HostInfo(name, roles, peers, other);
  }
}
