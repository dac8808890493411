package io.groundwork.requirements;

import io.groundwork.requirements.Sizing.Server;
import io.groundwork.requirements.check.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inventory to fill in, with the hosts of a computed size. */
public final class SkeletonInventory {

  private static final int FIRST_ADDRESS = 11;

  private SkeletonInventory() {}

  /** The text of the inventory, in YAML. */
  public static String text(Sizing sizing) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# For "
            + sizing.customers()
            + " customers and "
            + sizing.daily()
            + " messages a day, placed as "
            + sizing.scheme().word()
            + ".");
    lines.add("# Put in your addresses: no host is in 192.0.2.0/24, which is for documentation.");
    lines.add("# Keep secrets out of it: they belong in group_vars beside it, best encrypted.");
    lines.add("all:");
    lines.add("  vars:");
    lines.add("    ansible_user: ops");
    lines.add("    ansible_become: true");
    lines.add("  hosts:");
    int address = FIRST_ADDRESS;
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (Server server : sizing.servers()) {
      host(server, "192.0.2." + address++, sizing, lines);
      server
          .groups()
          .forEach(
              group -> groups.computeIfAbsent(group, g -> new ArrayList<>()).add(server.name()));
    }
    lines.add("  children:");
    groups.forEach(
        (group, hosts) -> {
          lines.add("    " + group + ":");
          lines.add("      hosts:");
          hosts.forEach(host -> lines.add("        " + host + ":"));
        });
    return String.join("\n", lines) + "\n";
  }

  private static void host(Server server, String address, Sizing sizing, List<String> lines) {
    lines.add("    # " + server.cores() + " dedicated cores, " + server.memoryGb() + " GB memory");
    for (int i = 0; i < server.columns().size(); i++) {
      boolean sends = server.columns().get(i) == Column.SENDING;
      lines.add(
          "    # disk: "
              + server.disks().get(i)
              + (sends ? " GB for the spool" : " GB NVMe for the data directories"));
    }
    lines.add("    " + server.name() + ":");
    lines.add("      ansible_host: " + address);
    lines.add("      service_address: " + address + " # where its services listen");
    if (server.addresses() > 0) {
      lines.add("      public_addresses: [] # " + server.addresses() + " public IPv4 addresses");
    }
    if (server.columns().contains(Column.SENDING)) {
      String count =
          sizing
              .addresses()
              .map(between -> between.least() + " to " + between.most() + " over all senders")
              .orElse("the document has no figure: ask");
      lines.add("      sending_addresses: [] # " + count);
      lines.add("      daily_messages: " + sizing.dailyOfEach());
    }
  }
}
