package io.groundwork.runner.command;

import io.groundwork.event.Recap;
import io.groundwork.runner.ExitCode;

/**
 * How a command on hosts ended.
 *
 * @param command its name, for the document
 * @param status its exit code
 */
record Outcome(String command, int status) {

  static Outcome of(String command, Recap recap) {
    return new Outcome(command, status(recap));
  }

  private static int status(Recap recap) {
    if (recap.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    if (recap.anyFailed()) {
      return ExitCode.FAILED;
    }
    return recap.anyUnreachable() ? ExitCode.UNREACHABLE : ExitCode.DONE;
  }
}
