package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Terminal;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to tell what came out. */
final class OutputOptions {

  /** For whom. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text for people, json for programs: one document on standard output, everything else on"
              + " standard error. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--no-color",
      description = "No colours, as the environment variable NO_COLOR asks too.")
  private boolean plain;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  boolean json() {
    return format == Format.JSON;
  }

  Terminal terminal(Terminal own) {
    return plain ? own.withoutColour() : own;
  }

  Faults faults(Terminal own) {
    return Faults.of(terminal(own), json());
  }
}
