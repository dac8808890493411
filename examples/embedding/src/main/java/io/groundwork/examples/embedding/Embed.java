package io.groundwork.examples.embedding;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.Step;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Diff;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.text.LoadException;
import io.groundwork.text.UnifiedDiff;
import io.groundwork.transport.Connector;
import io.groundwork.transport.DefaultConnector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Plans a playbook, prints the plan, applies it, and prints how it went. */
public final class Embed {

  private final PrintStream out;

  private Embed(PrintStream out) {
    this.out = out;
  }

  /** Takes a playbook and an inventory. */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: Embed PLAYBOOK INVENTORY");
      System.exit(1);
    }
    try {
      boolean done = new Embed(System.out).run(Path.of(arguments[0]), Path.of(arguments[1]));
      if (!done) {
        System.exit(2);
      }
    } catch (LoadException e) {
      // All that is wrong with the files, each with its place; no host was touched.
      e.problems().forEach(System.err::println);
      System.exit(1);
    }
  }

  private boolean run(Path playbookFile, Path inventoryFile) {
    Playbook playbook = Playbook.load(playbookFile, Registry.load());
    Inventory inventory = Inventory.load(List.of(inventoryFile));
    try (Connector connector = new DefaultConnector(new SshConnector(), new LocalConnector());
        Run run = Run.open(RunSpec.of(playbook, inventory), connector, this::tell)) {
      out.println("The plan:");
      Recap plan = run.plan();
      if (!succeeded(plan)) {
        return false;
      }
      out.println("The run:");
      Recap recap = run.apply();
      recap.hosts().forEach(this::tell);
      return succeeded(recap);
    }
  }

  private static boolean succeeded(Recap recap) {
    return recap.hosts().stream().allMatch(HostRecap::succeeded);
  }

  /** A line for each event; in the plan, what differs below it. */
  private void tell(Event event) {
    if (event instanceof Event.PlayStarted play) {
      out.printf("  play %s on %s%n", play.play(), String.join(", ", play.hosts()));
    } else if (event instanceof Event.HostConnected connected) {
      out.printf("  %s: connected%n", connected.host());
    } else if (event instanceof Event.HostUnreachable unreachable) {
      out.printf("  %s: %s%n", unreachable.host(), unreachable.problem());
    } else if (event instanceof Event.TaskDone done) {
      out.printf("  %s: %s: %s%n", done.host(), done.task().name(), done.result().verdict());
      done.result().failure().ifPresent(problem -> out.println("    " + problem));
      done.result().steps().forEach(this::tell);
    }
  }

  private void tell(Step step) {
    out.println("    " + step.summary());
    for (Diff diff : step.diffs()) {
      if (diff.text()) {
        UnifiedDiff.lines(diff.subject(), diff.before(), diff.after())
            .forEach(line -> out.println("      " + line));
      } else {
        out.printf("      %s: %s -> %s%n", diff.subject(), diff.before(), diff.after());
      }
    }
  }

  private void tell(HostRecap host) {
    out.printf(
        "%s: %d ok, %d changed, %d failed, %d round trips%n",
        host.host(), host.ok(), host.changed(), host.failed(), host.exchanges());
  }
}
