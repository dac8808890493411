package io.groundwork.runner.command;

import io.groundwork.modules.bundle.Bundle;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings a bundle to hosts. */
@Command(
    name = "push",
    header = {"Bring a bundle to the hosts, which then take packages from nowhere else.", ""},
    description = {
      "",
      "Every file is held against its sum first. Each host gets what its groups need and lacks, in "
          + Bundle.PLACE
          + ", and a setting of apt that names it as the only source: without"
          + " /etc/apt/apt.conf.d/90groundwork-bundle the host's own sources count again. It is an"
          + " apply of the playbook push.yml in the bundle, with its options.",
      ""
    },
    customSynopsis = "groundwork bundle push [OPTION]... DIR",
    sortOptions = false,
    addMethodSubcommands = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every host has it; also when you answered no",
      "1:the command line or the inventory cannot be used, or a file of the bundle is not what was"
          + " collected; no host was touched",
      "2:a host failed (also when another could not be reached)",
      "4:a host could not be reached or was lost",
      "130:interrupted",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork bundle push -i inventory.yml bundle",
      "  groundwork apply playbooks/site.yml -i inventory.yml -e @bundle/mirrors.yml"
    })
final class BundlePushCommand extends ChangingCommand {

  @Parameters(paramLabel = "DIR", description = "The bundle.")
  private Path directory;

  BundlePushCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Path target() {
    Bundle bundle = Bundle.read(directory);
    if (bundle.manifest().systems().isEmpty()) {
      throw new LoadException(
          Problem.of("nothing is in the bundle " + directory + " yet")
              .withRemedy("\"groundwork bundle create\" fills it"));
    }
    List<Problem> faults = bundle.faults();
    if (!faults.isEmpty()) {
      throw new LoadException(faults);
    }
    return bundle.playbook();
  }

  @Override
  boolean admits() {
    return false;
  }

  @Override
  Outcome execute(RunContext context) {
    Outcome outcome = super.execute(context);
    if (outcome.status() == ExitCode.DONE) {
      context.remark(
          "The roles take from it what \"-e @"
              + Bundle.read(directory).mirrors()
              + "\" says; as group_vars/all/mirrors.yml that is said for good.");
    }
    return outcome;
  }
}
