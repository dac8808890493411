package io.groundwork.runner.demo;

import java.util.Objects;

/**
 * One step of a demonstration.
 *
 * @param title what it shows
 * @param commandLine how anybody could do the same
 * @param promise what has to come of it, said when it does not
 * @param action does it, and tells whether the promise held
 */
record Step(String title, String commandLine, String promise, Action action) {

  /** Does a step. */
  @FunctionalInterface
  interface Action {
    boolean holds() throws Exception;
  }

  Step {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(commandLine, "commandLine");
    Objects.requireNonNull(promise, "promise");
    Objects.requireNonNull(action, "action");
  }
}
