package io.groundwork.module;

import java.util.Objects;

/**
 * How one change went on the host.
 *
 * @param exit exit status of its snippet
 * @param out what it wrote to standard output, UTF-8, without trailing newlines
 * @param err what it wrote to standard error, likewise
 */
public record Execution(int exit, String out, String err) {
  public Execution {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  public boolean succeeded() {
    return exit == 0;
  }
}
