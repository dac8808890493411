package io.groundwork.runner.command;

import picocli.CommandLine.Option;

/** How much to show of a run. */
final class DetailOptions {

  @Option(
      names = {"-D", "--diff"},
      description = "Show every difference in full.")
  private boolean diff;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show also the tasks that have nothing to do, and why.")
  private boolean verbose;

  boolean diff() {
    return diff;
  }

  boolean verbose() {
    return verbose;
  }
}
