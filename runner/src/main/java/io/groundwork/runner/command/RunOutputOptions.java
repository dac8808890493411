package io.groundwork.runner.command;

import io.groundwork.runner.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which forms to tell what came out: one on standard output, any others in files. */
final class RunOutputOptions {

  /** A form of output. */
  enum Format {
    TEXT,
    JSON,
    JSONL,
    HTML,
    JUNIT
  }

  /**
   * One output.
   *
   * @param format its form
   * @param file where it goes; empty for standard output
   */
  record Choice(Format format, Optional<Path> file) {}

  private static final class ChoiceName implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String value) {
      int at = value.indexOf('=');
      String name = at < 0 ? value : value.substring(0, at);
      Optional<Path> file =
          at < 0 ? Optional.empty() : Optional.of(Path.of(value.substring(at + 1)));
      for (Format format : Format.values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
          if (format == Format.TEXT && file.isPresent()) {
            throw new TypeConversionException("text goes to standard output, not to a file");
          }
          return new Choice(format, file);
        }
      }
      throw new TypeConversionException(
          "\"" + name + "\" is none of text, json, jsonl, html, junit");
    }
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT[=FILE]",
      converter = ChoiceName.class,
      description =
          "text for people; json, one document; jsonl, a line for each event or finding; html, a page"
              + " for a browser; junit, for build servers. On standard output, or in a file; give it"
              + " again for more files. Default: text.")
  private List<Choice> choices = new ArrayList<>();

  @Option(
      names = "--no-color",
      description = "No colours, as the environment variable NO_COLOR asks too.")
  private boolean plain;

  @Mixin
  @SuppressWarnings("unused") // Picocli acts on it.
  private HelpOption help;

  /** What goes to standard output; of several the last counts. */
  Format shown() {
    return choices.stream()
        .filter(choice -> choice.file().isEmpty())
        .map(Choice::format)
        .reduce((first, second) -> second)
        .orElse(Format.TEXT);
  }

  /** What goes to files. */
  List<Choice> files() {
    return choices.stream().filter(choice -> choice.file().isPresent()).toList();
  }

  boolean text() {
    return shown() == Format.TEXT;
  }

  boolean json() {
    return shown() == Format.JSON;
  }

  Terminal terminal(Terminal own) {
    return plain ? own.withoutColour() : own;
  }

  Faults faults(Terminal own) {
    return Faults.of(terminal(own), json());
  }
}
