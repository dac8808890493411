package io.groundwork.requirements;

import io.groundwork.engine.CutException;
import io.groundwork.engine.HostReader;
import io.groundwork.module.Read;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Reached;
import io.groundwork.requirements.check.Readings;
import io.groundwork.requirements.check.UnreadableException;
import io.groundwork.requirements.check.Verdict;
import io.groundwork.transport.BecomeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks hosts against the requirements, each in one round trip.
 *
 * @param catalogue the requirements
 * @param tier what is asked of the hosts
 */
public record Checker(Catalogue catalogue, Tier tier) {

  public Checker {
    Objects.requireNonNull(catalogue, "catalogue");
    Objects.requireNonNull(tier, "tier");
  }

  /**
   * Checks one host by itself. What it takes other hosts to tell is unknown then; {@link
   * Inspection} tells it. Different hosts may be checked at the same time.
   *
   * @return a finding for every requirement that applies to it, in the catalogue's order
   * @throws CutException when the connection went meanwhile
   */
  public List<Finding> check(HostInfo host, HostReader reader)
      throws CutException, BecomeException {
    List<Snippet.Call> calls = calls(host);
    List<Read> reads = calls.isEmpty() ? List.of() : reader.read(calls);
    return findings(host, readings(calls, reads), Map.of());
  }

  /** What to read on a host, nothing twice. */
  List<Snippet.Call> calls(HostInfo host) {
    return rules(host).stream()
        .flatMap(rule -> rule.check().calls(host).stream())
        .distinct()
        .toList();
  }

  /** The answers to these calls, in their order. */
  static Readings readings(List<Snippet.Call> calls, List<Read> reads) {
    Map<Snippet.Call, Read> answers = new LinkedHashMap<>();
    for (int at = 0; at < calls.size(); at++) {
      answers.put(calls.get(at), reads.get(at));
    }
    return new Readings(answers);
  }

  /**
   * Judges what a host answered.
   *
   * @param told verdicts of requirements that it takes more than one host to judge, by their ids
   */
  List<Finding> findings(HostInfo host, Readings readings, Map<String, Verdict> told) {
    return rules(host).stream()
        .map(
            rule ->
                finding(
                    rule,
                    host,
                    Optional.ofNullable(told.get(rule.requirement().id()))
                        .orElseGet(() -> verdict(rule, host, readings))))
        .toList();
  }

  /** The findings for a host that could not be asked: every requirement unknown, and why. */
  public List<Finding> unreachable(HostInfo host, String reason) {
    return rules(host).stream().map(rule -> finding(rule, host, Verdict.unknown(reason))).toList();
  }

  /** The requirements that apply to a host. */
  List<Rule> rules(HostInfo host) {
    return catalogue.rules().stream()
        .filter(rule -> rule.requirement().appliesTo().tiers().contains(tier))
        .filter(rule -> rule.appliesTo(host))
        .toList();
  }

  private static Verdict verdict(Rule rule, HostInfo host, Readings readings) {
    try {
      return rule.check().judge(host, readings);
    } catch (UnreadableException e) {
      return Verdict.unknown(e.getMessage());
    }
  }

  private Finding finding(Rule rule, HostInfo host, Verdict verdict) {
    Requirement requirement = rule.requirement();
    Outcome outcome = outcome(requirement.severity(), verdict);
    Optional<Verdict.Reaches> reaches =
        verdict instanceof Verdict.Reaches one ? Optional.of(one) : Optional.empty();
    return new Finding(
        requirement,
        host.name(),
        host.roles().stream().filter(requirement.appliesTo().roles()::contains).toList(),
        outcome,
        verdict.measured(),
        rule.check().wanted(host),
        reaches.map(Verdict.Reaches::reached),
        verdict.note(),
        rule.check().command(host),
        outcome == Outcome.PASS ? "" : requirement.remedy(),
        reaches.flatMap(Verdict.Reaches::gauge),
        Optional.empty());
  }

  /** What a verdict comes to. */
  Outcome outcome(Severity severity, Verdict verdict) {
    if (verdict instanceof Verdict.Unknown) {
      return Outcome.UNKNOWN;
    }
    if (verdict instanceof Verdict.Met) {
      return Outcome.PASS;
    }
    boolean reachesMinimum =
        verdict instanceof Verdict.Reaches reaches && reaches.reached() != Reached.BELOW;
    boolean reachesAll =
        verdict instanceof Verdict.Reaches reaches && reaches.reached() == Reached.RECOMMENDED;
    if (reachesAll || (reachesMinimum && tier == Tier.MINIMUM)) {
      return Outcome.PASS;
    }
    if (reachesMinimum && tier == Tier.AUTO) {
      return Outcome.WARN;
    }
    return severity == Severity.MUST ? Outcome.FAIL : Outcome.WARN;
  }
}
