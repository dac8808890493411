package io.groundwork.runner.command;

import io.groundwork.engine.Survey;
import io.groundwork.engine.Survey.Answer;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.FactsJson;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.report.FactsText;
import io.groundwork.runner.report.HostFacts;
import io.groundwork.runner.terminal.Screen;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Position;
import io.groundwork.transport.Connector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what hosts are. */
@Command(
    name = "facts",
    header = {"Show what the hosts are: system, processors, memory, disks, addresses.", ""},
    description = {"", "The names are Ansible's, and can be used in playbooks and templates.", ""},
    sortOptions = false,
    addMethodSubcommands = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every host was read",
      "1:the command line or the inventory cannot be used; no host was touched",
      "4:a host could not be reached or was lost"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork facts",
      "  groundwork facts db -i inventory.yml --filter 'ansible_mem*'",
      "  groundwork facts db1 --output json"
    })
final class FactsCommand implements Callable<Integer> {

  private final Terminal own;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      defaultValue = "all",
      description = "The hosts. Default: all.")
  private String pattern;

  @ArgGroup(validate = false, heading = "%nHosts:%n")
  private InventoryOptions hosts = new InventoryOptions();

  @ArgGroup(validate = false, heading = "%nLogin, where the inventory does not say it:%n")
  private LoginOptions login = new LoginOptions();

  @Option(
      names = "--filter",
      paramLabel = "GLOB",
      description = "Only facts whose name matches, with '*' and '?'.")
  private String filter = "*";

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "So many hosts at a time. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int forks;

  @Mixin private OutputOptions output;

  FactsCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    Terminal terminal = output.terminal(own);
    Inventory inventory = hosts.load(own);
    List<Host> selected = selected(inventory);
    FactFilter wanted = FactFilter.of(filter);
    List<Answer<HostFacts>> answers;
    Survey survey = new Survey(inventory, login.options(terminal), forks);
    try (Connector connector = Connectors.system();
        Screen screen = new Screen(terminal)) {
      answers =
          survey.ask(
              selected,
              connector,
              host -> screen.busy(host.name(), "reading facts"),
              (host, scope, reader) -> wanted.read(reader));
    }
    if (output.json()) {
      JsonDocument.write(terminal.out(), FactsJson.document(answers));
    } else {
      new FactsText(terminal).lines(answers).forEach(terminal.out()::println);
    }
    boolean all = answers.stream().allMatch(answer -> answer.problem().isEmpty());
    return all ? ExitCode.DONE : ExitCode.UNREACHABLE;
  }

  private List<Host> selected(Inventory inventory) {
    Set<Host> limit = hosts.hosts(inventory).stream().collect(Collectors.toSet());
    return inventory.select(pattern, Position.of("command line")).stream()
        .filter(limit::contains)
        .toList();
  }
}
