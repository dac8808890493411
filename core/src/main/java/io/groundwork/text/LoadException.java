package io.groundwork.text;

import java.util.List;
import java.util.stream.Collectors;

/** Something the operator wrote cannot be used. Thrown before any host is touched. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public LoadException(Problem problem) {
    this(List.of(problem));
  }

  /**
   * @param problems what is wrong, in the order of the files; at least one
   */
  public LoadException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a load error without a problem");
    }
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
