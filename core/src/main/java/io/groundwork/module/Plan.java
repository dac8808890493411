package io.groundwork.module;

import io.groundwork.text.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one task means for one host.
 *
 * @param changes what to do, in order; empty when nothing differs
 * @param reason why there is nothing to do ("package x 1.2 is installed"); empty when there is
 * @param needs what must be there before, and is not
 * @param failure why the wanted state cannot be reached, if it cannot
 * @param result what {@code register} gets before or without any change, and in a dry run
 * @param facts variables for the tasks that follow, as {@code set_fact} makes them
 * @param message something to show to the operator, as {@code debug} does
 */
public record Plan(
    List<Change> changes,
    String reason,
    List<Need> needs,
    Optional<Problem> failure,
    Map<String, Object> result,
    Map<String, Object> facts,
    Optional<String> message) {

  public Plan {
    changes = List.copyOf(changes);
    Objects.requireNonNull(reason, "reason");
    needs = List.copyOf(needs);
    Objects.requireNonNull(failure, "failure");
    result = Map.copyOf(result);
    facts = Map.copyOf(facts);
    Objects.requireNonNull(message, "message");
    if (changes.isEmpty() && failure.isEmpty() && reason.isBlank()) {
      throw new IllegalArgumentException("a plan without changes says why there are none");
    }
  }

  /** Nothing to do, and why. */
  public static Plan holds(String reason) {
    return new Plan(
        List.of(), reason, List.of(), Optional.empty(), Map.of(), Map.of(), Optional.empty());
  }

  /** The changes; or, where the list is empty, nothing to do for the given reason. */
  public static Plan of(List<Change> changes, String reasonIfNone) {
    return new Plan(
        changes,
        changes.isEmpty() ? reasonIfNone : "",
        List.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  public static Plan of(Change... changes) {
    return of(List.of(changes), "");
  }

  /** The wanted state cannot be reached from here, whatever is tried. */
  public static Plan impossible(Problem failure) {
    return new Plan(
        List.of(), "", List.of(), Optional.of(failure), Map.of(), Map.of(), Optional.empty());
  }

  /** This plan with its changes replaced. */
  public Plan withChanges(List<Change> others) {
    return new Plan(others, reason, needs, failure, result, facts, message);
  }

  public Plan needing(List<Need> missing) {
    return new Plan(changes, reason, missing, failure, result, facts, message);
  }

  public Plan withResult(Map<String, Object> values) {
    return new Plan(changes, reason, needs, failure, values, facts, message);
  }

  public Plan withFacts(Map<String, Object> values) {
    return new Plan(changes, reason, needs, failure, result, values, message);
  }

  public Plan withMessage(String text) {
    return new Plan(changes, reason, needs, failure, result, facts, Optional.of(text));
  }

  /** Whether anything here makes the task count as changed. */
  public boolean isChanging() {
    return changes.stream().anyMatch(Change::counts);
  }
}
