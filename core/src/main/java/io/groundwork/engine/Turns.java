package io.groundwork.engine;

import io.groundwork.engine.Prepared.Turn;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Plan;
import io.groundwork.text.Problem;
import io.groundwork.vars.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has become of the task a walk stands at, turn by turn of its loop. */
final class Turns {

  private final List<Map<String, Object>> results = new ArrayList<>();
  private final Map<String, Object> facts = new HashMap<>();
  private Optional<Binding> predicted = Optional.empty();
  private Optional<Problem> failure = Optional.empty();
  private boolean failed;

  /** How many are done. */
  int size() {
    return results.size();
  }

  /** Whether one of them failed. */
  boolean failed() {
    return failed;
  }

  /** Why the last that failed did. */
  Optional<Problem> failure() {
    return failure;
  }

  /** What they set for the host. */
  Map<String, Object> facts() {
    return Map.copyOf(facts);
  }

  /** What a dry run foresees of the whole result. */
  void predict(Binding result) {
    predicted = Optional.of(result);
  }

  /** Notes one more. */
  void add(Turn turn, TaskResult result, Plan plan, Map<String, Object> own) {
    Map<String, Object> left = new HashMap<>(own);
    if (result.verdict() == Verdict.FAILED) {
      failed = true;
      failure = result.failure();
      result.failure().ifPresent(problem -> left.putIfAbsent("msg", problem.summary()));
    } else {
      facts.putAll(plan.facts());
    }
    if (result.verdict() == Verdict.SKIPPED) {
      left.put("skip_reason", "Conditional result was False");
    }
    left.putAll(turn.result());
    results.add(HostVars.result(result.verdict(), left));
  }

  /** The task's result, made of theirs. */
  Map<String, Object> result(boolean looped) {
    return looped || results.size() != 1 ? HostVars.loopResult(results) : results.get(0);
  }

  /** The result as those after it see it. */
  Binding registered(Map<String, Object> result) {
    return predicted.orElse(Binding.Known.of(result));
  }

  /** Begins with another task. */
  void clear() {
    results.clear();
    facts.clear();
    predicted = Optional.empty();
    failed = false;
    failure = Optional.empty();
  }
}
