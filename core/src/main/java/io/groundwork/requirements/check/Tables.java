package io.groundwork.requirements.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The tables of the document that checks judge by.
 *
 * @param roles roles by name, in the order of the data
 * @param sizes for each column, figures by name: {@code cores}, {@code memory_gb}, {@code disk_gb}
 * @param volumes what those sizes are for
 * @param ports what roles listen on
 * @param outbound what roles connect to outside
 * @param systems the listed operating systems
 * @param products the third-party products by name, in the order of the data
 * @param licenseServers the vendor's license servers
 * @param browsers the browsers that the platform's panel is for
 * @param pcSystems the operating systems of its users' machines
 */
public record Tables(
    Map<String, Role> roles,
    Map<Column, Map<String, Amounts>> sizes,
    Volumes volumes,
    List<Port> ports,
    List<Outbound> outbound,
    List<ListedSystem> systems,
    Map<String, Product> products,
    List<Endpoint> licenseServers,
    List<Browser> browsers,
    List<String> pcSystems) {

  public Tables {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    sizes = Map.copyOf(sizes);
    Objects.requireNonNull(volumes, "volumes");
    ports = List.copyOf(ports);
    outbound = List.copyOf(outbound);
    systems = List.copyOf(systems);
    products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
    licenseServers = List.copyOf(licenseServers);
    browsers = List.copyOf(browsers);
    pcSystems = List.copyOf(pcSystems);
  }

  /** A host's roles among these; what it has none of asks nothing of it. */
  public List<Role> rolesOf(HostInfo host) {
    return host.roles().stream().filter(roles::containsKey).map(roles::get).toList();
  }

  /** The figure for a host: of several columns the larger. */
  public Amounts size(String name, HostInfo host) {
    return rolesOf(host).stream()
        .flatMap(role -> size(name, role.column()).stream())
        .reduce(Amounts::larger)
        .orElse(new Amounts(0, 0));
  }

  /** The sum of the figures of all columns that a host has roles of. */
  public Amounts sum(String name, HostInfo host) {
    return rolesOf(host).stream()
        .map(Role::column)
        .distinct()
        .flatMap(column -> size(name, column).stream())
        .reduce(Amounts::plus)
        .orElse(new Amounts(0, 0));
  }

  public Optional<Amounts> size(String name, Column column) {
    return Optional.ofNullable(sizes.getOrDefault(column, Map.of()).get(name));
  }
}
