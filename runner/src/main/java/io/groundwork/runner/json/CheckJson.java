package io.groundwork.runner.json;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.check.Gauge;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.report.Checked;
import io.groundwork.text.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A check for programs.
 *
 * <pre>{@code
 * {
 *   "command": "check" | "verify", "document": "…", "tier": "auto", "met": false,
 *   "pairs": 12, "apply": 10,
 *   "counts": {"pass": 9, "warn": 0, "fail": 1, "waived": 0, "unknown": 0},
 *   "hosts": [{
 *     "host": "db1", "roles": ["db"], "unreachable": null,
 *     "findings": [{
 *       "id", "title", "quote", "section", "severity": "must" | "should" | "note", "roles",
 *       "outcome": "pass" | "warn" | "fail" | "waived" | "unknown", "measured", "wanted",
 *       "reached": "below" | "minimum" | "recommended" | null,
 *       "gauge": {"value": 62.7, "minimum": 64, "recommended": 96, "unit": "GB"} | null,
 *       "waived": {"instead": "fail", "reason": "…"} | null,
 *       "note", "evidence", "remedy"
 *     }]
 *   }]
 * }
 * }</pre>
 *
 * As lines there is one for each finding, which says its host, and a last one with what stands
 * above the hosts.
 */
public final class CheckJson {

  private CheckJson() {}

  public static Map<String, Object> document(Checked checked) {
    return summary(checked)
        .put("hosts", checked.hosts().stream().map(host -> host(checked, host)).toList())
        .tree();
  }

  public static String lines(Checked checked) {
    StringBuilder lines = new StringBuilder();
    for (Finding finding : checked.report().findings()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("host", finding.host());
      line.putAll(finding(finding));
      lines.append(Json.line(line)).append('\n');
    }
    return lines.append(Json.line(summary(checked).tree())).append('\n').toString();
  }

  private static JsonObject summary(Checked checked) {
    JsonObject counts = new JsonObject();
    Map<Outcome, Integer> counted = checked.report().counts();
    for (Outcome outcome : Outcome.values()) {
      counts.put(lower(outcome), counted.get(outcome));
    }
    return new JsonObject()
        .put("command", checked.kind().command())
        .put("document", checked.document())
        .put("tier", lower(checked.report().tier()))
        .put("met", checked.report().met())
        .put("pairs", checked.pairs())
        .put("apply", checked.report().findings().size())
        .put("counts", counts.tree());
  }

  private static Map<String, Object> host(Checked checked, HostInfo host) {
    return new JsonObject()
        .put("host", host.name())
        .put("roles", host.roles())
        .put(
            "unreachable",
            Optional.ofNullable(checked.unreachable().get(host.name())).map(ProblemJson::of))
        .put("findings", checked.findings(host.name()).stream().map(CheckJson::finding).toList())
        .tree();
  }

  /** One finding, without its host. */
  public static Map<String, Object> finding(Finding finding) {
    Requirement requirement = finding.requirement();
    return new JsonObject()
        .put("id", requirement.id())
        .put("title", requirement.title())
        .put("quote", requirement.quote())
        .put("section", requirement.section())
        .put("severity", lower(requirement.severity()))
        .put("roles", finding.roles())
        .put("outcome", lower(finding.outcome()))
        .put("measured", finding.measured())
        .put("wanted", finding.wanted())
        .put("reached", finding.reached().map(CheckJson::lower))
        .put("gauge", finding.gauge().map(CheckJson::gauge))
        .put("waived", finding.waived().map(CheckJson::waived))
        .put("note", finding.note())
        .put("evidence", finding.evidence())
        .put("remedy", finding.remedy())
        .tree();
  }

  private static Map<String, Object> gauge(Gauge gauge) {
    return new JsonObject()
        .put("value", BigDecimal.valueOf(gauge.value()).setScale(1, RoundingMode.HALF_UP))
        .put("minimum", gauge.wanted().minimum())
        .put("recommended", gauge.wanted().recommended())
        .put("unit", gauge.unit())
        .tree();
  }

  private static Map<String, Object> waived(Finding.Waived waived) {
    return new JsonObject()
        .put("instead", lower(waived.instead()))
        .put("reason", waived.reason())
        .tree();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
