package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;

/**
 * A host to check.
 *
 * @param name its name in the inventory
 * @param roles the names of its roles
 * @param peers names of the inventory's other hosts that it has to find; no addresses
 */
public record HostInfo(String name, List<String> roles, List<String> peers) {
  public HostInfo {
    Objects.requireNonNull(name, "name");
    roles = List.copyOf(roles);
    peers = List.copyOf(peers);
  }
}
