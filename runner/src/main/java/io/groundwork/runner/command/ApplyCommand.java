package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
    addMethodSubcommands = false,
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
final class ApplyCommand extends ChangingCommand {

  @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
  private Path target;

  ApplyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Path target() {
    return target;
  }
}
