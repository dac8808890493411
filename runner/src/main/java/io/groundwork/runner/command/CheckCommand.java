package io.groundwork.runner.command;

import io.groundwork.engine.Survey;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.Catalogue;
import io.groundwork.requirements.Checker;
import io.groundwork.requirements.Deep;
import io.groundwork.requirements.Inspection;
import io.groundwork.requirements.Placement;
import io.groundwork.requirements.Tier;
import io.groundwork.requirements.Waiver;
import io.groundwork.requirements.Waivers;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Settings;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.Checked;
import io.groundwork.runner.terminal.Screen;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Position;
import io.groundwork.transport.Connector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    addMethodSubcommands = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every requirement is met that must be, or is waived",
      "1:the command line or the inventory cannot be used; no host was touched",
      "4:a host could not be reached or was lost",
      "5:a host does not meet what it must (also when another could not be reached)",
      "130:interrupted",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork check -i inventory.yml",
      "  groundwork check -l db --tier recommended",
      "  groundwork check --only memory --only cpu-cores -v",
      "  groundwork check --waive \"db1:numa=bound to one node\" --output html=check.html",
      "  groundwork check --output json --output junit=check.xml | jq .counts"
    })
final class CheckCommand implements Callable<Integer> {

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
      names = "--only",
      paramLabel = "ID[,ID]...",
      hideParamSyntax = true,
      split = ",",
      description = "Only these requirements.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--waive",
      paramLabel = "ID=REASON",
      description =
          "Shows the requirement as waived where it is not met, and does not count it; HOST:ID=REASON"
              + " for one host. The variable requirement_waivers of a host or group does the same.")
  private List<String> waived = new ArrayList<>();

  @Option(
      names = "--deep",
      description =
          "Measure disks and lines too, which takes time and room; all of it is gone afterwards.")
  private boolean deep;

  @Option(
      names = "--deep-install",
      description =
          "With --deep, fetch fio and iperf3 for the measurement where they are not installed.")
  private boolean deepInstall;

  @Option(
      names = "--internet-target",
      paramLabel = "URL",
      description = "With --deep, load this large file to measure the line to the internet.")
  private String internetTarget;

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

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell of what is met as fully as of what is not.")
  private boolean[] verbose = {};

  @Mixin private RunOutputOptions output;

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
    Faults faults = output.faults(own);
    Inventory inventory = hosts.load(own);
    Catalogue catalogue = Requirements.load(Optional.ofNullable(requirements));
    List<Host> selected = hosts.hosts(inventory);
    Waivers waivers = Waivers.of(saidWaivers(), inventory, selected, catalogue);
    Placement placement = measured(Placement.of(inventory, catalogue.tables()));
    Checker checker = new Checker(asked(catalogue), tier);
    faults.warn(inventory.warnings());
    faults.warn(placement.warnings());
    Map<String, HostInfo> placed = placed(placement);
    try (CheckOutputs outputs =
        new CheckOutputs(terminal, output.shown(), output.files(), verbose.length > 0)) {
      Survey survey = new Survey(inventory, login.options(terminal), forks);
      Checked checked =
          Checked.of(checker, waivers, placed, ask(terminal, survey, selected, checker, placement));
      outputs.write(checked, faults);
      faults.warn(waivers.idle(checked.report().findings(), checker.catalogue().ids()));
      return status(checked);
    }
  }

  private static int status(Checked checked) {
    if (!checked.report().met()) {
      return ExitCode.REQUIREMENTS;
    }
    return checked.unreachable().isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
  }

  private Catalogue asked(Catalogue all) {
    return only.isEmpty() ? all : all.only(only, Position.of("--only"));
  }

  private List<Waiver> saidWaivers() {
    List<Waiver> said = new ArrayList<>();
    for (String text : waived) {
      said.add(Waiver.parse(text, new Position("--waive", said.size() + 1, 1)));
    }
    return said;
  }

  private static Map<String, HostInfo> placed(Placement placement) {
    return placement.hosts().stream()
        .collect(Collectors.toMap(HostInfo::name, Function.identity()));
  }

  /** What the command line says of measurements counts before the inventory. */
  private Placement measured(Placement placement) {
    Map<String, Object> said = new LinkedHashMap<>();
    if (deepInstall) {
      said.put(Settings.DEEP_INSTALL, true);
    }
    if (internetTarget != null) {
      said.put(Settings.INTERNET_TARGET, internetTarget);
    }
    return placement.with(said);
  }

  private static Deep.Progress shown(Screen screen) {
    return new Deep.Progress() {
      @Override
      public void begins(String host, String what, Duration remaining, long bytes) {
        String room = bytes == 0 ? "" : " in " + (bytes >> 20) + " MiB";
        screen.busy(host, what + room, remaining);
      }

      @Override
      public void rests(String host) {
        screen.idle(host);
      }
    };
  }

  private Inspection.Result ask(
      Terminal terminal, Survey survey, List<Host> selected, Checker checker, Placement placement) {
    try (Connector connector = Connectors.system();
        Screen screen = new Screen(terminal)) {
      Optional<Deep> asked =
          deep ? Optional.of(new Deep(checker, shown(screen))) : Optional.empty();
      return new Inspection(checker, placement, asked)
          .check(selected, survey, connector, host -> screen.busy(host.name(), "checking"));
    }
  }
}
