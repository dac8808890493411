package io.groundwork.runner.command;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.report.View;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.transport.Connector;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What planning and applying a playbook have in common. */
abstract class RunCommand implements Callable<Integer> {

  private final Terminal own;

  @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
  private Path playbook;

  @ArgGroup(validate = false, heading = "%nHosts:%n")
  private InventoryOptions hosts = new InventoryOptions();

  @ArgGroup(validate = false, heading = "%nTasks and variables:%n")
  private SelectionOptions selection = new SelectionOptions();

  @ArgGroup(validate = false, heading = "%nLogin, where the inventory does not say it:%n")
  private LoginOptions login = new LoginOptions();

  @ArgGroup(validate = false, heading = "%nShow, and touch no host:%n")
  private ListingOptions listing = new ListingOptions();

  @ArgGroup(validate = false, heading = "%nOutput:%n")
  private DetailOptions detail = new DetailOptions();

  @Mixin private OutputOptions output;

  RunCommand(Terminal own) {
    this.own = own;
  }

  /** Refuses what could not be done to the end, before anything is loaded. */
  abstract void checkPossible(Terminal terminal, boolean json);

  abstract Outcome execute(Run run, Reporter reporter);

  @Override
  public final Integer call() {
    Terminal terminal = output.terminal(own);
    Playbook loaded = Playbook.load(playbook, Registry.load());
    if (listing.syntax && !hosts.given()) {
      return new Listing(terminal, output.json()).syntax(loaded);
    }
    Inventory inventory = hosts.load();
    output.faults(own).warn(inventory.warnings());
    RunSpec spec = spec(loaded, inventory);
    if (listing.any()) {
      return list(terminal, spec);
    }
    checkPossible(terminal, output.json());
    RunSpec complete = spec.options(login.options(terminal));
    try (Reporter reporter = Reporter.of(view(terminal), output.json());
        Connector connector = Connectors.system();
        Run run = Run.open(complete, connector, reporter.listener())) {
      return Interrupts.during(
              run::interrupt, run::abort, reporter::remark, () -> execute(run, reporter))
          .finish(reporter);
    }
  }

  private View view(Terminal terminal) {
    return new View(terminal, detail.diff(), detail.verbose());
  }

  private RunSpec spec(Playbook loaded, Inventory inventory) {
    RunSpec spec =
        RunSpec.of(loaded, inventory)
            .tags(selection.tags())
            .skipTags(selection.skipTags())
            .extraVars(ExtraVars.parse(selection.extraVars()))
            .forks(selection.forks());
    return hosts.limit().map(spec::limit).orElse(spec);
  }

  private int list(Terminal terminal, RunSpec spec) {
    try (Connector connector = Connectors.system();
        Run run = Run.open(spec, connector, event -> {})) {
      new Listing(terminal, output.json()).show(spec.playbook(), run, listing);
      return ExitCode.DONE;
    }
  }
}
