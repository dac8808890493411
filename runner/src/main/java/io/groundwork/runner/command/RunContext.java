package io.groundwork.runner.command;

import io.groundwork.engine.Origin;
import io.groundwork.engine.PlanRecorder;
import io.groundwork.engine.Run;
import io.groundwork.engine.SavedPlan;
import io.groundwork.runner.terminal.Terminal;
import java.util.List;
import java.util.Optional;

/**
 * All that a command has at hand while it plans or applies.
 *
 * @param run the run
 * @param origin what it is made from
 * @param recorder hears it, for a plan that is to be kept or compared
 * @param saved the plan that is to be applied, when one was named
 * @param reporter tells about it
 * @param terminal whom to ask
 */
record RunContext(
    Run run,
    Origin origin,
    PlanRecorder recorder,
    Optional<SavedPlan> saved,
    Reporter reporter,
    Terminal terminal) {

  void remark(String text) {
    reporter.say(List.of(terminal.line().add(text)));
  }
}
