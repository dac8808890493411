package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.groundwork.engine.Survey;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.Catalogue;
import io.groundwork.requirements.Checker;
import io.groundwork.requirements.Inspection;
import io.groundwork.requirements.Placement;
import io.groundwork.requirements.Tier;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.CheckJson;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.report.CheckText;
import io.groundwork.runner.report.Checked;
import io.groundwork.runner.terminal.Screen;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.transport.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks hosts against the documented system requirements. */
@Command(
    name = "check",
    header = {"Check the hosts against the documented system requirements.", ""},
    description = {
      "",
      "Which requirements apply to a host follows from its groups: db, rabbitmq, akd, akmta and the"
          + " databases. Nothing is changed.",
      ""
    },
    customSynopsis = "groundwork check [OPTION]...",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every requirement is met",
      "1:the command line or the inventory cannot be used; no host was touched",
      "4:a host could not be reached or was lost",
      "5:a host does not meet a requirement (also when another could not be reached)"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork check -i inventory.yml",
      "  groundwork check -l db --tier recommended",
      "  groundwork check --output json | jq .counts"
    })
final class CheckCommand implements Callable<Integer> {

  private static final String DATA = "playbooks/requirements/altcraft.yml";

  private final Terminal own;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "auto",
      description =
          "minimum, recommended, or auto: the minimum, and a warning where what is recommended is"
              + " not reached. Default: ${DEFAULT-VALUE}.")
  private Tier tier = Tier.AUTO;

  @Option(
      names = "--requirements",
      paramLabel = "FILE",
      description = "Other requirements than Altcraft's.")
  private Path requirements;

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "20",
      description = "So many hosts at a time. Default: ${DEFAULT-VALUE}.")
  private int forks;

  @Mixin private OutputOptions output;

  @ArgGroup(validate = false, heading = "%nHosts:%n")
  private InventoryOptions hosts = new InventoryOptions();

  @ArgGroup(validate = false, heading = "%nLogin, where the inventory does not say it:%n")
  private LoginOptions login = new LoginOptions();

  CheckCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    Terminal terminal = output.terminal(own);
    Inventory inventory = hosts.load(own);
    Catalogue catalogue = catalogue();
    Placement placement = Placement.of(inventory, catalogue.tables());
    output.faults(own).warn(inventory.warnings());
    output.faults(own).warn(placement.warnings());
    Checked checked = ask(terminal, inventory, catalogue, placement);
    if (output.json()) {
      JsonDocument.write(terminal.out(), CheckJson.document(checked));
    } else {
      new CheckText(terminal).lines(checked).forEach(terminal.out()::println);
    }
    if (!checked.report().met()) {
      return ExitCode.REQUIREMENTS;
    }
    return checked.unreachable().isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
  }

  private Checked ask(
      Terminal terminal, Inventory inventory, Catalogue catalogue, Placement placement) {
    Map<String, HostInfo> placed =
        placement.hosts().stream().collect(Collectors.toMap(HostInfo::name, Function.identity()));
    Checker checker = new Checker(catalogue, tier);
    List<Host> selected = hosts.hosts(inventory);
    Survey survey = new Survey(inventory, login.options(terminal), forks);
    try (Connector connector = Connectors.system();
        Screen screen = new Screen(terminal)) {
      Inspection.Result result =
          new Inspection(checker, placement)
              .check(
                  selected, survey, connector, host -> screen.busy(host.name(), "checking"));
      return Checked.of(catalogue, checker, placed, result);
    }
  }

  private Catalogue catalogue() {
    if (requirements != null) {
      return Catalogue.load(requirements);
    }
    // The checkout's own file is read, so that edits of it count.
    Path data = Path.of(System.getProperty("groundwork.home", ""), DATA);
    if (Files.exists(data)) {
      return Catalogue.load(data);
    }
    try {
      return Catalogue.parse(Resources.toString(Resources.getResource(DATA), UTF_8), DATA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
