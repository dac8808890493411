package io.groundwork.runner.command;

import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.InventoryJson;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.OriginJson;
import io.groundwork.runner.report.InventoryText;
import io.groundwork.runner.report.OriginText;
import io.groundwork.runner.report.ValueText;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Position;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the inventory as Groundwork reads it. */
@Command(
    name = "inventory",
    header = {"Show the inventory as Groundwork reads it.", ""},
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:the inventory cannot be used"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork inventory list -i inventory.yml",
      "  groundwork inventory graph",
      "  groundwork inventory host db1 --explain"
    })
final class InventoryCommand implements Callable<Integer> {

  private final Terminal own;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  @Spec private CommandSpec spec;

  InventoryCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(own.out());
    return ExitCode.USAGE;
  }

  @Command(
      name = "list",
      header = {"Show every host with its groups.", ""},
      description = "%nWith --output json, in the form of ansible-inventory --list.%n",
      sortOptions = false)
  int list(@Mixin InventoryOptions hosts, @Mixin OutputOptions output) {
    return show(
        hosts,
        output,
        inventory -> InventoryJson.list(inventory, hosts.hosts(inventory)),
        inventory -> text(output).list(hosts.hosts(inventory)));
  }

  @Command(
      name = "graph",
      header = {"Show the groups as a tree.", ""},
      sortOptions = false)
  int graph(@Mixin InventoryOptions hosts, @Mixin OutputOptions output) {
    return show(
        hosts,
        output,
        inventory -> InventoryJson.list(inventory, hosts.hosts(inventory)),
        inventory -> text(output).graph(inventory, hosts.hosts(inventory)));
  }

  @Command(
      name = "host",
      header = {"Show the variables of one host. Secrets are masked.", ""},
      description = "%nWith --explain also where each is set, and which values that one beat.%n",
      sortOptions = false)
  int host(
      @Parameters(paramLabel = "NAME", description = "The host's name in the inventory.")
          String name,
      @Option(
              names = "--explain",
              description = "Say where each value comes from, and which others it beat.")
          boolean explain,
      @Mixin InventoryOptions hosts,
      @Mixin OutputOptions output) {
    if (explain) {
      return show(
          hosts,
          output,
          inventory -> OriginJson.document(inventory, one(inventory, name)),
          inventory ->
              new OriginText(output.terminal(own))
                  .lines(OriginJson.document(inventory, one(inventory, name))));
    }
    return show(
        hosts,
        output,
        inventory -> InventoryJson.variables(inventory, one(inventory, name)),
        inventory ->
            new ValueText(output.terminal(own))
                .mapping(InventoryJson.variables(inventory, one(inventory, name))));
  }

  private static Host one(Inventory inventory, String name) {
    return inventory.select(name, Position.of("command line")).get(0);
  }

  private InventoryText text(OutputOptions output) {
    return new InventoryText(output.terminal(own));
  }

  private int show(
      InventoryOptions hosts,
      OutputOptions output,
      Function<Inventory, Map<String, Object>> json,
      Function<Inventory, List<Line>> text) {
    Inventory inventory = hosts.load(own);
    output.faults(own).warn(inventory.warnings());
    if (output.json()) {
      JsonDocument.write(own.out(), json.apply(inventory));
    } else {
      text.apply(inventory).forEach(own.out()::println);
    }
    return ExitCode.DONE;
  }
}
