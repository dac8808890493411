package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Program.Entry;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Task;
import io.groundwork.vars.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks ahead on the path of success: every task whose parameters do not depend on what an earlier
 * one has yet to find out is worked out.
 */
final class Lookahead {

  private final Stage stage;
  private final HostRun host;
  private final Preparer preparer;
  private final DueHandlers handlers;
  private final WindowReader reader;

  Lookahead(
      Stage stage, HostRun host, Preparer preparer, DueHandlers handlers, WindowReader reader) {
    this.stage = stage;
    this.host = host;
    this.preparer = preparer;
    this.handlers = handlers;
    this.reader = reader;
  }

  /**
   * The tasks ahead that can be worked out, the current one first.
   *
   * @param single whether only the current one is to be done
   * @param released the place where others need not be met any more
   * @return none where what other hosts know has to be asked first
   */
  List<Coming> window(Course course, boolean single, Optional<Program.Key> released) {
    List<Coming> window = new ArrayList<>();
    Map<String, Binding> ahead = new HashMap<>();
    Program seen = course.program();
    int index = course.at();
    boolean expected = false;
    while (index < seen.size()) {
      Entry entry = seen.get(index);
      boolean stops =
          !window.isEmpty() && (single || Meeting.at(entry, stage, preparer, released).isPresent());
      // Handlers that are due come first, and nobody knows what they will notify.
      stops |= !window.isEmpty() && handlers.anyDue() && flushes(entry);
      boolean plans = isDry(entry);
      if (stops || (!window.isEmpty() && window.get(0).dry() != plans)) {
        return window;
      }
      Prepared prepared = preparer.prepare(entry, ahead);
      if (!single && looksElsewhere(entry, released)) {
        return window;
      }
      expected = expected || reader.expect(prepared);
      Program after = after(seen, index, entry, prepared);
      window.add(new Coming(entry, index, after, prepared, plans));
      if (endsView(entry, prepared)) {
        return window;
      }
      ahead.putAll(ahead(entry.task(), prepared));
      seen = after;
      index = course.next(seen, index);
    }
    return window;
  }

  private boolean looksElsewhere(Entry entry, Optional<Program.Key> released) {
    boolean looked =
        host.vars().lookedElsewhere()
            && (stage.batch().size() > 1 || !host.vars().foreign().isEmpty());
    return looked && released.filter(entry.key()::equals).isEmpty();
  }

  /** Nobody can tell what comes after these. */
  private static boolean endsView(Entry entry, Prepared prepared) {
    if (entry.task().control().orElse(null) instanceof Control.Include) {
      return !(prepared instanceof Prepared.Ready);
    }
    boolean asks =
        entry.task().request().filter(one -> one != Control.Request.NOOP).isPresent()
            && entry.task().request().get() != Control.Request.FLUSH_HANDLERS;
    return asks
        && (!(prepared instanceof Prepared.Ready ready)
            || ready.items().stream().anyMatch(Item.Ask.class::isInstance));
  }

  private static boolean flushes(Entry entry) {
    return entry.task().request().filter(Control.Request.FLUSH_HANDLERS::equals).isPresent();
  }

  private boolean isDry(Entry entry) {
    return preparer.flag(entry, Keyword.CHECK_MODE, stage.dry());
  }

  /** The program with what a task brings. */
  private Program after(Program before, int index, Entry entry, Prepared prepared) {
    if (!(prepared instanceof Prepared.Ready ready)) {
      return before;
    }
    if (flushes(entry)) {
      boolean asked = ready.items().stream().anyMatch(Item.Ask.class::isInstance);
      return asked ? before.with(index, handlers.due(entry)) : before;
    }
    List<Entry> brought = new ArrayList<>();
    for (int turn = 0; turn < ready.items().size(); turn++) {
      if (ready.items().get(turn) instanceof Item.Include include) {
        Map<String, Binding> vars = new HashMap<>(include.turn().variables());
        List<Line> lines = stage.selection().of(include.body().lines());
        brought.addAll(Program.included(entry, turn, lines, vars));
      }
    }
    return before.with(index, brought);
  }

  /**
   * The names a task will set for those after it: with their values where that needs no host, as
   * pending otherwise.
   */
  static Map<String, Binding> ahead(Task task, Prepared prepared) {
    Map<String, Binding> facts = new HashMap<>();
    Binding pending = new Binding.Pending("task \"" + task.name() + "\" has to run");
    task.register().ifPresent(name -> facts.put(name, pending));
    if (prepared instanceof Prepared.Blocked && task.module().spec().open()) {
      task.args().keySet().forEach(name -> facts.put(name, pending));
    }
    task.module()
        .facts()
        .forEach(
            name ->
                facts.put(name, new Binding.Pending("task \"" + task.name() + "\" has to run")));
    if (prepared instanceof Prepared.Ready ready) {
      for (Item item : ready.items()) {
        if (item instanceof Item.Do step && step.work().call().isEmpty()) {
          step.work()
              .plan(new Read.Done(Reading.NOTHING))
              .facts()
              .forEach((name, value) -> facts.put(name, Binding.Known.of(value)));
        }
      }
    }
    return facts;
  }

  /** The task once more, now that everything before it is done. */
  Coming again(Coming coming, Program program) {
    Prepared prepared = preparer.prepare(coming.entry(), Map.of());
    return new Coming(
        coming.entry(),
        coming.at(),
        after(program, coming.at(), coming.entry(), prepared),
        prepared,
        coming.dry());
  }
}
