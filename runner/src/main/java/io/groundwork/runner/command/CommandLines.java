package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.groundwork.runner.ExitCode;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.LoadException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The whole command line, put together and run. */
public final class CommandLines {

  private static final int WIDEST_HELP = 100;
  private static final Set<String> VERSION = Set.of("--version", "-V");

  private CommandLines() {}

  /** Makes each command; in the order of the help. */
  private static final Map<String, Function<Terminal, Object>> COMMANDS =
      ImmutableMap.<String, Function<Terminal, Object>>builder()
          .put("check", CheckCommand::new)
          .put("size", SizeCommand::new)
          .put("plan", PlanCommand::new)
          .put("apply", ApplyCommand::new)
          .put("verify", VerifyCommand::new)
          .put("runs", RunsCommand::new)
          .put("facts", FactsCommand::new)
          .put("doc", DocCommand::new)
          .put("inventory", InventoryCommand::new)
          .put("vault", VaultCommand::new)
          .put("secrets", SecretsCommand::new)
          .put("bundle", BundleCommand::with)
          .put("demo", DemoCommand::new)
          .put("warm-up", terminal -> new WarmUpCommand())
          .build();

  /** Runs what the arguments ask for and returns the exit code. */
  public static int run(Terminal terminal, String... args) {
    return of(terminal, args).execute(args);
  }

  static CommandLine of(Terminal terminal, String... args) {
    Map<String, Object> commands = commands(terminal, args);
    CommandLine line = new CommandLine(new Groundwork(terminal));
    commands.forEach(line::addSubcommand);
    line.setUsageHelpWidth(Math.min(WIDEST_HELP, terminal.columns()))
        .setUsageHelpLongOptionsMaxWidth(30)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false) // "-e @FILE" and "-l @FILE" are ours
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()));
    line.setParameterExceptionHandler(
        (problem, given) -> {
          Faults.of(terminal, asksForJson(given)).show(UsageProblem.of(problem));
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

  // Reading one command's annotations takes longer than starting Java: only those that may be
  // needed are read. Before even that is done, the one that is named begins what it will need.
  private static Map<String, Object> commands(Terminal terminal, String[] args) {
    if (args.length == 1 && VERSION.contains(args[0])) {
      return Map.of();
    }
    if (args.length == 0 || !COMMANDS.containsKey(args[0])) {
      return Maps.transformValues(COMMANDS, make -> make.apply(terminal));
    }
    Object command = COMMANDS.get(args[0]).apply(terminal);
    if (command instanceof RunCommand run) {
      run.begin();
    }
    return Map.of(args[0], command);
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
