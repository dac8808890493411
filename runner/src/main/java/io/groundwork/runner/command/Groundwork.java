package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.Version;
import io.groundwork.runner.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
    name = "groundwork",
    synopsisSubcommandLabel = "COMMAND",
    header = {
      "@|bold Groundwork|@ provisions the hosts of an Altcraft platform over plain SSH.",
      ""
    },
    description = {
      "",
      "It checks every host against the documented system requirements, shows what it would"
          + " change, changes it, and proves that it holds. A host needs sshd and a POSIX shell,"
          + " nothing else.",
      ""
    },
    versionProvider = Version.class,
    sortOptions = false,
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was done as asked",
      "1:the command line, the inventory or the playbook cannot be used; no host was touched",
      "2:a host failed (also when another could not be reached)",
      "3:changes are pending: plan --exit-code found some, or apply refused a host that moved",
      "4:a host could not be reached or was lost",
      "5:a host does not meet a requirement",
      "130:interrupted",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork demo                                    see it all at work",
      "  groundwork check -i inventory.yml                  do the hosts meet the requirements?",
      "  groundwork plan playbooks/site.yml --diff          what would change, line by line?",
      "  groundwork apply playbooks/site.yml -l db -t postgresql",
      "  groundwork doc template                            what does a module take?",
      "",
      "\"groundwork COMMAND --help\" tells about each."
    })
final class Groundwork implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused") // Picocli acts on it.
  private boolean version;

  Groundwork(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.out());
    return ExitCode.USAGE;
  }
}
