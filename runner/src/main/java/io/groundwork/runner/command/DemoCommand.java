package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
  DemoCommand(Terminal own) {}

  @Override
  public Integer call() {
    return 0;
  }
}
