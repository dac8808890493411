package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The whole command line, put together and run. */
public final class CommandLines {

  private static final int WIDEST_HELP = 100;

  private CommandLines() {}

  /** Runs what the arguments ask for and returns the exit code. */
  public static int run(Terminal terminal, String... args) {
    return of(terminal).execute(args);
  }

  static CommandLine of(Terminal terminal) {
    CommandLine line =
        new CommandLine(new Groundwork(terminal), new Factory(terminal))
            .setUsageHelpWidth(Math.min(WIDEST_HELP, terminal.columns()))
            .setUsageHelpLongOptionsMaxWidth(30)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false)
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
            .setOut(writer(terminal.out()))
            .setErr(writer(terminal.err()));
    line.setParameterExceptionHandler(
        (problem, args) -> {
          Faults.of(terminal, asksForJson(args)).show(UsageProblem.of(problem));
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (fault, at, parsed) -> {
          boolean json = asksForJson(parsed.originalArgs().toArray(new String[0]));
          Faults faults = Faults.of(terminal, json);
          if (fault instanceof LoadException wrong) {
            faults.show(wrong.problems());
            return ExitCode.USAGE;
          }
          return faults.show(fault);
        });
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }

  // Read by hand: when the arguments cannot be parsed, how to say so still has to be known.
  private static boolean asksForJson(String[] args) {
    List<String> list = List.of(args);
    int at = list.indexOf("--output");
    return list.contains("--output=json")
        || (at >= 0 && at + 1 < list.size() && list.get(at + 1).equals("json"));
  }
}
