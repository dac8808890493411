package io.groundwork.runner.json;

import io.groundwork.requirements.Sizing;
import java.util.Locale;
import java.util.Map;

/**
 * A computed size for programs.
 *
 * <pre>{@code
 * {
 *   "customers": 5000000, "daily": 1000000, "topology": "two", "tier": "minimum" | "recommended",
 *   "beyond": ["…"], "spool_bytes": 210000000000,
 *   "sending_addresses": {"least": 2, "most": 4} | null,
 *   "hosts": [{"host", "groups", "cores", "memory_gb", "disks_gb", "public_addresses"}],
 *   "arithmetic": [{"what", "how", "source"}]
 * }
 * }</pre>
 */
public final class SizeJson {

  private SizeJson() {}

  public static Map<String, Object> document(Sizing sizing) {
    return new JsonObject()
        .put("customers", sizing.customers())
        .put("daily", sizing.daily())
        .put("topology", sizing.scheme().word())
        .put("tier", sizing.tier().name().toLowerCase(Locale.ROOT))
        .put("beyond", sizing.beyond())
        .put("spool_bytes", sizing.spoolBytes())
        .put(
            "sending_addresses",
            sizing
                .addresses()
                .map(
                    between ->
                        new JsonObject()
                            .put("least", between.least())
                            .put("most", between.most())
                            .tree()))
        .put("hosts", sizing.servers().stream().map(SizeJson::server).toList())
        .put("arithmetic", sizing.arithmetic().stream().map(SizeJson::line).toList())
        .tree();
  }

  private static Map<String, Object> server(Sizing.Server server) {
    return new JsonObject()
        .put("host", server.name())
        .put("groups", server.groups())
        .put("cores", server.cores())
        .put("memory_gb", server.memoryGb())
        .put("disks_gb", server.disks())
        .put("public_addresses", server.addresses())
        .tree();
  }

  private static Map<String, Object> line(Sizing.Line line) {
    return new JsonObject()
        .put("what", line.what())
        .put("how", line.how())
        .put("source", line.source())
        .tree();
  }
}
