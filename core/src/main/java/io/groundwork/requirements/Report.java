package io.groundwork.requirements;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a whole check showed.
 *
 * @param tier what was asked of the hosts
 * @param findings one for each host and requirement that applies to it
 * @param ports which host reaches which port of which other
 */
public record Report(Tier tier, List<Finding> findings, PortMatrix ports) {

  /** The exit status of a check whose requirements are not met. */
  public static final int NOT_MET = 5;

  public Report {
    Objects.requireNonNull(tier, "tier");
    findings = List.copyOf(findings);
    Objects.requireNonNull(ports, "ports");
  }

  /** Of hosts whose ports were not tried. */
  public Report(Tier tier, List<Finding> findings) {
    this(tier, findings, PortMatrix.NONE);
  }

  /** How many findings there are of each outcome, zeros included. */
  public Map<Outcome, Integer> counts() {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0);
    }
    findings.forEach(finding -> counts.merge(finding.outcome(), 1, Integer::sum));
    return counts;
  }

  /** Whether nothing failed. What is unknown did not fail. */
  public boolean met() {
    return findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAIL);
  }

  /** 0 when all requirements are met, else {@link #NOT_MET}. */
  public int exitCode() {
    return met() ? 0 : NOT_MET;
  }
}
