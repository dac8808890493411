package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Plan;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Task;
import java.util.Map;
import java.util.Optional;

/** Does what tasks ask of the run itself. */
final class Requests {

  private final Walk walk;
  private final DueHandlers handlers;
  private final Sessions sessions;
  private Optional<Control.Request> asked = Optional.empty();

  Requests(Walk walk, DueHandlers handlers, Sessions sessions) {
    this.walk = walk;
    this.handlers = handlers;
    this.sessions = sessions;
  }

  /**
   * Does what a task asks of the run.
   *
   * @return whether to go on with the window
   */
  boolean direct(Coming coming) {
    Prepared.Ready ready = (Prepared.Ready) coming.prepared();
    Task task = coming.task();
    for (Item item : ready.items()) {
      if (item instanceof Item.Skip skip) {
        walk.skip(skip.ref(), skip.turn(), skip.reason());
      } else if (item instanceof Item.Include include) {
        include.body().handlers().forEach(handlers::add);
        walk.turnDone(
            include.ref(),
            include.turn(),
            TaskResult.of(Verdict.OK, "takes in " + include.name()),
            Plan.holds("included"),
            Map.of("include", include.name()));
      } else if (item instanceof Item.Ask ask) {
        return request(coming, task.request().orElseThrow(), ask);
      }
    }
    return walk.taskDone(coming, ready.looped());
  }

  private boolean request(Coming coming, Control.Request request, Item.Ask ask) {
    Program after = coming.after();
    switch (request) {
      case FLUSH_HANDLERS -> {
        after = walk.program().with(coming.at(), handlers.due(coming.entry()));
        handlers.flushed();
      }
      case END_HOST -> walk.end();
      case END_PLAY, END_BATCH, CLEAR_HOST_ERRORS -> asked = Optional.of(request);
      case CLEAR_FACTS -> walk.host().vars().facts().clear();
      case RESET_CONNECTION -> sessions.forget(walk.host().host());
      case NOOP -> {
        // That is what it is for.
      }
    }
    boolean same = after.size() == coming.after().size();
    if (!coming.task().isImplied()) {
      walk.turnDone(
          ask.ref(),
          ask.turn(),
          TaskResult.of(Verdict.OK, request.word()),
          Plan.holds(request.word()),
          Map.of());
    }
    boolean on =
        walk.passed(
            new Coming(coming.entry(), coming.at(), after, coming.prepared(), coming.dry()));
    return on && same && request == Control.Request.FLUSH_HANDLERS && !walk.isEnded();
  }

  /** What was asked of the whole play, once. */
  Optional<Control.Request> take() {
    Optional<Control.Request> one = asked;
    asked = Optional.empty();
    return one;
  }
}
