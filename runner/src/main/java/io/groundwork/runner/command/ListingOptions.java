package io.groundwork.runner.command;

import picocli.CommandLine.Option;

/** What to show of a playbook instead of running it. */
final class ListingOptions {

  @Option(names = "--list-hosts", description = "Show which hosts it would run on.")
  boolean hosts;

  @Option(names = "--list-tasks", description = "Show which tasks it would run.")
  boolean tasks;

  @Option(names = "--list-tags", description = "Show its tags.")
  boolean tags;

  @Option(names = "--syntax-check", description = "Only load it, and say what is wrong.")
  boolean syntax;

  boolean any() {
    return hosts || tasks || tags || syntax;
  }
}
