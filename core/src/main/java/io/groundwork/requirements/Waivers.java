package io.groundwork.requirements;

import io.groundwork.inventory.Definition;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which requirements need not be met where. The inventory says it in a variable of a host or group:
 *
 * <pre>{@code
 * requirement_waivers:
 *   numa: two sockets, and the database is bound to one of them
 * }</pre>
 *
 * @param all those that count most first
 */
public record Waivers(List<Waiver> all) {

  /** The variable of hosts and groups that holds them. */
  public static final String VARIABLE = "requirement_waivers";

  public static final Waivers NONE = new Waivers(List.of());

  public Waivers {
    all = List.copyOf(all);
  }

  /**
   * Puts those of a command line before those of the inventory.
   *
   * @param hosts whose variables count
   * @throws LoadException when one names a requirement or a host that is not there, or no reason
   */
  public static Waivers of(
      List<Waiver> said, Inventory inventory, List<Host> hosts, Catalogue catalogue) {
    Problems problems = new Problems();
    List<Waiver> all = new ArrayList<>(said);
    for (Host host : hosts) {
      inventory.explain(host, VARIABLE).stream()
          .findFirst()
          .map(Definition::node)
          .ifPresent(node -> problems.gather(() -> all.addAll(read(host.name(), node))));
    }
    List<String> names = inventory.hosts().stream().map(Host::name).toList();
    Map<Position, Problem> unknown = new LinkedHashMap<>();
    for (Waiver waiver : all) {
      known("requirement", waiver.requirement(), catalogue.ids(), waiver.where())
          .or(() -> waiver.host().flatMap(host -> known("host", host, names, waiver.where())))
          .ifPresent(problem -> unknown.putIfAbsent(waiver.where(), problem));
    }
    unknown.values().forEach(problems::add);
    problems.throwIfAny();
    return new Waivers(all);
  }

  private static Optional<Problem> known(
      String what, String word, Collection<String> known, Position where) {
    return known.contains(word)
        ? Optional.empty()
        : Optional.of(
            Problem.at(where, "there is no " + what + " \"" + word + "\" to waive")
                .withRemedy(
                    Suggestion.didYouMean(word, known)
                        .orElse("there are " + String.join(", ", known))));
  }

  private static List<Waiver> read(String host, Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      throw new LoadException(
          Problem.at(node.position(), VARIABLE + " must be a mapping, not " + node.kind())
              .withRemedy("write the id of a requirement, a colon and the reason"));
    }
    List<Waiver> waivers = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            (id, entry) ->
                waivers.add(
                    new Waiver(
                        id, Optional.of(host), reason(id, entry.value()), entry.keyPosition())));
    return waivers;
  }

  private static String reason(String id, Node node) {
    if (node instanceof Node.Scalar scalar && scalar.isNull()) {
      return "";
    }
    if (node instanceof Node.Scalar scalar && !scalar.isSecret() && !Templates.isDynamic(scalar)) {
      return scalar.text().strip();
    }
    throw new LoadException(
        Problem.at(node.position(), "the reason to waive \"" + id + "\" is no plain text")
            .withRemedy("it is shown in reports: write it out, not sealed and without ${…}"));
  }

  /** The findings with those waived that are not met or warned of. */
  public List<Finding> applied(List<Finding> findings) {
    return findings.stream().map(this::applied).toList();
  }

  private Finding applied(Finding finding) {
    if (finding.outcome() != Outcome.FAIL && finding.outcome() != Outcome.WARN) {
      return finding;
    }
    return all.stream()
        .filter(waiver -> waiver.isFor(finding))
        .findFirst()
        .map(waiver -> finding.waived(waiver.reason()))
        .orElse(finding);
  }

  /**
   * Those that waived nothing, since what they are about is met or was not asked for.
   *
   * @param findings after {@link #applied}
   * @param checked the ids of the requirements that were checked
   */
  public List<Problem> idle(List<Finding> findings, Collection<String> checked) {
    Map<Position, Waiver> idle = new LinkedHashMap<>();
    all.stream()
        .filter(waiver -> checked.contains(waiver.requirement()))
        .forEach(waiver -> idle.putIfAbsent(waiver.where(), waiver));
    for (Waiver waiver : all) {
      boolean busy =
          findings.stream()
              .filter(waiver::isFor)
              .anyMatch(
                  finding ->
                      finding.outcome() == Outcome.WAIVED || finding.outcome() == Outcome.UNKNOWN);
      if (busy) {
        idle.remove(waiver.where());
      }
    }
    return idle.values().stream()
        .map(
            waiver ->
                Problem.at(
                        waiver.where(),
                        "the waiver of \"" + waiver.requirement() + "\" waives nothing")
                    .withRemedy("remove it: the requirement is met, or applies to no such host"))
        .toList();
  }
}
