package io.groundwork.runner.command;

import io.groundwork.engine.Approval;
import io.groundwork.engine.Gate;
import io.groundwork.engine.PlanFile;
import io.groundwork.engine.RunSpec;
import io.groundwork.engine.SavedPlan;
import io.groundwork.event.Recap;
import io.groundwork.requirements.Admission;
import io.groundwork.requirements.Finding;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.Count;
import io.groundwork.runner.report.Counted;
import io.groundwork.runner.report.DriftText;
import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Plans, asks, and makes hosts as a playbook, or a plan that was kept, wants them. */
abstract class ChangingCommand extends RunCommand {

  private static final Set<String> AGREED = Set.of("y", "yes");

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(
      names = {"-C", "--check"},
      description = "Only show the plan.")
  private boolean check;

  @Option(names = "--step", description = "Ask before each change on each host.")
  private boolean step;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "10m",
      converter = TimeSpan.class,
      description =
          "Wait for another run to leave a host, for so long, instead of giving the host up; without"
              + " a time for 10m.")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "Refuse a kept plan that is older: 30m, 24h, 7d. Default: 24h.")
  private Duration maxAge = SavedPlan.MAX_AGE;

  @Option(
      names = {"-D", "--diff"},
      description = "Show every difference in full.")
  private boolean diff;

  private Optional<Keyboard> keyboard = Optional.empty();
  private boolean kept;

  ChangingCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  RunSpec completed(RunSpec spec) {
    return spec.wait(wait);
  }

  @Override
  boolean diff() {
    return diff;
  }

  @Override
  Optional<SavedPlan> saved(Path file) {
    Optional<SavedPlan> saved =
        PlanFile.isOne(file) ? Optional.of(PlanFile.read(file)) : Optional.empty();
    kept = saved.isPresent();
    return saved;
  }

  @Override
  void checkPossible(Terminal terminal, RunOutputOptions told) {
    keyboard = told.text() ? terminal.keyboard() : Optional.empty();
    boolean asks = step || (!yes && !kept);
    if (asks && !check && keyboard.isEmpty()) {
      String why =
          told.text()
              ? "without a terminal"
              : "with --output " + told.shown().name().toLowerCase(Locale.ROOT);
      String what =
          step ? "--step asks before each change" : "apply asks before it changes anything";
      throw new LoadException(
          Problem.of(what + ", and " + why + " it cannot")
              .withRemedy(
                  step
                      ? "leave out --step"
                      : "agree with --yes, or look first with \"groundwork plan\""));
    }
  }

  @Override
  Outcome execute(RunContext context) {
    context.saved().ifPresent(plan -> check(plan, context));
    Recap plan = context.run().plan(context.recorder());
    Optional<Approval> approval =
        context.saved().map(saved -> Approval.of(saved, context.recorder()));
    approval.ifPresent(one -> context.reporter().say(drift(one, context)));
    Map<String, List<Finding>> failing = context.failing(plan, check);
    if (check || plan.interrupted()) {
      context.reporter().recap(plan);
      return refused(Outcome.of("apply", plan), approval);
    }
    Recap admitted = without(plan, failing.keySet());
    boolean foreseen = admitted.changed() > 0 || Count.UNKNOWN.in(admitted) > 0;
    boolean asks = foreseen && !yes && !kept && !step;
    if (asks && !Interrupts.unheard(() -> agreed(admitted))) {
      context.remark("Nothing was changed.");
      return new Outcome("apply", ExitCode.DONE);
    }
    Gate gate =
        approval.map(Gate.class::cast).orElse(Gate.OPEN).refusing(Admission.refusals(failing));
    Outcome outcome =
        refused(Outcome.of("apply", context.run().apply(stepping(gate, context))), approval);
    return !failing.isEmpty() && outcome.status() == ExitCode.DONE
        ? new Outcome("apply", ExitCode.REQUIREMENTS)
        : outcome;
  }

  private static Recap without(Recap plan, Set<String> refused) {
    return new Recap(
        plan.hosts().stream().filter(host -> !refused.contains(host.host())).toList(),
        plan.duration(),
        plan.interrupted());
  }

  private void check(SavedPlan plan, RunContext context) {
    List<Problem> objections = plan.objections(context.origin(), Instant.now(), maxAge);
    if (!objections.isEmpty()) {
      throw new LoadException(objections);
    }
  }

  private List<Line> drift(Approval approval, RunContext context) {
    return new DriftText(context.terminal()).lines(approval);
  }

  private Gate stepping(Gate gate, RunContext context) {
    return step ? new StepGate(gate, keyboard.orElseThrow(), context, diff) : gate;
  }

  private static Outcome refused(Outcome outcome, Optional<Approval> approval) {
    boolean moved = approval.filter(one -> !one.refused().isEmpty()).isPresent();
    return moved && outcome.status() == ExitCode.DONE
        ? new Outcome("apply", ExitCode.PENDING)
        : outcome;
  }

  private boolean agreed(Recap plan) {
    String question = question(plan);
    return keyboard
        .flatMap(someone -> someone.line(question))
        .map(answer -> AGREED.contains(answer.strip().toLowerCase(Locale.ROOT)))
        .orElse(false);
  }

  private static String question(Recap plan) {
    long hosts = plan.hosts().stream().filter(host -> host.changed() + host.unknown() > 0).count();
    int unknown = Count.UNKNOWN.in(plan);
    String further = unknown == 0 ? "" : " and up to " + unknown + " more";
    String subject = plan.changed() == 1 ? "this change" : "these " + plan.changed() + " changes";
    return "\nApply " + subject + further + " on " + Counted.of(hosts, "host") + "? [y/N] ";
  }
}
