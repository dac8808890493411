package io.groundwork.facts;

import java.util.List;
import java.util.Map;

/** Ansible's two words for it: the type, and whether the host is a guest or a host of guests. */
final class VirtualizationFacts {

  static final FactSource SOURCE =
      FactSource.of(
          "virtualization",
          List.of("virtualization_type", "virtualization_role"),
          reading -> facts(Virtualization.parse(reading)));

  private VirtualizationFacts() {}

  private static Map<String, Object> facts(Virtualization found) {
    if (found.kind() != Virtualization.Kind.MACHINE) {
      return Map.of("virtualization_type", found.type(), "virtualization_role", "guest");
    }
    return found.canHost()
        ? Map.of("virtualization_type", "kvm", "virtualization_role", "host")
        : Map.of("virtualization_type", "NA", "virtualization_role", "NA");
  }
}
