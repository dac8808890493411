package io.groundwork.transport;

import io.groundwork.text.Problem;

/** A host could not be reached or did not let us in. Nothing was run on it. */
public final class UnreachableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public UnreachableException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
