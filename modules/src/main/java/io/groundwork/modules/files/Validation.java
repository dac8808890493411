package io.groundwork.modules.files;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.text.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command that checks a new file before it is put in place.
 *
 * @param shell the command for a shell, with the new file as {@code $1}; empty for no check
 */
record Validation(String shell) {

  static final Validation NONE = new Validation("");

  Validation {
    Objects.requireNonNull(shell, "shell");
  }

  static Parameter parameter() {
    return Parameter.of(
        "validate",
        Parameter.Type.STRING,
        "Command that must succeed on the new file before it replaces the old one; %s stands for"
            + " the new file. It runs without a shell: no pipes, no variables.");
  }

  /**
   * @throws io.groundwork.text.LoadException when the command names no file or is no command
   */
  static Validation of(Params params) {
    Optional<String> command = params.optional("validate");
    if (command.isEmpty()) {
      return NONE;
    }
    if (!command.get().contains("%s")) {
      throw params.problem("validate", "has no %s, which stands for the new file");
    }
    List<String> words = words(command.get());
    if (words.isEmpty()) {
      throw params.problem("validate", "has a quote that is not closed");
    }
    return new Validation(String.join(" ", words.stream().map(Validation::quote).toList()));
  }

  private static String quote(String word) {
    StringBuilder quoted = new StringBuilder();
    int from = 0;
    for (int at = word.indexOf("%s"); at >= 0; at = word.indexOf("%s", from)) {
      quoted.append(literal(word.substring(from, at))).append("\"$1\"");
      from = at + 2;
    }
    quoted.append(literal(word.substring(from)));
    return quoted.isEmpty() ? "''" : quoted.toString();
  }

  private static String literal(String part) {
    return part.isEmpty() ? "" : Shell.quote(part.replace("%%", "%"));
  }

  /** The words of a command as a shell would take them apart; none if a quote is left open. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '\\' && quote == '"' && i + 1 < command.length()) {
          word.append(command.charAt(++i));
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == '\\' && i + 1 < command.length()) {
        word.append(command.charAt(++i));
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return quote == 0 ? words : List.of();
  }
}
