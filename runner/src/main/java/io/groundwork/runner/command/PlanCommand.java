package io.groundwork.runner.command;

import io.groundwork.engine.PlanFile;
import io.groundwork.engine.SavedPlan;
import io.groundwork.event.Recap;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.Count;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a playbook would change. */
@Command(
    name = "plan",
    header = {"Show what a playbook would change, and change nothing.", ""},
    description = {
      "",
      "Reads every host and shows each change before it is made. What depends on an earlier change"
          + " is planned on top of it and says so; what even then cannot be foreseen is shown as"
          + " known after apply.",
      ""
    },
    customSynopsis = "groundwork plan [OPTION]... PLAYBOOK",
    sortOptions = false,
    addMethodSubcommands = false,
    optionListHeading = "",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:planned; with --exit-code, nothing is to change",
      "1:the command line, the inventory or the playbook cannot be used; no host was touched",
      "2:a host failed (also when another could not be reached)",
      "3:with --exit-code: changes are pending",
      "4:a host could not be reached or was lost",
      "130:interrupted",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork plan playbooks/site.yml",
      "  groundwork plan playbooks/site.yml -i inventory.yml -l db -t postgresql --no-diff",
      "  groundwork plan playbooks/site.yml --out plan.json --output html=plan.html",
      "  groundwork plan playbooks/site.yml --exit-code || echo \"status $?\"",
      "  groundwork plan playbooks/site.yml --output json | jq .totals"
    })
final class PlanCommand extends RunCommand {

  @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
  private Path target;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Keep the plan in this file, for \"groundwork apply FILE\" to make exactly these changes."
              + " It holds no secret.")
  private Path out;

  @Option(names = "--exit-code", description = "End with status 3 where changes are pending.")
  private boolean exitCode;

  @Option(names = "--no-diff", description = "Show each difference in one line.")
  private boolean brief;

  @Option(
      names = {"-D", "--diff"},
      description = "Show every difference in full, as it does anyway.")
  private boolean diff;

  PlanCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Path target() {
    return target;
  }

  @Override
  boolean diff() {
    return diff || !brief;
  }

  @Override
  void checkPossible(Terminal terminal, RunOutputOptions told) {
    if (out == null) {
      return;
    }
    Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out);
    if (!Files.isWritable(folder) || Files.isDirectory(out)) {
      throw new LoadException(
          Problem.of("the plan cannot be written to " + out)
              .withRemedy("name a file in a directory that is there and yours"));
    }
  }

  @Override
  Outcome execute(RunContext context) {
    Recap plan = context.run().plan(context.recorder());
    context.failing(plan, true);
    if (out != null && !plan.interrupted()) {
      PlanFile.write(out, SavedPlan.of(context.origin(), context.recorder(), Instant.now()));
      context.remark("Kept in " + out + ": \"groundwork apply " + out + "\" makes these changes.");
    }
    Outcome outcome = Outcome.of("plan", plan);
    boolean pending = plan.changed() > 0 || Count.UNKNOWN.in(plan) > 0;
    return exitCode && pending && outcome.status() == ExitCode.DONE
        ? new Outcome("plan", ExitCode.PENDING)
        : outcome;
  }
}
