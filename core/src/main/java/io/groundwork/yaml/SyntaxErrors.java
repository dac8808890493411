package io.groundwork.yaml;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in one line what the parser says in a page. */
final class SyntaxErrors {

  private SyntaxErrors() {}

  static Problem explain(YAMLException error, String text, String source) {
    if (error instanceof ReaderException unreadable) {
      return character(unreadable, text, source);
    }
    if (!(error instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
      return Problem.at(Position.of(source), "this is not YAML: " + firstLine(error.getMessage()));
    }
    return tab(marked, text, source).orElseGet(() -> syntax(marked, text, source));
  }

  private static Problem character(ReaderException error, String text, String source) {
    String before = text.substring(0, Math.min(text.length(), Math.max(0, error.getPosition())));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return Problem.at(
            new Position(source, line, column),
            String.format("the character U+%04X cannot stand in YAML", error.getCodePoint()))
        .withRemedy("remove it, or write it as \"\\x..\" in double quotes");
  }

  /** A tab that indents a line, between what the parser was reading and where it stopped. */
  private static Optional<Problem> tab(MarkedYAMLException error, String text, String source) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    int last = Math.min(error.getProblemMark().getLine(), lines.length - 1);
    Mark context = error.getContextMark();
    int first = context == null ? last : Math.min(context.getLine(), last);
    for (int i = Math.max(0, first); i <= last; i++) {
      int column = indentingTab(lines[i]);
      if (column >= 0) {
        return Optional.of(tabAt(new Position(source, i + 1, column + 1)));
      }
    }
    Mark mark = error.getProblemMark();
    boolean atTab = error.getProblem() != null && error.getProblem().contains("\\t");
    return atTab
        ? Optional.of(tabAt(new Position(source, mark.getLine() + 1, mark.getColumn() + 1)))
        : Optional.empty();
  }

  private static Problem tabAt(Position where) {
    return Problem.at(where, "line " + where.line() + ": a tab; YAML wants spaces")
        .withRemedy("replace the tab by spaces");
  }

  private static int indentingTab(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\t') {
        return i;
      }
      if (line.charAt(i) != ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static Problem syntax(MarkedYAMLException error, String text, String source) {
    Mark mark = error.getProblemMark();
    Position where = new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
    String problem = String.valueOf(error.getProblem());
    String context = String.valueOf(error.getContext());
    if (problem.contains("mapping values are not allowed")) {
      return Problem.at(where, "a second \": \" in one line, or a line indented too far")
          .withRemedy("put quotes around a text that holds \": \", or mend the indentation");
    }
    if (problem.contains("unexpected end of stream") && context.contains("quoted scalar")) {
      return quote(error, source);
    }
    if (problem.contains("could not find expected ':'")) {
      return Problem.at(where, "a key without \":\"")
          .withRemedy("write \"key: value\"; the line before may lack its \":\"");
    }
    if (problem.contains("cannot start any token")) {
      return Problem.at(where, "this character cannot begin a value")
          .withRemedy("put the value in quotes");
    }
    if (problem.contains("found unknown escape character")) {
      return Problem.at(where, "an unknown \"\\\" escape in double quotes")
          .withRemedy("use single quotes, or double the \"\\\"");
    }
    if (problem.contains("block entries are not allowed")
        || problem.contains("sequence entries are not allowed")) {
      return Problem.at(where, "a list item cannot stand here")
          .withRemedy("put the \"-\" on a line of its own below the key");
    }
    if (context.contains("scanning an alias") || context.contains("scanning an anchor")) {
      return Problem.at(where, "a \"*\" or \"&\" without a name behind it")
          .withRemedy("put quotes around a text that begins with \"*\" or \"&\"");
    }
    if (context.contains("flow mapping")) {
      return Problem.at(where, "inside { … }: \",\" or \"}\" is missing before this")
          .withRemedy("close the \"{\"; a text that starts with \"{\" needs quotes");
    }
    if (context.contains("flow sequence")) {
      return Problem.at(where, "inside [ … ]: \",\" or \"]\" is missing before this")
          .withRemedy("close the \"[\"; a text that starts with \"[\" needs quotes");
    }
    boolean inBlock = context.contains("block mapping") || context.contains("block collection");
    if (inBlock && !beginsLine(mark, text)) {
      return Problem.at(where, "this cannot stand behind the value before it")
          .withRemedy("put quotes around the whole value");
    }
    if (inBlock) {
      return Problem.at(where, "this line is not indented as the lines before it")
          .withRemedy("indent the keys of a mapping, and the items of a list, all alike");
    }
    return Problem.at(where, "this is not YAML: " + firstLine(problem));
  }

  private static boolean beginsLine(Mark mark, String text) {
    String line = text.split("\r\n|\r|\n", -1)[mark.getLine()];
    return line.substring(0, Math.min(mark.getColumn(), line.length())).isBlank();
  }

  private static Problem quote(MarkedYAMLException error, String source) {
    Mark opened = error.getContextMark() == null ? error.getProblemMark() : error.getContextMark();
    return Problem.at(
        new Position(source, opened.getLine() + 1, opened.getColumn() + 1),
        "the quote that opens here is never closed");
  }

  private static String firstLine(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
