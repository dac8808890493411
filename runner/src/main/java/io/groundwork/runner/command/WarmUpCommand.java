package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "warm-up")
final class WarmUpCommand implements Callable<Integer> {
  WarmUpCommand(Terminal own) {}

  @Override
  public Integer call() {
    return 0;
  }
}
