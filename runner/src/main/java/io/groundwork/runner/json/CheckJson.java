package io.groundwork.runner.json;

import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Outcome;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.report.Checked;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A check for programs.
 *
 * <pre>{@code
 * {
 *   "document": "…", "tier": "auto", "met": false,
 *   "counts": {"pass": 9, "warn": 0, "fail": 1, "unknown": 0},
 *   "hosts": [{
 *     "host": "db1", "roles": ["db"], "unreachable": null,
 *     "findings": [{
 *       "id", "title", "quote", "section", "severity": "must" | "should" | "note", "roles",
 *       "outcome": "pass" | "warn" | "fail" | "unknown", "measured", "wanted",
 *       "reached": "below" | "minimum" | "recommended" | null,
 *       "note", "evidence", "remedy"
 *     }]
 *   }]
 * }
 * }</pre>
 */
public final class CheckJson {

  private CheckJson() {}

  public static Map<String, Object> document(Checked checked) {
    JsonObject counts = new JsonObject();
    Map<Outcome, Integer> counted = checked.report().counts();
    for (Outcome outcome : Outcome.values()) {
      counts.put(lower(outcome), counted.get(outcome));
    }
    return new JsonObject()
        .put("document", checked.document())
        .put("tier", lower(checked.report().tier()))
        .put("met", checked.report().met())
        .put("counts", counts.tree())
        .put("hosts", checked.hosts().stream().map(host -> host(checked, host)).toList())
        .tree();
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

  private static Map<String, Object> finding(Finding finding) {
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
        .put("note", finding.note())
        .put("evidence", finding.evidence())
        .put("remedy", finding.remedy())
        .tree();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
