package io.groundwork.transport;

import io.groundwork.text.Problem;

/** The login user may not become the wanted user. Nothing was run. */
public final class BecomeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public BecomeException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
