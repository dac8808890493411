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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes hosts as a playbook wants them. */
@Command(
    name = "apply",
    header = {"Make the hosts as a playbook, or a plan that was kept, wants them.", ""},
    description = {
      "",
      "Shows the plan first and asks; --yes answers. Each change is made only where the host is"
          + " still as it was when it was planned, and is read again afterwards.",
      "",
      "A host that does not meet what the documented requirements say it must is refused before"
          + " anything is changed on it, and the others go on; a host that has no role in them is"
          + " not checked.",
      "",
      "Of a plan that was kept with \"plan --out\" exactly its changes are made, without asking: a"
          + " host on which anything has moved since is refused as a whole, and the others go on.",
      ""
    },
    customSynopsis = {
      "groundwork apply [OPTION]... PLAYBOOK",
      "       groundwork apply [OPTION]... PLAN"
    },
    sortOptions = false,
    optionListHeading = "",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every host is as wanted; also when you answered no",
      "1:the command line, the inventory, the playbook or the plan cannot be used, or nobody is"
          + " there to answer; no host was touched",
      "2:a host failed (also when another could not be reached)",
      "3:nothing failed, but a host has moved since the plan was made and was refused",
      "4:a host could not be reached or was lost",
      "5:nothing failed, but a host does not meet what it must and was refused",
      "130:interrupted",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork apply playbooks/site.yml",
      "  groundwork apply playbooks/site.yml -i inventory.yml -l db -t postgresql --yes",
      "  groundwork apply playbooks/site.yml --check --diff",
      "  groundwork apply playbooks/site.yml -e @versions.yml -e platform_name=test -K",
      "  groundwork apply playbooks/site.yml --step",
      "  groundwork apply plan.json --output junit=apply.xml"
    })
final class ApplyCommand extends RunCommand {

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

  ApplyCommand(Terminal terminal) {
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
