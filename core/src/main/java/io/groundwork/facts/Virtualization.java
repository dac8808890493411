package io.groundwork.facts;

import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether a host is a machine of its own, as well as an ordinary user there can tell.
 *
 * @param type the hypervisor or container, in the words of {@code systemd-detect-virt}; {@code NA}
 *     for bare metal
 * @param kind what the host is
 * @param canHost whether it can run virtual machines itself
 */
public record Virtualization(String type, Kind kind, boolean canHost) {

  /** What a host is. */
  public enum Kind {
    MACHINE,
    VIRTUAL_MACHINE,
    CONTAINER
  }

  private static final Set<String> CONTAINERS =
      Set.of(
          "docker",
          "podman",
          "lxc",
          "lxc-libvirt",
          "systemd-nspawn",
          "openvz",
          "rkt",
          "wsl",
          "proot",
          "pouch",
          "container-other");

  private static final Set<String> KEYS =
      Set.of("detected", "container", "sys_vendor", "product_name", "flag", "device");

  public Virtualization {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(kind, "kind");
  }

  /** Reads what {@link #parse} takes. */
  public static Snippet.Call call() {
    return Snippet.resource(Virtualization.class, "virtualization.sh").call();
  }

  public static Virtualization parse(Reading reading) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      String[] parts = line.strip().split(" ", 2);
      if (!KEYS.contains(parts[0])) {
        throw Lines.unexpected(line);
      }
      seen.put(parts[0], parts.length > 1 ? parts[1].strip() : "");
    }
    boolean canHost = seen.containsKey("device");
    String container = seen.getOrDefault("container", "");
    if (!container.isEmpty()) {
      return new Virtualization(container, Kind.CONTAINER, canHost);
    }
    String type = seen.getOrDefault("detected", "");
    if (type.isEmpty()) {
      type = guess(seen);
    }
    if (type.equals("none")) {
      return new Virtualization("NA", Kind.MACHINE, canHost);
    }
    return new Virtualization(
        type, CONTAINERS.contains(type) ? Kind.CONTAINER : Kind.VIRTUAL_MACHINE, canHost);
  }

  /** For hosts without systemd: what the firmware and the processor say. */
  private static String guess(Map<String, String> seen) {
    String firmware =
        (seen.getOrDefault("sys_vendor", "") + " " + seen.getOrDefault("product_name", ""))
            .toLowerCase(Locale.ROOT);
    if (firmware.contains("vmware")) {
      return "vmware";
    }
    if (firmware.contains("virtualbox") || firmware.contains("innotek")) {
      return "oracle";
    }
    if (firmware.contains("microsoft") && firmware.contains("virtual")) {
      return "microsoft";
    }
    if (firmware.contains("xen")) {
      return "xen";
    }
    if (firmware.contains("qemu") || firmware.contains("kvm")) {
      return "kvm";
    }
    return seen.containsKey("flag") ? "vm-other" : "none";
  }
}
