package io.groundwork.runner.command;

import io.groundwork.engine.Journal;
import io.groundwork.engine.Journals;
import io.groundwork.engine.Origin;
import io.groundwork.engine.PlanRecorder;
import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.engine.SavedPlan;
import io.groundwork.event.Listener;
import io.groundwork.inventory.Inventory;
import io.groundwork.playbook.Playbook;
import io.groundwork.playbook.UnreadVariables;
import io.groundwork.requirements.Admission;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.Version;
import io.groundwork.runner.report.SlowestTasks;
import io.groundwork.runner.report.View;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Connector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.ssh.SshConnector;
import io.groundwork.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What planning and applying a playbook have in common. */
abstract class RunCommand implements Callable<Integer> {

  private final Terminal own;

  @Spec private CommandSpec command;

  @ArgGroup(validate = false, heading = "%nHosts:%n")
  private InventoryOptions hosts = new InventoryOptions();

  @ArgGroup(validate = false, heading = "%nTasks and variables:%n")
  private SelectionOptions selection = new SelectionOptions();

  @ArgGroup(validate = false, heading = "%nLogin, where the inventory does not say it:%n")
  private LoginOptions login = new LoginOptions();

  @ArgGroup(validate = false, heading = "%nShow, and touch no host:%n")
  private ListingOptions listing = new ListingOptions();

  @ArgGroup(validate = false, heading = "%nRequirements:%n")
  private AdmissionOptions requirements = new AdmissionOptions();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show also the tasks that have nothing to do, and why.")
  private boolean[] verbose = {}; // as often as they like: -vvv is in the fingers

  @Option(names = "--profile", description = "Show at the end which tasks took longest.")
  private boolean profile;

  @Mixin private RunOutputOptions output;

  private Optional<HeadStart> headStart = Optional.empty();

  RunCommand(Terminal own) {
    this.own = own;
  }

  /** The playbook, or a plan of one. */
  abstract Path target();

  /** Whether hosts have to meet the requirements. */
  boolean admits() {
    return true;
  }

  /** Refuses what could not be done to the end, before anything is loaded. */
  void checkPossible(Terminal terminal, RunOutputOptions told) {}

  /** The plan that is to be applied, when the target is one. */
  Optional<SavedPlan> saved(Path file) {
    return Optional.empty();
  }

  /** The run as this command's own options want it. */
  RunSpec completed(RunSpec spec) {
    return spec;
  }

  /** Whether to show every difference in full. */
  abstract boolean diff();

  abstract Outcome execute(RunContext context);

  @Override
  public final Integer call() {
    try (HeadStart start = headStart.orElseGet(HeadStart::begin)) {
      return call(start);
    }
  }

  /** Begins what every run needs, while the command line is still being read. */
  final void begin() {
    headStart = Optional.of(HeadStart.begin());
  }

  private int call(HeadStart start) {
    Terminal terminal = output.terminal(own);
    Vault vault = hosts.vault(own);
    Path target = target();
    Optional<SavedPlan> saved = saved(target);
    saved.ifPresent(this::narrowAs);
    Path playbook = saved.map(plan -> Path.of(plan.playbook())).orElse(target);
    Playbook loaded = Playbook.load(playbook, start.registry(), vault);
    if (listing.syntax && !hosts.given()) {
      return new Listing(terminal, output.json()).syntax(loaded);
    }
    Inventory inventory = hosts.load(vault, List.of(playbook.toAbsolutePath().getParent()));
    output.faults(own).warn(inventory.warnings());
    Supplier<List<Problem>> unread = HeadStart.beside(() -> UnreadVariables.of(loaded, inventory));
    RunSpec spec = spec(loaded, inventory);
    if (listing.any()) {
      output.faults(own).warn(unread.get());
      return list(terminal, spec);
    }
    checkPossible(terminal, output);
    RunSpec complete = completed(spec.options(login.options(terminal)));
    Optional<Admission> admission =
        admits() ? requirements.admission(inventory) : Optional.empty();
    output.faults(own).warn(unread.get());
    return run(start.ssh(), terminal, complete, saved, admission);
  }

  private int run(
      SshConnector ssh,
      Terminal terminal,
      RunSpec spec,
      Optional<SavedPlan> saved,
      Optional<Admission> admission) {
    Origin origin = origin(spec);
    PlanRecorder recorder = new PlanRecorder();
    SlowestTasks slowest = new SlowestTasks();
    View view = new View(terminal, diff(), verbose.length > 0);
    try (OutputFiles files = OutputFiles.open(output.files());
        Reporter reporter = Reporter.of(view, output.shown());
        Journal journal = journal(origin);
        Connector connector = Connectors.over(ssh);
        Run run = Run.open(spec, connector, all(reporter, files, slowest, journal, recorder))) {
      FirstContact.with(ssh, run.targets(), output.json() ? Optional.empty() : terminal.keyboard());
      RunContext context =
          new RunContext(run, origin, recorder, saved, admission, reporter, files, terminal);
      Outcome outcome =
          Interrupts.during(run::interrupt, run::abort, context::remark, () -> execute(context));
      if (profile) {
        reporter.say(slowest.lines(terminal));
      }
      reporter.finish(outcome.command());
      files.finish(outcome.command(), output.faults(own));
      return outcome.status();
    }
  }

  private static Listener all(
      Reporter reporter,
      OutputFiles files,
      SlowestTasks slowest,
      Journal journal,
      PlanRecorder recorder) {
    return recorder.and(journal).and(reporter.listener()).and(files.listener()).and(slowest);
  }

  private Journal journal(Origin origin) {
    Path directory = StateDirectory.runs();
    new Journals(directory).prune();
    return new Journal(
        directory,
        JournalHeader.of(origin, command.commandLine().getParseResult().originalArgs()),
        Clock.systemUTC(),
        problem -> output.faults(own).warn(List.of(problem)));
  }

  private Origin origin(RunSpec spec) {
    return new Origin(
        Version.number(),
        spec.playbook().file(),
        hosts.named(),
        spec.limit(),
        spec.tags(),
        spec.skipTags(),
        spec.extraVars());
  }

  /** A saved plan brings its own inventory, hosts and tags. */
  private void narrowAs(SavedPlan plan) {
    if (hosts.limit().isPresent()
        || !selection.tags().isEmpty()
        || !selection.skipTags().isEmpty()
        || listing.any()) {
      throw new LoadException(
          Problem.of("a saved plan says by itself which hosts and tasks it is for")
              .withRemedy("leave out --limit, the tags and the listings, or make another plan"));
    }
    hosts.as(plan.inventory(), plan.limit());
    selection.as(plan.tags(), plan.skipTags());
  }

  private RunSpec spec(Playbook loaded, Inventory inventory) {
    RunSpec spec =
        RunSpec.of(loaded, inventory)
            .tags(selection.tags())
            .skipTags(selection.skipTags())
            .extraVars(ExtraVars.parse(selection.extraVars(), inventory.vault()))
            .forks(selection.forks());
    return hosts.limit().map(spec::limit).orElse(spec);
  }

  private int list(Terminal terminal, RunSpec spec) {
    try (Connector nowhere = new LocalConnector();
        Run run = Run.open(spec, nowhere, event -> {})) {
      new Listing(terminal, output.json()).show(spec.playbook(), run, listing);
      return ExitCode.DONE;
    }
  }
}
