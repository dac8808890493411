package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves hosts without a way out. */
@Command(
    name = "bundle",
    header = {"Bring all packages and files to hosts that have no way out.", ""},
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork bundle create -i inventory.yml --from build1 bundle",
      "  groundwork bundle push -i inventory.yml bundle",
      "  groundwork apply playbooks/site.yml -i inventory.yml -e @bundle/mirrors.yml"
    })
final class BundleCommand implements Callable<Integer> {

  private final Terminal own;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  @Spec private CommandSpec spec;

  private BundleCommand(Terminal own) {
    this.own = own;
  }

  static CommandLine with(Terminal own) {
    return new CommandLine(new BundleCommand(own))
        .addSubcommand("create", new BundleCreateCommand(own))
        .addSubcommand("push", new BundlePushCommand(own));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(own.out());
    return ExitCode.USAGE;
  }
}
