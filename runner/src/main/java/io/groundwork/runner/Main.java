package io.groundwork.runner;

import io.groundwork.runner.command.CommandLines;
import io.groundwork.runner.terminal.Terminal;

/** Starts the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    int status = CommandLines.run(Terminal.ofProcess(), args);
    System.exit(status);
  }
}
