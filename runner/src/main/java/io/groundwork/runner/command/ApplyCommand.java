package io.groundwork.runner.command;

import io.groundwork.engine.Run;
import io.groundwork.event.Recap;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.Count;
import io.groundwork.runner.report.Counted;
import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes hosts as a playbook wants them. */
@Command(
    name = "apply",
    header = {"Make the hosts as a playbook wants them.", ""},
    description = {
      "",
      "Shows the plan first and asks; --yes answers. Each change is made only where the host is"
          + " still as it was when it was planned, and is read again afterwards.",
      ""
    },
    customSynopsis = "groundwork apply [OPTION]... PLAYBOOK",
    sortOptions = false,
    optionListHeading = "",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every host is as wanted; also when you answered no",
      "1:the command line, the inventory or the playbook cannot be used, or nobody is there to"
          + " answer; no host was touched",
      "2:a host failed (also when another could not be reached)",
      "4:a host could not be reached or was lost",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork apply playbooks/site.yml",
      "  groundwork apply playbooks/site.yml -i inventory.yml -l db -t postgresql --yes",
      "  groundwork apply playbooks/site.yml --check --diff",
      "  groundwork apply playbooks/site.yml -e @versions.yml -e platform_name=test -K"
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

  private Optional<Keyboard> keyboard = Optional.empty();

  ApplyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void checkPossible(Terminal terminal, boolean json) {
    keyboard = json ? Optional.empty() : terminal.keyboard();
    if (!yes && !check && keyboard.isEmpty()) {
      String why = json ? "with --output json" : "without a terminal";
      throw new LoadException(
          Problem.of("apply asks before it changes anything, and " + why + " it cannot")
              .withRemedy("agree with --yes, or look first with \"groundwork plan\""));
    }
  }

  @Override
  Outcome execute(Run run, Reporter reporter) {
    Recap plan = run.plan();
    if (check || plan.interrupted()) {
      reporter.recap(plan);
      return Outcome.of("apply", plan);
    }
    boolean foreseen = plan.changed() > 0 || Count.UNKNOWN.in(plan) > 0;
    if (foreseen && !yes && !Interrupts.unheard(() -> agreed(plan))) {
      reporter.remark("Nothing was changed.");
      return new Outcome("apply", ExitCode.DONE);
    }
    return Outcome.of("apply", run.apply());
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
