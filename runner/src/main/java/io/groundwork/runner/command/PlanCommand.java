package io.groundwork.runner.command;

import io.groundwork.engine.Run;
import io.groundwork.runner.terminal.Terminal;
import picocli.CommandLine.Command;

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
    optionListHeading = "",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:planned, whether or not there is something to change",
      "1:the command line, the inventory or the playbook cannot be used; no host was touched",
      "2:a host failed (also when another could not be reached)",
      "4:a host could not be reached or was lost",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork plan playbooks/site.yml",
      "  groundwork plan playbooks/site.yml -i inventory.yml -l db -t postgresql --diff",
      "  groundwork plan playbooks/site.yml --list-tasks",
      "  groundwork plan playbooks/site.yml --output json | jq .totals"
    })
final class PlanCommand extends RunCommand {

  PlanCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void checkPossible(Terminal terminal, boolean json) {}

  @Override
  Outcome execute(Run run, Reporter reporter) {
    return Outcome.of("plan", run.plan());
  }
}
