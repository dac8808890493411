package io.groundwork.runner.command;

import io.groundwork.engine.Origin;
import io.groundwork.engine.PlanRecorder;
import io.groundwork.engine.Run;
import io.groundwork.engine.SavedPlan;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.requirements.Admission;
import io.groundwork.requirements.Finding;
import io.groundwork.runner.report.AdmissionText;
import io.groundwork.runner.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a command has at hand while it plans or applies.
 *
 * @param run the run
 * @param origin what it is made from
 * @param recorder hears it, for a plan that is to be kept or compared
 * @param saved the plan that is to be applied, when one was named
 * @param admission tells which hosts may be changed; empty when all may
 * @param reporter tells about it
 * @param files the outputs that go to files
 * @param terminal whom to ask
 */
record RunContext(
    Run run,
    Origin origin,
    PlanRecorder recorder,
    Optional<SavedPlan> saved,
    Optional<Admission> admission,
    Reporter reporter,
    OutputFiles files,
    Terminal terminal) {

  private static final String FORESEEN =
      "An apply refuses such a host, unless --skip-check or a waiver is given.";
  private static final String REFUSED =
      "Refused: nothing is changed on such a host, unless --skip-check or a waiver is given.";

  /**
   * Finds hosts that do not meet what they must, among those that were reached, and tells of them.
   *
   * @param dry whether nothing is to be changed anyway
   */
  Map<String, List<Finding>> failing(Recap plan, boolean dry) {
    if (admission.isEmpty() || plan.interrupted()) {
      return Map.of();
    }
    List<String> reached =
        plan.hosts().stream()
            .filter(host -> host.unreachable().isEmpty())
            .map(HostRecap::host)
            .toList();
    Map<String, List<Finding>> failing = admission.get().failing(run, reached);
    reporter.failing(failing);
    files.failing(failing);
    reporter.say(new AdmissionText(terminal).lines(failing, dry ? FORESEEN : REFUSED));
    return failing;
  }

  void remark(String text) {
    reporter.say(List.of(terminal.line().add(text)));
  }
}
