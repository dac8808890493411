package io.groundwork.runner.terminal;

/**
 * The signs of the output, for terminals that know them all and for those that know ASCII.
 *
 * @param arrow between what is and what will be
 * @param ellipsis where something was left out
 * @param pass a requirement that is met
 * @param warn one that is met, but not as recommended
 * @param fail one that is not met; a task that failed
 * @param bar the ruled margin of an error
 * @param corner its upper end
 * @param foot its lower end
 */
public record Symbols(
    String arrow,
    String ellipsis,
    String pass,
    String warn,
    String fail,
    String bar,
    String corner,
    String foot) {

  public static final Symbols UNICODE = new Symbols("→", "…", "✔", "!", "✘", "│", "╷", "╵");
  public static final Symbols ASCII = new Symbols("->", "...", "+", "!", "x", "|", "|", "|");
}
