package io.groundwork.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.runner.terminal.Keyboard;
import io.groundwork.runner.terminal.Symbols;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A terminal, or a pipe, that keeps what is written to it and answers as it was told to. */
public final class Recorded {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> answers = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private final Terminal terminal;

  private Recorded(boolean colour, int columns, Symbols symbols, Optional<String> answer) {
    terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            colour,
            columns,
            symbols,
            answer.map(this::keyboard));
  }

  public static Recorded pipe() {
    return new Recorded(false, Terminal.UNLIMITED, Symbols.UNICODE, Optional.empty());
  }

  public static Recorded ascii() {
    return new Recorded(false, Terminal.UNLIMITED, Symbols.ASCII, Optional.empty());
  }

  /** A colour terminal of that width, but for what moves at its bottom. */
  public static Recorded terminal(int columns) {
    return new Recorded(true, columns, Symbols.UNICODE, Optional.of(""));
  }

  /** Somebody is there and gives these answers, the last one to every further question. */
  public static Recorded answering(String... answers) {
    Recorded recorded = new Recorded(false, 80, Symbols.UNICODE, Optional.of(""));
    recorded.answers.addAll(List.of(answers));
    return recorded;
  }

  private Keyboard keyboard(String answer) {
    return new Keyboard() {
      @Override
      public Optional<String> line(String question) {
        questions.add(question);
        return Optional.of(next(answer));
      }

      @Override
      public Optional<Secret> secret(String question) {
        questions.add(question);
        return Optional.of(Secret.of(next(answer)));
      }
    };
  }

  private String next(String otherwise) {
    if (answers.isEmpty()) {
      return otherwise;
    }
    return answers.size() == 1 ? answers.get(0) : answers.remove(0);
  }

  public Terminal terminal() {
    return terminal;
  }

  public String out() {
    return out.toString(UTF_8);
  }

  public String err() {
    return err.toString(UTF_8);
  }

  public List<String> questions() {
    return questions;
  }
}
