package io.groundwork.runner.report;

import io.groundwork.engine.Survey.Answer;
import io.groundwork.requirements.Catalogue;
import io.groundwork.requirements.Checker;
import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Inspection;
import io.groundwork.requirements.Report;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A check as it is shown.
 *
 * @param document what the requirements are from
 * @param hosts the checked hosts, in order
 * @param unreachable those that could not be asked, with the reason; all of theirs is unknown
 * @param report what the check showed
 */
public record Checked(
    String document, List<HostInfo> hosts, Map<String, Problem> unreachable, Report report) {

  public Checked {
    hosts = List.copyOf(hosts);
    unreachable = Map.copyOf(unreachable);
  }

  /** Puts the answers together. */
  public static Checked of(
      Catalogue catalogue,
      Checker checker,
      Map<String, HostInfo> placed,
      Inspection.Result result) {
    List<HostInfo> hosts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Map<String, Problem> unreachable = new LinkedHashMap<>();
    for (Answer<List<Finding>> answer : result.answers()) {
      HostInfo host = placed.get(answer.host().name());
      hosts.add(host);
      answer.value().ifPresent(findings::addAll);
      answer
          .problem()
          .ifPresent(
              problem -> {
                unreachable.put(host.name(), problem);
                findings.addAll(checker.unreachable(host, problem.summary()));
              });
    }
    return new Checked(
        catalogue.document(), hosts, unreachable, new Report(checker.tier(), findings, result.ports()));
  }

  /** The findings of one host. */
  public List<Finding> findings(String host) {
    return report.findings().stream().filter(finding -> finding.host().equals(host)).toList();
  }
}
