package io.groundwork.transport;

import java.time.Duration;
import java.util.Objects;

/**
 * A POSIX shell script to run on a host.
 *
 * @param text the script; may hold secrets, so it goes in on standard input and is never logged
 * @param become the user to run it as
 * @param timeout after which it is given up as cut; zero for none
 */
public record Script(String text, Become become, Duration timeout) {
  public Script {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(become, "become");
    Objects.requireNonNull(timeout, "timeout");
  }

  /** Keeps the text out of logs and messages: it may hold secrets. */
  @Override
  public String toString() {
    return "Script[" + text.length() + " characters, " + become + "]";
  }
}
