package io.groundwork.requirements;

import io.groundwork.engine.Run;
import io.groundwork.engine.Survey;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.PortReachCheck;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether hosts may be changed: what must be met there has to be met, or waived by the inventory.
 * What takes more than one host to judge, or more than a moment, is not asked here.
 *
 * <pre>{@code
 * Admission admission = Admission.of(inventory, Catalogue.load(file));
 * run.plan();
 * run.apply(Gate.OPEN.refusing(Admission.refusals(admission.failing(run, names))));
 * }</pre>
 */
public final class Admission {

  private final Inventory inventory;
  private final Checker checker;
  private final Waivers waivers;
  private final Map<String, HostInfo> placed;

  private Admission(
      Inventory inventory, Checker checker, Waivers waivers, Map<String, HostInfo> placed) {
    this.inventory = inventory;
    this.checker = checker;
    this.waivers = waivers;
    this.placed = placed;
  }

  /**
   * Reads what the inventory says of hosts and waivers. Touches no host.
   *
   * @throws LoadException when a waiver names a requirement that is not there, or no reason
   */
  public static Admission of(Inventory inventory, Catalogue catalogue) {
    Waivers waivers = Waivers.of(List.of(), inventory, inventory.hosts(), catalogue);
    Map<String, HostInfo> placed =
        Placement.of(inventory, catalogue.tables()).hosts().stream()
            .collect(Collectors.toMap(HostInfo::name, Function.identity()));
    return new Admission(inventory, new Checker(quick(catalogue), Tier.MINIMUM), waivers, placed);
  }

  /** What must be met, and is judged in a moment on the host alone. */
  static Catalogue quick(Catalogue catalogue) {
    return catalogue.with(
        rule ->
            rule.requirement().severity() == Severity.MUST
                && !(rule.check() instanceof PortReachCheck)
                && !Deep.measures(rule.check()));
  }

  /**
   * Checks hosts in one round trip each, over the run's connections. A host that nothing applies to
   * is not asked; one that cannot be reached is the run's to tell of.
   *
   * @return what is not met, for each host where that is so, in their order
   */
  public Map<String, List<Finding>> failing(Run run, Collection<String> names) {
    List<Host> asked =
        inventory.hosts().stream()
            .filter(host -> names.contains(host.name()))
            .filter(host -> !checker.rules(placed.get(host.name())).isEmpty())
            .toList();
    if (asked.isEmpty()) {
      return Map.of();
    }
    List<Survey.Answer<List<Finding>>> answers =
        run.ask(asked, (host, scope, reader) -> checker.check(placed.get(host.name()), reader));
    Map<String, List<Finding>> failing = new LinkedHashMap<>();
    for (Survey.Answer<List<Finding>> answer : answers) {
      List<Finding> found = new ArrayList<>(waivers.applied(answer.value().orElse(List.of())));
      found.removeIf(finding -> finding.outcome() != Outcome.FAIL);
      if (!found.isEmpty()) {
        failing.put(answer.host().name(), found);
      }
    }
    return failing;
  }

  /** Why hosts are left out of a run, in one sentence each. */
  public static Map<String, Problem> refusals(Map<String, List<Finding>> failing) {
    Map<String, Problem> refusals = new LinkedHashMap<>();
    failing.forEach((host, findings) -> refusals.put(host, refusal(host, findings)));
    return refusals;
  }

  private static Problem refusal(String host, List<Finding> findings) {
    String what =
        findings.stream()
            .map(
                finding ->
                    finding.requirement().title()
                        + ": "
                        + finding.measured()
                        + ", wanted "
                        + finding.wanted())
            .collect(Collectors.joining("; "));
    return Problem.of(host + " does not meet what it must: " + what)
        .withRemedy(findings.get(0).remedy());
  }
}
