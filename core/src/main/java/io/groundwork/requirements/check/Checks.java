package io.groundwork.requirements.check;

import java.util.List;
import java.util.Optional;

/** All kinds of checks there are. */
public final class Checks {

  private static final List<CheckKind> ALL =
      List.of(
          OperatingSystemCheck.KIND,
          CoresCheck.KIND,
          MemoryCheck.KIND,
          DiskSizeCheck.KIND,
          DiskTypeCheck.KIND,
          FreeSpaceCheck.KIND,
          InodesCheck.KIND,
          SpoolCheck.KIND,
          FileSystemCheck.KIND,
          LinkSpeedCheck.KIND,
          PublicAddressesCheck.KIND,
          ReverseNamesCheck.KIND,
          RepositoriesCheck.KIND,
          OutboundMailCheck.KIND,
          SmtpRelayCheck.KIND,
          ResolverCheck.KIND,
          DiskSpeedCheck.KIND,
          HostSpeedCheck.KIND,
          InternetSpeedCheck.KIND,
          NumaCheck.KIND,
          PortsCheck.KIND,
          PortReachCheck.KIND,
          LicenseServersCheck.KIND,
          NamesCheck.KIND,
          ClockCheck.KIND,
          ProductSystemCheck.KIND,
          ProcessorCheck.KIND,
          CpuModelCheck.KIND,
          CpuFlagsCheck.KIND,
          StealCheck.KIND,
          KernelCheck.KIND,
          MemoryTypeCheck.KIND,
          PackagesCheck.KIND,
          LocaleCheck.KIND,
          KernelSettingCheck.KIND,
          StoreSettingsCheck.KIND,
          MembersCheck.KIND,
          ClusterResourcesCheck.KIND,
          SeparateServersCheck.KIND,
          ApartCheck.KIND);

  private Checks() {}

  public static List<CheckKind> all() {
    return ALL;
  }

  public static Optional<CheckKind> find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
