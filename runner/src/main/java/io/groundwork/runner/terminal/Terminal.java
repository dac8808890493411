package io.groundwork.runner.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a command writes and whom it may ask.
 *
 * @param out results
 * @param err everything else
 * @param live whether results are watched as they come, on a terminal
 * @param colour whether to use colours
 * @param columns the terminal's width in cells; without one, no line is cut or broken
 * @param symbols the signs it can show
 * @param keyboard whom to ask; empty when nobody is there
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean live,
    boolean colour,
    int columns,
    Symbols symbols,
    Optional<Keyboard> keyboard) {

  /** The width when there is no terminal. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int NARROWEST = 40;

  public Terminal {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    Objects.requireNonNull(symbols, "symbols");
    Objects.requireNonNull(keyboard, "keyboard");
  }

  /**
   * This process's own, as the launcher describes it: {@code groundwork.columns} is the width when
   * standard output is a terminal, {@code groundwork.ascii} is set where only ASCII can be shown.
   */
  public static Terminal ofProcess() {
    Optional<Keyboard> keyboard = Keyboard.ofProcess();
    int width = Integer.getInteger("groundwork.columns", keyboard.isPresent() ? 80 : 0);
    boolean shown = width > 0 && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        shown,
        shown && System.getenv("NO_COLOR") == null,
        shown ? Math.max(NARROWEST, width) : UNLIMITED,
        Boolean.getBoolean("groundwork.ascii") ? Symbols.ASCII : Symbols.UNICODE,
        keyboard);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }

  public Terminal withoutColour() {
    return new Terminal(out, err, live, false, columns, symbols, keyboard);
  }

  /** The same, with results going into that stream and nobody to ask. */
  public Terminal to(PrintStream results) {
    return new Terminal(results, err, live, colour, columns, symbols, Optional.empty());
  }

  /** One that shows nothing and has nobody to ask. */
  public static Terminal silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new Terminal(nowhere, nowhere, true, true, 80, Symbols.UNICODE, Optional.empty());
  }

  /** The width for prose. */
  public int measure() {
    return columns == UNLIMITED ? UNLIMITED : Math.min(columns, 100);
  }

  /** An empty line to write on. */
  public Line line() {
    return new Line(this);
  }
}
