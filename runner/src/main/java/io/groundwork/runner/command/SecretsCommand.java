package io.groundwork.runner.command;

import io.groundwork.inventory.Inventory;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the secrets that an inventory lacks. */
@Command(
    name = "secrets",
    header = {"Make the platform's secrets that an inventory lacks.", ""},
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every secret is there",
      "1:the inventory cannot be used, or the file not be written; it is as it was"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork secrets init -i inventory.yml --vault-password-file .vault-password",
    })
final class SecretsCommand implements Callable<Integer> {

  private final Terminal own;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  @Spec private CommandSpec spec;

  SecretsCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(own.out());
    return ExitCode.USAGE;
  }

  @Command(
      name = "init",
      header = {"Make what is missing; what is there is left as it is.", ""},
      description =
          "%nEach secret gets 40 letters and digits, in a file that only you can read. With a vault"
              + " password a new file is sealed; one that is there stays sealed, or open.%n",
      sortOptions = false)
  int init(
      @Mixin InventoryOptions hosts,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description =
                  "The file they go into. Default: group_vars/all/secrets.yml beside the"
                      + " inventory.")
          Path file,
      @Mixin HelpOption unused) {
    Vault passwords = hosts.vault(own);
    Inventory inventory = hosts.load(passwords, List.of());
    MissingSecrets missing =
        new MissingSecrets(inventory, Optional.ofNullable(file).orElseGet(() -> beside(hosts)));
    Set<String> names = missing.names();
    if (names.isEmpty()) {
      own.out().println("No secret is missing.");
      return ExitCode.DONE;
    }
    Optional<VaultPassword> password = passwords.passwords().stream().findFirst();
    missing.make(names, password);
    own.out().println("Made in " + missing.file() + ":");
    names.forEach(name -> own.out().println("  " + name));
    if (password.isEmpty()) {
      own.out()
          .println(
              "The file is not sealed: \"groundwork vault encrypt "
                  + missing.file()
                  + "\" seals it.");
    }
    return ExitCode.DONE;
  }

  private static Path beside(InventoryOptions hosts) {
    return hosts.named().stream()
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .map(MissingSecrets::beside)
        .orElseThrow(
            () ->
                new LoadException(
                    Problem.at(
                            Position.of("--inventory"),
                            "an inventory of names has no place for secrets beside it")
                        .withRemedy("name the file they go into with --file")));
  }
}
