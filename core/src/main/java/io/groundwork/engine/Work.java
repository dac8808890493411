package io.groundwork.engine;

import io.groundwork.event.TaskRef;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Outlook;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One task for one host and one item of its loop, ready to be read and planned.
 *
 * @param <W> what its module wants
 * @param <I> what its module finds
 */
final class Work<W, I> {

  private final TaskRef ref;
  private final Become become;
  private final Via via;
  private final Map<String, Object> environment;
  private final Module<W, I> module;
  private final W wanted;
  private final Probe<I> probe;

  private Work(
      TaskRef ref,
      Become become,
      Via via,
      Map<String, Object> environment,
      Module<W, I> module,
      W wanted) {
    this.ref = ref;
    this.become = become;
    this.via = via;
    this.environment = environment;
    this.module = module;
    this.wanted = wanted;
    this.probe = module.probe(wanted);
  }

  static <W, I> Work<W, I> of(
      TaskRef ref,
      Become become,
      Via via,
      Map<String, Object> environment,
      Module<W, I> module,
      Params params) {
    return new Work<>(ref, become, via, environment, module, module.wanted(params));
  }

  TaskRef ref() {
    return ref;
  }

  Become become() {
    return become;
  }

  /** Where it is done. */
  Via via() {
    return via;
  }

  Optional<Snippet.Call> call() {
    return probe.call().map(call -> call.within(environment));
  }

  Set<Resource> reads() {
    return probe.reads();
  }

  /** Names of the values its module promises to {@code register}. */
  List<String> promisedResults() {
    return module.spec().results().stream().map(result -> result.name()).toList();
  }

  /**
   * What will have to change once planned changes are made, where it can be told what they make of
   * what was read.
   */
  Optional<Plan> foresee(Read read, Outlook outlook) {
    if (!(read instanceof Read.Done done)) {
      return Optional.empty();
    }
    try {
      return probe
          .foresight()
          .apply(probe.parser().apply(done.reading()), outlook)
          .map(state -> module.plan(wanted, state));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // what the host answered makes no sense: planning says so
    }
  }

  /** What has to change; a probe that failed or printed nonsense makes it impossible. */
  Plan plan(Read read) {
    if (read instanceof Read.Failed failed) {
      return Plan.impossible(
          Problem.at(ref.position(), "the present state cannot be read: " + failed.errors()));
    }
    return plan(((Read.Done) read).reading());
  }

  private Plan plan(Reading reading) {
    try {
      return inEnvironment(module.plan(wanted, probe.parser().apply(reading)));
    } catch (IllegalArgumentException e) {
      return Plan.impossible(
          Problem.at(ref.position(), "the host answered what makes no sense: " + e.getMessage()));
    }
  }

  private Plan inEnvironment(Plan plan) {
    return environment.isEmpty()
        ? plan
        : plan.withChanges(
            plan.changes().stream().map(change -> change.within(environment)).toList());
  }

  /** Whether the changes that ran altered anything. */
  boolean changed(Plan plan, List<Execution> executions) {
    return module.changed(plan, executions);
  }

  /** Keeps here what the changes brought. */
  void receive(List<Execution> executions) throws IOException {
    module.receive(wanted, executions);
  }

  Map<String, Object> result(Read after, List<Execution> executions) {
    if (!(after instanceof Read.Done done)) {
      return Map.of();
    }
    return module.result(wanted, probe.parser().apply(done.reading()), executions);
  }
}
