package io.groundwork.requirements.check;

import java.util.List;

/** The directories that a host's roles keep data in. */
final class DataDirectories {

  private DataDirectories() {}

  static List<String> of(Tables tables, HostInfo host) {
    return tables.rolesOf(host).stream()
        .flatMap(role -> role.directories().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
