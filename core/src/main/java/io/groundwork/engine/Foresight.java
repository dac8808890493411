package io.groundwork.engine;

import io.groundwork.event.TaskResult;

/** Hears what a dry run foresees, with what it was planned on. Calls come from several threads. */
@FunctionalInterface
public interface Foresight {

  /** Keeps nothing. */
  Foresight NONE = (proposal, result, open) -> {};

  /**
   * One turn of a task is foreseen.
   *
   * @param proposal what it would do; without steps when that is nothing or not known
   * @param result how it is shown
   * @param open whether a change planned before it may still alter what it was planned on
   */
  void foreseen(Proposal proposal, TaskResult result, boolean open);
}
