package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Prepared.Turn;
import io.groundwork.engine.Program.Entry;
import io.groundwork.playbook.Control;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers of a play on their way to run on one host: which are due, and what the host notes of
 * that.
 */
final class DueHandlers {

  private final Stage stage;
  private final HostRun host;
  private final Preparer preparer;
  private final Sessions sessions;
  private final List<Task> handlers;
  private final Set<String> notified = new LinkedHashSet<>();
  private int flushes;

  /** Those whose included tasks are being done. */
  private final Map<Program.Key, Task> underway = new HashMap<>();

  DueHandlers(Stage stage, HostRun host, Preparer preparer, Sessions sessions) {
    this.stage = stage;
    this.host = host;
    this.preparer = preparer;
    this.sessions = sessions;
    this.handlers = new ArrayList<>(stage.play().handlers());
    host.notes().values().forEach(this::takeUp);
  }

  /** Whether the play has any. */
  boolean exist() {
    return !handlers.isEmpty();
  }

  void notify(Entry entry, Turn turn) {
    for (var name : entry.task().notifies()) {
      stage
          .templates()
          .value(name, preparer.scope(entry, turn))
          .ifPresent(value -> collect(value, notified));
    }
  }

  private static void collect(Object value, Set<String> names) {
    if (value instanceof List<?> several) {
      several.forEach(one -> collect(one, names));
    } else {
      names.add(value.toString());
    }
  }

  /** A role that comes again brings its handlers anew. */
  void add(Task handler) {
    handlers.removeIf(other -> other.position().equals(handler.position()));
    handlers.add(handler);
  }

  /** Whether handlers are due. */
  boolean anyDue() {
    return !notified.isEmpty();
  }

  /** The handlers that are due, in the order in which they are written, and a look for more. */
  List<Entry> due(Entry flush) {
    if (notified.isEmpty()) {
      return List.of();
    }
    Set<Task> tasks = new LinkedHashSet<>();
    for (Task handler : handlers) {
      if (isNamed(handler, notified)) {
        tasks.add(handler);
      }
    }
    List<Entry> entries = new ArrayList<>(Program.handlers(flush, flushes, List.copyOf(tasks)));
    // A handler may notify a further one.
    entries.add(
        new Entry(
            new Line(implied().task(), flush.line().places()),
            flush.key().below(flushes, entries.size()),
            Map.of(),
            false));
    return entries;
  }

  /** They are run now. */
  void flushed() {
    flushes++;
    notified.clear();
  }

  /** The last request of the play to run its handlers. */
  Line implied() {
    return stage.play().lines().stream()
        .filter(line -> line.task().isImplied())
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /**
   * A step with what the host is to note of handlers: those it makes due before its change, and the
   * one it is itself once it is done.
   *
   * @param failed whether an earlier turn of its loop did
   */
  Batch.Guarded noting(Coming coming, Turn turn, Batch.Guarded step, boolean failed) {
    Entry entry = coming.entry();
    Batch.Guarded noting = step;
    if (!step.changes().isEmpty() && !entry.task().notifies().isEmpty()) {
      Set<String> names = new LinkedHashSet<>();
      for (var name : entry.task().notifies()) {
        stage
            .templates()
            .value(name, preparer.scope(entry, turn))
            .ifPresent(value -> collect(value, names));
      }
      noting =
          noting.notifying(
              handlers.stream()
                  .filter(handler -> isNamed(handler, names))
                  .map(this::identity)
                  .distinct()
                  .toList());
    }
    return entry.handler() && !failed && settles(coming, turn)
        ? noting.settling(List.of(identity(entry.task())))
        : noting;
  }

  /** Whether a handler has surely run once this turn of it is done on the host. */
  private static boolean settles(Coming coming, Turn turn) {
    Task handler = coming.task();
    List<Item> items = ((Prepared.Ready) coming.prepared()).items();
    return items.get(items.size() - 1).turn().equals(turn)
        && !handler.judgement().repeats()
        && handler.judgement().failedWhen().isEmpty();
  }

  /** Takes the note of a handler away that is done with, also where it changed nothing. */
  void settle(Entry entry) {
    if (entry.task().control().orElse(null) instanceof Control.Include) {
      underway.put(entry.key(), entry.task());
    } else {
      sessions.settle(host.host(), identity(entry.task()));
    }
  }

  /** Settles those of whose included tasks the last is done. */
  void passed(Optional<Program.Key> to) {
    underway
        .entrySet()
        .removeIf(
            one -> {
              boolean over = !isWithin(to, one.getKey());
              if (over) {
                sessions.settle(host.host(), identity(one.getValue()));
              }
              return over;
            });
  }

  /** Leaves those due whose included tasks failed. */
  void failed(Optional<Program.Key> to) {
    underway.keySet().removeIf(key -> !isWithin(to, key));
  }

  private static boolean isWithin(Optional<Program.Key> at, Program.Key key) {
    return at.filter(one -> one.isWithin(key)).isPresent();
  }

  /** Takes up the handlers that an earlier run has left behind, of those that this play has. */
  void takeUp(List<Pending.Note> notes) {
    for (Pending.Note note : notes) {
      for (Task handler : handlers) {
        if (identity(handler).equals(note.handler())) {
          notified.add(title(handler));
          host.pending().put(title(handler), note.since());
        }
      }
    }
  }

  /** Since when a handler is due, if an earlier run left it behind. */
  Optional<String> since(Entry entry) {
    return entry.handler()
        ? Optional.ofNullable(host.pending().get(title(entry.task())))
        : Optional.empty();
  }

  private HandlerId identity(Task handler) {
    return new HandlerId(handler.role().map(role -> role.name()), name(handler));
  }

  private boolean isNamed(Task handler, Set<String> names) {
    for (String name : names) {
      if (handler.listen().stream().anyMatch(topic -> topic.text().equals(name))) {
        return true;
      }
      boolean named = name(handler).equals(name) || title(handler).equals(name);
      if (named && !isHidden(handler, name)) {
        return true;
      }
    }
    return false;
  }

  /** Of handlers of one name in several roles, the last one counts. */
  private boolean isHidden(Task handler, String name) {
    List<Task> same =
        handlers.stream()
            .filter(other -> name(other).equals(name) || title(other).equals(name))
            .toList();
    return !same.get(same.size() - 1).position().equals(handler.position());
  }

  private String title(Task handler) {
    return handler.role().map(role -> role.name() + " : ").orElse("") + name(handler);
  }

  private String name(Task handler) {
    if (!handler.name().contains("${")) {
      return handler.name();
    }
    Entry entry =
        new Entry(new Line(handler, List.of()), new Program.Key(List.of()), Map.of(), true);
    return preparer.name(handler, preparer.scope(entry, Turn.ONLY));
  }
}
