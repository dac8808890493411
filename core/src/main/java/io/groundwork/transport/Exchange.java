package io.groundwork.transport;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came back from a script.
 *
 * @param exit its exit status; empty when the connection was cut before it ended
 * @param out its standard output, as far as it came, one char a byte (ISO 8859-1); decode what is
 *     text after taking it apart
 * @param err its standard error, likewise
 * @param cut why the connection was cut, when it was
 */
public record Exchange(OptionalInt exit, String out, String err, Optional<String> cut) {
  public Exchange {
    Objects.requireNonNull(exit, "exit");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    if (exit.isPresent() == cut.isPresent()) {
      throw new IllegalArgumentException("an exchange ends, or is cut");
    }
  }
}
