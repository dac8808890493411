package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
  CheckCommand(Terminal own) {}

  @Override
  public Integer call() {
    return 0;
  }
}
