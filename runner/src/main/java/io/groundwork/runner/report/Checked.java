package io.groundwork.runner.report;

import io.groundwork.engine.Survey.Answer;
import io.groundwork.requirements.Catalogue;
import io.groundwork.requirements.Checker;
import io.groundwork.requirements.Finding;
import io.groundwork.requirements.ForPeople;
import io.groundwork.requirements.Inspection;
import io.groundwork.requirements.Report;
import io.groundwork.requirements.Requirement;
import io.groundwork.requirements.Rule;
import io.groundwork.requirements.Waivers;
import io.groundwork.requirements.check.Browser;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A check or a verification as it is shown.
 *
 * @param kind which of them
 * @param document what the requirements are from
 * @param requirements what was asked for, in order, whether it applies to a host or not
 * @param hosts the checked hosts, in order
 * @param unreachable those that could not be asked, with the reason; all of theirs is unknown
 * @param report what the check showed
 * @param desk what the machines of those who read it have to be like
 * @param forPeople the statements that no machine can judge
 */
public record Checked(
    Kind kind,
    String document,
    List<Requirement> requirements,
    List<HostInfo> hosts,
    Map<String, Problem> unreachable,
    Report report,
    Desk desk,
    List<ForPeople> forPeople) {

  /** What hosts are held against. */
  public enum Kind {
    /** The documented system requirements. */
    CHECK("check", "System requirements", "Requirement"),
    /** What the playbook of the platform makes of them. */
    VERIFY("verify", "Platform as planned", "Statement");

    private final String command;
    private final String title;
    private final String noun;

    Kind(String command, String title, String noun) {
      this.command = command;
      this.title = title;
      this.noun = noun;
    }

    /** The name of the command. */
    public String command() {
      return command;
    }

    /** The title of a page. */
    public String title() {
      return title;
    }

    /** What one of its lines is, in the singular. */
    public String noun() {
      return noun;
    }
  }

  /**
   * What the document asks of the machine that somebody works with the platform on.
   *
   * @param browsers the browsers, each with the oldest version that counts
   * @param systems the operating systems, in words
   */
  public record Desk(List<Browser> browsers, List<String> systems) {
    public Desk {
      browsers = List.copyOf(browsers);
      systems = List.copyOf(systems);
    }
  }

  public Checked {
    requirements = List.copyOf(requirements);
    hosts = List.copyOf(hosts);
    unreachable = Map.copyOf(unreachable);
    forPeople = List.copyOf(forPeople);
  }

  /** Puts the answers together. */
  public static Checked of(
      Checker checker, Waivers waivers, Map<String, HostInfo> placed, Inspection.Result result) {
    Catalogue catalogue = checker.catalogue();
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
        Kind.CHECK,
        catalogue.document(),
        catalogue.rules().stream().map(Rule::requirement).toList(),
        hosts,
        unreachable,
        new Report(checker.tier(), waivers.applied(findings), result.ports()),
        new Desk(catalogue.tables().browsers(), catalogue.tables().pcSystems()),
        catalogue.forPeople());
  }

  /** The findings of one host. */
  public List<Finding> findings(String host) {
    return report.findings().stream().filter(finding -> finding.host().equals(host)).toList();
  }

  /** The finding of one requirement on one host; empty where it does not apply. */
  public Optional<Finding> finding(String host, String requirement) {
    return report.findings().stream()
        .filter(one -> one.host().equals(host) && one.requirement().id().equals(requirement))
        .findFirst();
  }

  /** How many pairs of a host and a requirement there are, those included that do not apply. */
  public int pairs() {
    return hosts.size() * requirements.size();
  }
}
