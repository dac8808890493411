package io.groundwork.modules.commands;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as a POSIX shell would, without expanding anything: blanks separate,
 * single quotes keep everything, double quotes keep all but {@code \"} and {@code \\}, a backslash
 * keeps the next character.
 */
final class Words {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Words(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
   */
  static List<String> split(String text) {
    return new Words(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> end();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> {
          inWord = true;
          word.append(next("ends with a backslash"));
        }
        default -> {
          inWord = true;
          word.append(c);
        }
      }
    }
    end();
    return List.copyOf(words);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void singleQuoted() {
    inWord = true;
    for (char c = quoted('\''); c != '\''; c = quoted('\'')) {
      word.append(c);
    }
  }

  private void doubleQuoted() {
    inWord = true;
    for (char c = quoted('"'); c != '"'; c = quoted('"')) {
      if (c == '\\') {
        char escaped = quoted('"');
        if (escaped != '"' && escaped != '\\') {
          word.append('\\');
        }
        word.append(escaped);
      } else {
        word.append(c);
      }
    }
  }

  private char quoted(char quote) {
    return next("has a " + quote + " that is not closed");
  }

  private char next(String problem) {
    if (at >= text.length()) {
      throw new IllegalArgumentException(problem);
    }
    return text.charAt(at++);
  }
}
