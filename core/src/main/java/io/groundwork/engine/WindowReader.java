package io.groundwork.engine;

import com.google.common.primitives.Longs;
import io.groundwork.engine.Prepared.Item;
import io.groundwork.facts.FactSource;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.playbook.Escalation;
import io.groundwork.playbook.Task;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.UnreachableException;
import io.groundwork.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what a walk has to know of its host before it can go on: facts, and the probes ahead. */
final class WindowReader {

  private final Stage stage;
  private final HostRun host;
  private final Sessions sessions;
  private final DueHandlers handlers;
  private final Supplier<Optional<Task>> current;

  /**
   * @param current the task the walk stands at, if it stands anywhere
   */
  WindowReader(
      Stage stage,
      HostRun host,
      Sessions sessions,
      DueHandlers handlers,
      Supplier<Optional<Task>> current) {
    this.stage = stage;
    this.host = host;
    this.sessions = sessions;
    this.handlers = handlers;
    this.current = current;
  }

  /** Who reads, and where. */
  record Reader(Become user, Via via) {}

  /**
   * Looks at a task of the window that is being put together: where it has to be read, the login is
   * begun now.
   *
   * @return whether it has to be read
   */
  boolean expect(Prepared prepared) {
    if (host.isLookout()) {
      return true;
    }
    for (Work<?, ?> work : works(prepared)) {
      if (reading(work).isEmpty()) {
        sessions.expect(work.via());
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the facts that were asked for and every probe of the window that is not read yet.
   *
   * @return whether facts were read, so that the window has to be worked out again
   */
  boolean read(List<Coming> window) throws CutException, BecomeException, UnreachableException {
    Map<Reader, Set<HostRun.Key>> missing = missing(window);
    if (missing.isEmpty() && host.vars().facts().wanted().isEmpty()) {
      return false;
    }
    Map<Reader, Set<HostRun.Key>> later = host.scout().map(Scout::missing).orElse(Map.of());
    List<FactSource> wanted = List.copyOf(host.vars().facts().wanted());
    Via own = Via.of(host.host());
    if (!wanted.isEmpty() && missing.keySet().stream().noneMatch(one -> isOwn(one.via()))) {
      Become user = stage.become().apply(own, Escalation.UNSAID);
      missing.put(new Reader(user, own), new LinkedHashSet<>());
    }
    missing.forEach((reader, keys) -> keys.addAll(later.getOrDefault(reader, Set.of())));
    boolean asked = wanted.isEmpty();
    for (Map.Entry<Reader, Set<HostRun.Key>> group : missing.entrySet()) {
      boolean first = !asked && isOwn(group.getKey().via());
      readGroup(group.getKey(), List.copyOf(group.getValue()), first ? wanted : List.of());
      asked |= first;
    }
    return !wanted.isEmpty();
  }

  /** The probes of the window that are not read yet. */
  Map<Reader, Set<HostRun.Key>> missing(List<Coming> window) {
    Map<Reader, Set<HostRun.Key>> missing = new LinkedHashMap<>();
    for (Coming coming : window) {
      for (Work<?, ?> work : works(coming.prepared())) {
        Optional<HostRun.Key> key = key(work);
        if (key.isPresent() && !host.readings().containsKey(key.get())) {
          missing
              .computeIfAbsent(new Reader(work.become(), work.via()), user -> new LinkedHashSet<>())
              .add(key.get());
        }
      }
    }
    return missing;
  }

  private boolean isOwn(Via via) {
    return via.host().equals(host.host());
  }

  private void readGroup(Reader reader, List<HostRun.Key> keys, List<FactSource> wanted)
      throws CutException, BecomeException, UnreachableException {
    List<Snippet.Call> calls = new ArrayList<>();
    wanted.forEach(source -> calls.add(source.probe().call().orElseThrow()));
    keys.forEach(key -> calls.add(key.call()));
    boolean notes =
        isOwn(reader.via())
            && (handlers.exist() || host.scout().filter(Scout::anyHandlers).isPresent())
            && !host.notes().containsKey(reader.user());
    if (notes) {
      calls.add(Pending.probe());
    }
    Session session = session(reader.via());
    host.busy("reading " + calls.size() + (calls.size() == 1 ? " state" : " states"));
    List<Read> answers = session.reader(reader.user()).read(calls);
    for (int index = 0; index < wanted.size(); index++) {
      learn(wanted.get(index), answers.get(index));
    }
    for (int index = 0; index < keys.size(); index++) {
      host.readings().put(keys.get(index), answers.get(wanted.size() + index));
    }
    if (notes) {
      List<Pending.Note> left =
          answers.get(calls.size() - 1) instanceof Read.Done done
              ? Pending.parse(done.reading())
              : List.of();
      left.forEach(note -> session.noted(note.handler(), reader.user()));
      host.notes().put(reader.user(), left);
      handlers.takeUp(left);
    }
  }

  /** Reads facts that others ask for. */
  void readFacts(Set<FactSource> sources) {
    Via own = Via.of(host.host());
    try {
      Become user = stage.become().apply(own, Escalation.UNSAID);
      readGroup(new Reader(user, own), List.of(), List.copyOf(sources));
    } catch (CutException e) {
      sources.forEach(source -> host.vars().facts().putFailed(source, e.getMessage()));
    } catch (BecomeException e) {
      sources.forEach(source -> host.vars().facts().putFailed(source, e.problem().summary()));
    } catch (UnreachableException e) {
      sources.forEach(source -> host.vars().facts().putFailed(source, e.problem().summary()));
    }
  }

  /** The session to where a task is done. */
  Session session(Via via) throws UnreachableException {
    return sessions.open(
        via, host, current.get().map(WindowReader::patience).orElse(Duration.ZERO));
  }

  /** What begins by waiting for its host waits with the very first connection. */
  private static Duration patience(Task task) {
    if (!task.module().spec().name().equals("wait_for_connection")) {
      return Duration.ZERO;
    }
    long seconds =
        Optional.ofNullable(task.args().get("timeout"))
            .map(Node.Entry::value)
            .filter(Node.Scalar.class::isInstance)
            .map(node -> Longs.tryParse(((Node.Scalar) node).text()))
            .orElse(600L);
    return Duration.ofSeconds(seconds);
  }

  private void learn(FactSource source, Read answer) {
    if (answer instanceof Read.Done done) {
      try {
        host.vars().facts().put(source, source.probe().parser().apply(done.reading()));
      } catch (IllegalArgumentException e) {
        host.vars().facts().putFailed(source, e.getMessage());
      }
    } else if (answer instanceof Read.Failed failed) {
      host.vars().facts().putFailed(source, failed.errors());
    }
  }

  static Optional<HostRun.Key> key(Work<?, ?> work) {
    return work.call().map(call -> new HostRun.Key(call, work.become(), work.via()));
  }

  /** What was read for this; nothing for what needs no reading; empty when it has to be read. */
  Optional<Read> reading(Work<?, ?> work) {
    return key(work)
        .map(key -> Optional.ofNullable(host.readings().get(key)))
        .orElse(Optional.of(new Read.Done(Reading.NOTHING)));
  }

  private static List<Work<?, ?>> works(Prepared prepared) {
    if (!(prepared instanceof Prepared.Ready ready)) {
      return List.of();
    }
    List<Work<?, ?>> works = new ArrayList<>();
    for (Item item : ready.items()) {
      if (item instanceof Item.Do step) {
        works.add(step.work());
      }
    }
    return works;
  }
}
