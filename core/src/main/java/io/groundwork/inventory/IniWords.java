package io.groundwork.inventory;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a host's line, as a shell splits them: quotes hold blanks together and are taken
 * off, a backslash takes the next character as it is, and what follows a {@code #} is a comment.
 */
final class IniWords {

  private static final int NONE = -1;

  private final String line;
  private final String file;
  private final int number;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int begin = NONE;

  /**
   * @param text the word without its quotes
   * @param where where it begins
   */
  record Word(String text, Position where) {}

  private IniWords(String line, String file, int number) {
    this.line = line;
    this.file = file;
    this.number = number;
  }

  /**
   * @throws LoadException for a quote that is not closed
   */
  static List<Word> of(String line, String file, int number) {
    return new IniWords(line, file, number).split();
  }

  private List<Word> split() {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '#') {
        break;
      }
      if (c == ' ' || c == '\t' || c == '\r') {
        end();
        continue;
      }
      begin = begin == NONE ? i : begin;
      if (c == '\'' || c == '"') {
        i = quoted(i);
      } else if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else {
        word.append(c);
      }
    }
    end();
    return words;
  }

  /** Takes what stands in quotes, and returns where the closing quote is. */
  private int quoted(int open) {
    char quote = line.charAt(open);
    for (int i = open + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == quote) {
        return i;
      }
      boolean escapes = c == '\\' && quote == '"' && i + 1 < line.length();
      if (escapes && (line.charAt(i + 1) == '"' || line.charAt(i + 1) == '\\')) {
        i++;
      }
      word.append(line.charAt(i));
    }
    throw new LoadException(
        Problem.at(
                new Position(file, number, open + 1), "the quote that opens here is never closed")
            .withRemedy("close it, or write \\" + quote + " for the character itself"));
  }

  private void end() {
    if (begin != NONE) {
      words.add(new Word(word.toString(), new Position(file, number, begin + 1)));
      word.setLength(0);
      begin = NONE;
    }
  }
}
