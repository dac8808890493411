package io.groundwork.runner.command;

import io.groundwork.engine.Journals;
import io.groundwork.event.EventReader;
import io.groundwork.event.Listener;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.JsonObject;
import io.groundwork.runner.json.RunsJson;
import io.groundwork.runner.report.ConsoleListener;
import io.groundwork.runner.report.RunsText;
import io.groundwork.runner.report.View;
import io.groundwork.runner.terminal.Screen;
import io.groundwork.runner.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was run from this machine. */
@Command(
    name = "runs",
    header = {"Show what was applied from this machine, and with what result.", ""},
    description = {
      "",
      "Every apply is written down while it runs, with what was there before each change: in"
          + " $XDG_STATE_HOME/groundwork/runs, or ~/.local/state/groundwork/runs. Secrets are masked."
          + " The last 200 runs are kept.",
      ""
    },
    synopsisSubcommandLabel = "[COMMAND]",
    commandListHeading = "%nCommands:%n",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:there is no such run"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  groundwork runs",
      "  groundwork runs show last --diff",
      "  groundwork runs show 20261122-1905 --output json"
    })
final class RunsCommand implements Callable<Integer> {

  private final Terminal own;

  @Mixin private OutputOptions output;

  RunsCommand(Terminal own) {
    this.own = own;
  }

  @Override
  public Integer call() {
    List<Journals.Entry> entries = new Journals(StateDirectory.runs()).list();
    Terminal terminal = output.terminal(own);
    if (output.json()) {
      JsonDocument.write(
          own.out(),
          new JsonObject().put("runs", entries.stream().map(RunsJson::entry).toList()).tree());
    } else {
      new RunsText(terminal).list(entries).forEach(own.out()::println);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      header = {"Show one run: who ran what, and what it changed.", ""},
      sortOptions = false)
  int show(
      @Parameters(
              paramLabel = "ID",
              description = "The run: its id, the beginning of it, or \"last\".")
          String id,
      @Option(
              names = {"-D", "--diff"},
              description = "Show every difference in full.")
          boolean diff,
      @Option(
              names = {"-v", "--verbose"},
              description = "Show also the tasks that had nothing to do, and why.")
          boolean verbose,
      @Mixin OutputOptions how) {
    Journals.Entry entry = new Journals(StateDirectory.runs()).find(id);
    Terminal terminal = how.terminal(own);
    if (how.json()) {
      Map<String, Object> tree = RunsJson.entry(entry);
      tree.put("lines", entry.lines());
      JsonDocument.write(own.out(), tree);
      return ExitCode.DONE;
    }
    new RunsText(terminal).head(entry).forEach(own.out()::println);
    try (Screen screen = new Screen(terminal)) {
      Listener again = new ConsoleListener(new View(terminal, diff, verbose), screen);
      entry.lines().forEach(line -> EventReader.read(line).ifPresent(again::on));
    }
    new RunsText(terminal).foot(entry).forEach(own.out()::println);
    return ExitCode.DONE;
  }
}
