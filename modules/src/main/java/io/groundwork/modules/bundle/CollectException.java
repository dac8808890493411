package io.groundwork.modules.bundle;

import io.groundwork.text.Problem;

/** Something that a bundle needs could not be got. What the bundle had is as it was. */
public final class CollectException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public CollectException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
