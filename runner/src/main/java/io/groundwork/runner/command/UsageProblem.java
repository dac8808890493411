package io.groundwork.runner.command;

import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the command line, and what may have been meant. */
final class UsageProblem {

  private UsageProblem() {}

  static List<Problem> of(ParameterException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    String help = "\"" + command.qualifiedName() + " --help\" tells what it takes";
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return List.of(unknown(unmatched.getUnmatched().get(0), command, help));
    }
    return List.of(Problem.of(sentence(wrong.getMessage())).withRemedy(help));
  }

  private static Problem unknown(String word, CommandSpec command, String help) {
    boolean option = word.startsWith("-");
    String name = option ? word.replaceFirst("=.*", "") : word;
    String kind = option ? "option" : command.subcommands().isEmpty() ? "argument" : "command";
    Optional<String> meant =
        Suggestion.didYouMean(
            name,
            option
                ? command.options().stream().flatMap(o -> Stream.of(o.names())).toList()
                : command.subcommands().entrySet().stream()
                    .filter(entry -> !isHidden(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList());
    return Problem.of("unknown " + kind + " \"" + name + "\" for " + command.qualifiedName())
        .withRemedy(meant.orElse(help));
  }

  private static boolean isHidden(CommandLine command) {
    return command.getCommandSpec().usageMessage().hidden();
  }

  private static String sentence(String message) {
    String text = message.strip();
    String end = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return end.substring(0, 1).toLowerCase(Locale.ROOT) + end.substring(1);
  }
}
