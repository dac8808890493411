package io.groundwork.module;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One kind of thing a task can ask for. A module never touches a host: it is three pure functions,
 * and the engine does the rest (reading, dry run, guarding, batching, confirming).
 *
 * <p>Modules are found by {@link java.util.ServiceLoader}. They hold no state.
 *
 * @param <W> what is wanted: a small immutable value
 * @param <I> what is: the state the probe found, a small immutable value
 */
@SuppressWarnings(
    "JavaLangClash") // The field's word; java.lang.Module is never meant in this project.
public interface Module<W, I> {

  /**
   * The module's name, parameters, results and examples: validation and documentation come from it.
   */
  Spec spec();

  /**
   * What the parameters ask for.
   *
   * @throws io.groundwork.text.LoadException when they contradict each other; say so with {@link
   *     Params#problem}
   */
  W wanted(Params params);

  /** How to read the present state of it. */
  Probe<I> probe(W wanted);

  /**
   * What has to change so that what is becomes what is wanted. Pure: called for dry runs and runs.
   */
  Plan plan(W wanted, I is);

  /**
   * Names of the facts that its plans set and that only the host can tell, so that tasks after it
   * may use them.
   */
  default Set<String> facts() {
    return Set.of();
  }

  /**
   * What its tasks may alter on a host, whatever they are asked for: what a dry run has to reckon
   * with where it cannot tell what a task will do. Empty for one that only asks.
   */
  default Set<Resource> mayAlter() {
    return Set.of(Resource.ANYTHING);
  }

  /**
   * Whether the changes that ran altered anything. A module overrides it whose change may find on
   * the host that there is nothing to do, as an upgrade behind a refresh of the package lists.
   *
   * @param plan the plan that ran
   * @param executions how its changes went, each of them successfully
   */
  default boolean changed(Plan plan, List<Execution> executions) {
    return plan.isChanging();
  }

  /**
   * What {@code register} gets besides {@code changed} and {@code failed}, after the changes ran.
   *
   * @param is the state read after the changes
   * @param executions how the planned changes went, in order; fewer than planned after a failure
   */
  default Map<String, Object> result(W wanted, I is, List<Execution> executions) {
    return Map.of();
  }

  /**
   * Keeps on the operator's machine what the changes brought from the host. Called once, after all
   * of them succeeded, and never in a dry run.
   *
   * @throws IOException when it cannot be kept; its message is told to the operator
   */
  default void receive(W wanted, List<Execution> executions) throws IOException {}
}
