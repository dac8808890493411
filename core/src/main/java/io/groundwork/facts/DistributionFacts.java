package io.groundwork.facts;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The distribution. Names and families are Ansible's, with two additions: Astra Linux counts as
 * Debian and RED OS as RedHat, since that is how software is installed there.
 */
final class DistributionFacts {

  static final FactSource SOURCE =
      FactSource.of(
          "distribution",
          List.of(
              "distribution",
              "distribution_version",
              "distribution_major_version",
              "distribution_release",
              "os_family"),
          reading -> facts(OperatingSystem.parse(reading)));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("debian", "Debian"),
          Map.entry("ubuntu", "Ubuntu"),
          Map.entry("rhel", "RedHat"),
          Map.entry("centos", "CentOS"),
          Map.entry("rocky", "Rocky"),
          Map.entry("almalinux", "AlmaLinux"),
          Map.entry("ol", "OracleLinux"),
          Map.entry("fedora", "Fedora"),
          Map.entry("amzn", "Amazon"),
          Map.entry("sles", "SLES"),
          Map.entry("sles_sap", "SLES_SAP"),
          Map.entry("opensuse-leap", "openSUSE Leap"),
          Map.entry("opensuse-tumbleweed", "openSUSE Tumbleweed"),
          Map.entry("alpine", "Alpine"),
          Map.entry("arch", "Archlinux"),
          Map.entry("astra", "Astra Linux"),
          Map.entry("redos", "RED OS"));

  private static final List<Family> FAMILIES =
      List.of(
          new Family("Debian", Set.of("debian", "ubuntu", "astra")),
          new Family("RedHat", Set.of("rhel", "centos", "fedora", "redos")),
          new Family("Suse", Set.of("suse", "sles", "opensuse")),
          new Family("Alpine", Set.of("alpine")),
          new Family("Archlinux", Set.of("arch")));

  private record Family(String name, Set<String> ids) {}

  private DistributionFacts() {}

  private static Map<String, Object> facts(OperatingSystem os) {
    String distribution = NAMES.getOrDefault(os.id(), os.name());
    return Map.of(
        "distribution", distribution,
        "distribution_version", os.version(),
        "distribution_major_version", os.majorVersion(),
        "distribution_release", os.codename(),
        "os_family", family(os).orElse(distribution));
  }

  private static Optional<String> family(OperatingSystem os) {
    for (String id : Splitter.on(" ").split(os.id() + " " + os.idLike())) {
      for (Family family : FAMILIES) {
        if (family.ids().contains(id)) {
          return Optional.of(family.name());
        }
      }
    }
    return Optional.empty();
  }
}
