package io.groundwork.runner.command;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.engine.Survey;
import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import io.groundwork.playbook.Playbook;
import io.groundwork.requirements.AsPlanned;
import io.groundwork.requirements.Catalogue;
import io.groundwork.requirements.Checker;
import io.groundwork.requirements.Finding;
import io.groundwork.requirements.Inspection;
import io.groundwork.requirements.Placement;
import io.groundwork.requirements.Report;
import io.groundwork.requirements.Tier;
import io.groundwork.requirements.Waivers;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.Checked;
import io.groundwork.runner.terminal.Screen;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.SshConnector;
import io.groundwork.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds an installed platform against what its playbook wants. */
@Command(
    name = "verify",
    header = {"Verify that the hosts are as the playbook wants them, and change nothing.", ""},
    description = {
      "",
      "Every task is a statement: versions and holds, settings, services, logins in each product's"
          + " own protocol. It holds where the task has nothing to do. Then every documented port is"
          + " tried from every host: open to those that may reach it, closed to others where the"
          + " firewall is ours.",
      ""
    },
    customSynopsis = "groundwork verify [OPTION]... [PLAYBOOK]",
    sortOptions = false,
    addMethodSubcommands = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every host is as the playbook wants it",
      "1:the command line, the inventory or the playbook cannot be used; no host was touched",
      "4:a host could not be reached or was lost",
      "5:a host is not as the playbook wants it (also when another could not be reached)",
      "130:interrupted",
      "250:a fault of Groundwork itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork verify -i inventory.yml",
      "  groundwork verify -i inventory.yml -t mongodb -v",
      "  groundwork verify --output html=platform.html --output junit=platform.xml"
    })
final class VerifyCommand implements Callable<Integer> {

  private static final Path SITE = Path.of("playbooks", "site.yml");

  private final Terminal own;

  @Parameters(
      arity = "0..1",
      paramLabel = "PLAYBOOK",
      description = "The playbook. Default: playbooks/site.yml of Groundwork.")
  private Path playbook;

  @ArgGroup(validate = false, heading = "%nHosts:%n")
  private InventoryOptions hosts = new InventoryOptions();

  @ArgGroup(validate = false, heading = "%nTasks and variables:%n")
  private SelectionOptions selection = new SelectionOptions();

  @ArgGroup(validate = false, heading = "%nLogin, where the inventory does not say it:%n")
  private LoginOptions login = new LoginOptions();

  @Option(
      names = "--without-ports",
      description = "Try no ports: nobody listens or connects for a trial.")
  private boolean withoutPorts;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell of what is as planned as fully as of what is not.")
  private boolean[] verbose = {};

  @Mixin private RunOutputOptions output;

  VerifyCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    Path file = Optional.ofNullable(playbook).orElseGet(VerifyCommand::site);
    Vault vault = hosts.vault(own);
    try (HeadStart start = HeadStart.begin()) {
      Playbook loaded = Playbook.load(file, start.registry(), vault);
      Inventory inventory = hosts.load(vault, List.of(file.toAbsolutePath().getParent()));
      output.faults(own).warn(inventory.warnings());
      RunSpec spec =
          RunSpec.of(loaded, inventory)
              .tags(selection.tags())
              .skipTags(selection.skipTags())
              .extraVars(ExtraVars.parse(selection.extraVars(), inventory.vault()))
              .forks(selection.forks())
              .options(login.options(output.terminal(own)));
      return verify(start.ssh(), hosts.limit().map(spec::limit).orElse(spec), file);
    }
  }

  /** The checkout's own, as it is called from here. */
  private static Path site() {
    Path home = Path.of(System.getProperty("groundwork.home", "")).resolve(SITE);
    if (!Files.exists(home)) {
      throw new LoadException(
          Problem.of("there is no " + home).withRemedy("name the playbook that made the hosts"));
    }
    return Files.exists(SITE) && home.toAbsolutePath().equals(SITE.toAbsolutePath()) ? SITE : home;
  }

  private int verify(SshConnector ssh, RunSpec spec, Path file) {
    Terminal terminal = output.terminal(own);
    AsPlanned planned = new AsPlanned(file.toString());
    try (CheckOutputs outputs =
            new CheckOutputs(terminal, output.shown(), output.files(), verbose.length > 0);
        Connector connector = Connectors.over(ssh);
        Screen screen = new Screen(terminal);
        Run run = Run.open(spec, connector, planned.and(busy(screen)))) {
      FirstContact.with(ssh, run.targets(), output.json() ? Optional.empty() : own.keyboard());
      Recap recap =
          Interrupts.during(
              run::interrupt, run::abort, text -> own.err().println(text), run::verify);
      if (recap.interrupted()) {
        return ExitCode.INTERRUPTED;
      }
      List<Finding> statements = planned.findings(run.hosts(), run::tasks);
      Checked trial = trial(spec, connector, screen, recap, AsPlanned.firewalled(statements));
      Checked checked = checked(spec, planned, statements, trial);
      screen.idle();
      outputs.write(checked, output.faults(own));
      return status(checked);
    }
  }

  private static Listener busy(Screen screen) {
    return event -> {
      if (event instanceof Event.HostBusy busy) {
        screen.busy(busy.host(), busy.what());
      }
    };
  }

  /** Asks the hosts of the run what is not for a playbook to say. */
  private Checked trial(
      RunSpec spec, Connector connector, Screen screen, Recap recap, Set<String> firewalled) {
    Set<String> names = recap.hosts().stream().map(HostRecap::host).collect(Collectors.toSet());
    List<Host> seen =
        spec.inventory().hosts().stream().filter(host -> names.contains(host.name())).toList();
    Catalogue all = Requirements.load(Optional.empty());
    boolean nothing = withoutPorts || !spec.tags().isEmpty();
    Checker checker =
        new Checker(nothing ? all.with(rule -> false) : AsPlanned.installed(all), Tier.AUTO);
    Placement placement = Placement.of(spec.inventory(), all.tables()).withFirewallOn(firewalled);
    Map<String, HostInfo> placed =
        placement.hosts().stream().collect(Collectors.toMap(HostInfo::name, Function.identity()));
    Inspection.Result result =
        new Inspection(checker, placement)
            .check(
                seen,
                new Survey(spec.inventory(), spec.options(), spec.forks()),
                connector,
                host -> screen.busy(host.name(), "trying its ports"));
    Waivers waivers = Waivers.of(List.of(), spec.inventory(), seen, all);
    return Checked.of(checker, waivers, placed, result);
  }

  private static Checked checked(
      RunSpec spec, AsPlanned planned, List<Finding> statements, Checked trial) {
    List<Finding> findings = new ArrayList<>(statements);
    findings.addAll(trial.report().findings());
    Map<String, Problem> unreachable = new LinkedHashMap<>(trial.unreachable());
    unreachable.putAll(planned.unreachable());
    return new Checked(
        Checked.Kind.VERIFY,
        spec.playbook().file().toString(),
        findings.stream().map(Finding::requirement).distinct().toList(),
        trial.hosts(),
        unreachable,
        new Report(Tier.AUTO, findings, trial.report().ports()),
        trial.desk(),
        List.of());
  }

  private static int status(Checked checked) {
    if (!checked.report().met()) {
      return ExitCode.REQUIREMENTS;
    }
    return checked.unreachable().isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
  }
}
