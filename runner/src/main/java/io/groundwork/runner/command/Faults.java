package io.groundwork.runner.command;

import io.groundwork.runner.ExitCode;
import io.groundwork.runner.Version;
import io.groundwork.runner.json.JsonDocument;
import io.groundwork.runner.json.ProblemJson;
import io.groundwork.runner.report.ProblemText;
import io.groundwork.runner.report.Severity;
import io.groundwork.runner.terminal.Terminal;
import io.groundwork.text.Problem;
import java.util.List;

/**
 * Tells why a command could not do what it was asked for: on standard error for people, or as the
 * one document on standard output for programs.
 */
record Faults(Terminal terminal, boolean json) {

  private static final int FRAMES = 12;

  static Faults of(Terminal terminal, boolean json) {
    return new Faults(terminal, json);
  }

  void show(List<Problem> problems) {
    if (json) {
      JsonDocument.write(terminal.out(), ProblemJson.document(problems));
      return;
    }
    print(problems, Severity.ERROR);
  }

  /** What does not hinder anything; always on standard error. */
  void warn(List<Problem> problems) {
    print(problems, Severity.WARNING);
  }

  /**
   * A fault of Groundwork itself.
   *
   * @return the exit code
   */
  int show(Exception fault) {
    String what = "Groundwork " + Version.number() + " has a fault: " + fault;
    show(List.of(Problem.of(what).withRemedy("please report it with the lines below")));
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      terminal.err().println(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        terminal.err().println("  at " + frames[i]);
      }
    }
    return ExitCode.FAULT;
  }

  private void print(List<Problem> problems, Severity severity) {
    ProblemText text = new ProblemText(terminal, severity);
    problems.forEach(problem -> text.lines(problem).forEach(terminal.err()::println));
  }
}
