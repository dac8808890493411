package io.groundwork.engine;

import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets pass what a saved plan holds, and nothing else. A host on which anything has moved since is
 * refused as a whole; the others go on.
 *
 * <p>What was planned on top of an earlier change is planned again when its turn has come: it may
 * then turn out otherwise, but only where every change before it was made as approved.
 *
 * <pre>{@code
 * PlanRecorder present = new PlanRecorder();
 * try (Run run = Run.open(spec, connector, listener.and(present))) {
 *   run.plan(present);
 *   run.apply(Approval.of(saved, present));
 * }
 * }</pre>
 */
public final class Approval implements Gate {

  private static final String AGAIN = "look at what changed it, then make a new plan";

  private final SavedPlan plan;
  private final Map<String, List<Moved>> moved;
  private final Map<String, Problem> refused;

  private Approval(SavedPlan plan, Map<String, List<Moved>> moved, Map<String, Problem> refused) {
    this.plan = plan;
    this.moved = moved;
    this.refused = refused;
  }

  /**
   * Compares a saved plan with what a dry run has just found.
   *
   * @param present what recorded that dry run
   */
  public static Approval of(SavedPlan plan, PlanRecorder present) {
    Map<String, List<Moved>> moved = new LinkedHashMap<>();
    Map<String, Problem> refused = new LinkedHashMap<>();
    Map<String, List<Planned>> now = present.sealed(plan.seal());
    for (String host : present.reached()) {
      if (!plan.hosts().containsKey(host)) {
        refused.put(
            host, Problem.of("the plan has nothing for " + host).withRemedy("make a new plan"));
      } else if (!now.containsKey(host)) {
        Optional<Problem> why = present.failure(host);
        refused.put(
            host,
            Problem.of(
                    host
                        + " can no longer be planned"
                        + why.map(problem -> ": " + problem.summary()).orElse(""))
                .withRemedy(AGAIN));
      } else {
        List<Moved> differences = compare(plan.hosts().get(host), now.get(host));
        if (!differences.isEmpty()) {
          moved.put(host, differences);
          refused.put(host, drift(host, differences));
        }
      }
    }
    return new Approval(plan, moved, refused);
  }

  private static Problem drift(String host, List<Moved> moved) {
    String tasks = moved.size() == 1 ? "1 task" : moved.size() + " tasks";
    return Problem.of(host + " has moved since the plan was made: " + tasks + " would do otherwise")
        .withRemedy(AGAIN);
  }

  private static List<Moved> compare(List<Planned> then, List<Planned> now) {
    List<Moved> moved = new ArrayList<>();
    List<Planned> rest = new ArrayList<>(now);
    for (Planned one : then) {
      Optional<Planned> match =
          rest.stream().filter(other -> other.isAbout(one.task())).findFirst();
      match.ifPresent(rest::remove);
      if (match.isEmpty()) {
        if (one.verdict() != Verdict.OK) {
          moved.add(new Moved(one.task(), "nothing is to do any more", one.steps(), List.of()));
        }
      } else if (!one.isSame(match.get())) {
        moved.add(new Moved(one.task(), how(one, match.get()), one.steps(), match.get().steps()));
      }
    }
    for (Planned other : rest) {
      if (other.verdict() != Verdict.OK) {
        moved.add(new Moved(other.task(), "nothing was to do then", List.of(), other.steps()));
      }
    }
    return moved;
  }

  private static String how(Planned then, Planned now) {
    if (then.verdict() == Verdict.UNKNOWN) {
      return "it was known after apply only, and is known now";
    }
    if (now.verdict() == Verdict.UNKNOWN) {
      return "it is known after apply only: " + now.reason();
    }
    return then.changes().equals(now.changes())
        ? "its state on the host is another"
        : "it would do something else";
  }

  /** The plan it lets pass. */
  public SavedPlan plan() {
    return plan;
  }

  /** What moved on each host that is refused for it. */
  public Map<String, List<Moved>> moved() {
    return Map.copyOf(moved);
  }

  /** The hosts that are refused, with the reason. */
  public Map<String, Problem> refused() {
    return new LinkedHashMap<>(refused);
  }

  @Override
  public Optional<Problem> refusal(String host) {
    return Optional.ofNullable(refused.get(host));
  }

  @Override
  public Answer ask(Proposal proposal) {
    List<Planned> planned = plan.hosts().getOrDefault(proposal.host(), List.of());
    TaskRef task = proposal.task();
    String guard = proposal.evidence().guard(plan.seal());
    String changes = proposal.evidence().changes(plan.seal());
    boolean same =
        planned.stream().anyMatch(one -> one.isAbout(task) && one.isSame(guard, changes));
    if (same || isOpen(planned, task)) {
      return new Answer.Make();
    }
    boolean known = planned.stream().anyMatch(one -> one.isAbout(task));
    String what =
        known
            ? "its state on the host has moved since the plan was made"
            : "this change is not in the plan: nothing was to do then";
    return new Answer.Refuse(Problem.at(task.position(), what).withRemedy(AGAIN));
  }

  // A handler runs because something before it was changed, and that was approved.
  private static boolean isOpen(List<Planned> planned, TaskRef task) {
    return planned.stream()
        .filter(Planned::open)
        .anyMatch(
            one ->
                task.handler()
                    || one.isAbout(task)
                    || (one.task().item().isEmpty() && one.isAboutTask(task)));
  }
}
