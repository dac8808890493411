package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.demo.SmallDemo;
import io.groundwork.runner.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Goes through the common commands without a sound, so that the launcher can keep the classes they
 * load for the next starts.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    Terminal silent = Terminal.silent();
    CommandLines.run(silent, "--version");
    CommandLines.run(silent, "plan", "--help");
    CommandLines.run(silent, "doc", "file");
    CommandLines.run(silent, "doc", "--output", "json");
    CommandLines.run(silent, "plan", "--no-such-option");
    new WarmUp(silent).run();
    return new SmallDemo(silent, CommandLines::run).run() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
