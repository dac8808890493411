package io.groundwork.requirements.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of the document that checks judge by.
 *
 * @param roles roles by name, in the order of the data
 * @param sizes for each column, figures by name: {@code cores}, {@code memory_gb}, {@code disk_gb}
 * @param ports what roles listen on
 * @param systems the listed operating systems
 * @param licenseServers the vendor's license servers
 */
public record Tables(
    Map<String, Role> roles,
    Map<Column, Map<String, Amounts>> sizes,
    List<Port> ports,
    List<ListedSystem> systems,
    List<Endpoint> licenseServers) {

  public Tables {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    sizes = Map.copyOf(sizes);
    ports = List.copyOf(ports);
    systems = List.copyOf(systems);
    licenseServers = List.copyOf(licenseServers);
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

  public Optional<Amounts> size(String name, Column column) {
    return Optional.ofNullable(sizes.getOrDefault(column, Map.of()).get(name));
  }
}
