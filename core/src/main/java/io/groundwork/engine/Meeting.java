package io.groundwork.engine;

import io.groundwork.engine.Program.Entry;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Task;
import java.util.Optional;
import java.util.Set;

/** Why a walk waits for the others. */
enum Meeting {
  /** One host does the task for all. */
  RUN_ONCE,
  /** Each host does the task, a limited number at a time, before any goes on. */
  EACH,
  /** All have to have come this far. */
  GATHER;

  private static final Set<Control.Request> WHOLE_PLAY =
      Set.of(
          Control.Request.END_PLAY, Control.Request.END_BATCH, Control.Request.CLEAR_HOST_ERRORS);

  /**
   * Why a walk waits before this task, if it has to.
   *
   * @param released the place where it need not any more
   */
  static Optional<Meeting> at(
      Entry entry, Stage stage, Preparer preparer, Optional<Program.Key> released) {
    if (released.filter(entry.key()::equals).isPresent()) {
      return Optional.empty();
    }
    Task task = entry.task();
    if (task.request().filter(WHOLE_PLAY::contains).isPresent()) {
      return Optional.of(Meeting.RUN_ONCE);
    }
    if (stage.batch().size() < 2 || task.control().isPresent()) {
      return Optional.empty();
    }
    if (preparer.flag(entry, Keyword.RUN_ONCE, false)) {
      return Optional.of(Meeting.RUN_ONCE);
    }
    boolean apart =
        task.keywords().get(Keyword.THROTTLE).isPresent()
            || task.keywords().get(Keyword.DELEGATE_TO).isPresent();
    if (apart) {
      return Optional.of(Meeting.EACH);
    }
    return task.moduleName().endsWith("pause") ? Optional.of(Meeting.GATHER) : Optional.empty();
  }
}
