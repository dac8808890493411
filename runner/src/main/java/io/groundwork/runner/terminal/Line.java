package io.groundwork.runner.terminal;

/**
 * One line of output, put together from parts. Every part passes through here, so none can steer
 * the terminal, and colours appear only where the terminal has them.
 */
public final class Line {

  private final Terminal terminal;
  private final StringBuilder painted = new StringBuilder();
  private int used;

  Line(Terminal terminal) {
    this.terminal = terminal;
  }

  public Line add(String text) {
    return append(Cells.harmless(text));
  }

  public Line add(Colour colour, String text) {
    String clean = Cells.harmless(text);
    if (clean.isEmpty() || !terminal.colour()) {
      return append(clean);
    }
    painted.append(colour.paint(clean));
    used += Cells.width(clean);
    return this;
  }

  /** The text as far as the terminal's width has room for it. */
  public Line fit(String text) {
    return append(cut(text));
  }

  /** The text in a colour, as far as the terminal's width has room for it. */
  public Line fit(Colour colour, String text) {
    return add(colour, cut(text));
  }

  private String cut(String text) {
    String clean = Cells.harmless(text);
    return terminal.columns() == Terminal.UNLIMITED
        ? clean
        : Cells.cut(clean, terminal.columns() - used, terminal.symbols().ellipsis());
  }

  private Line append(String clean) {
    painted.append(clean);
    used += Cells.width(clean);
    return this;
  }

  /** Cells taken so far. */
  public int used() {
    return used;
  }

  @Override
  public String toString() {
    return painted.toString().stripTrailing();
  }
}
