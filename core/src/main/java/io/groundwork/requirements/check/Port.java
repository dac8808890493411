package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A TCP port that a role listens on.
 *
 * @param number the port
 * @param role the role whose hosts listen there
 * @param variable the inventory's variable that moves it; empty for a port that stays
 * @param title what for
 * @param processes names of the product's own processes, which may hold it already; the kernel
 *     keeps 15 characters of a name
 * @param access who may reach it: names of roles, and {@link #ADMINISTRATORS}, {@link #INTERNAL} or
 *     {@link #PUBLIC}; a role that names itself means its other hosts
 * @param cluster whether it is used between the hosts of a cluster only
 * @param documented whether the document has it, else the product needs it all the same
 */
public record Port(
    int number,
    String role,
    Optional<String> variable,
    String title,
    List<String> processes,
    List<String> access,
    boolean cluster,
    boolean documented) {

  /** The machines that administrators work at. */
  public static final String ADMINISTRATORS = "administrators";

  /** Everyone within the organisation's own network. */
  public static final String INTERNAL = "internal";

  /** Everyone. */
  public static final String PUBLIC = "public";

  /** Those who may have access and are no role. */
  public static final List<String> PEOPLE = List.of(ADMINISTRATORS, INTERNAL, PUBLIC);

  public Port {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(variable, "variable");
    Objects.requireNonNull(title, "title");
    processes = List.copyOf(processes);
    access = List.copyOf(access);
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("no TCP port: " + number);
    }
  }

  /** The same port where this host has it, which the inventory may have moved. */
  public Port on(HostInfo host) {
    int there =
        variable
            .map(name -> host.settings().number(name))
            .filter(OptionalLong::isPresent)
            .map(moved -> Math.toIntExact(moved.getAsLong()))
            .orElse(number);
    return new Port(there, role, variable, title, processes, access, cluster, documented);
  }

  /** Whether a host listens there, in this way of placing the platform. */
  public boolean usedBy(HostInfo host) {
    return host.roles().contains(role) && (!cluster || host.layout().hostsOf(role).size() > 1);
  }
}
