package io.groundwork.runner.demo;

import io.groundwork.runner.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Runs this very program, inside this process.
 *
 * @param terminal where its output goes
 * @param program takes a terminal and arguments, and returns the exit code
 */
record Groundwork(Terminal terminal, BiFunction<Terminal, String[], Integer> program) {

  private static final String NO_CHANGE = ", 0 changed, 0 failed, 0 unreachable";

  /** What came of it. */
  record Result(int status, String output) {

    boolean done() {
      return status == 0;
    }

    /** Whether it says that nothing was changed. */
    boolean changedNothing() {
      return done() && output.contains(NO_CHANGE);
    }
  }

  Result run(List<String> args) {
    Tee tee = new Tee(terminal.out());
    int status = program.apply(terminal.to(tee.stream()), args.toArray(new String[0]));
    return new Result(status, tee.text());
  }

  Result run(String... args) {
    return run(Arrays.asList(args));
  }
}
