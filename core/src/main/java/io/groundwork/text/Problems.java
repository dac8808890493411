package io.groundwork.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers everything that is wrong with what an operator wrote, so that one run tells it all. Not
 * thread-safe.
 */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void addAll(List<Problem> problems) {
    found.addAll(problems);
  }

  /** Runs a step whose {@link LoadException}, if it throws one, is gathered here. */
  public void gather(Runnable step) {
    try {
      step.run();
    } catch (LoadException e) {
      found.addAll(e.problems());
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was gathered so far, in the order it was found. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  /**
   * Ends the gathering.
   *
   * @throws LoadException if there is any problem, with all of them
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new LoadException(found);
    }
  }
}
