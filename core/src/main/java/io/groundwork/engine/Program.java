package io.groundwork.engine;

import io.groundwork.playbook.Line;
import io.groundwork.playbook.Line.Block;
import io.groundwork.playbook.Line.Part;
import io.groundwork.playbook.Line.Place;
import io.groundwork.playbook.Task;
import io.groundwork.vars.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tasks before one host, flattened. What an include brings, or the handlers that are due, are
 * put in behind the line that asks for them. Immutable.
 */
final class Program {

  /**
   * One task of it.
   *
   * @param key where it stands among all others, also those of other hosts: what is put in gets the
   *     key of the line that asked for it, and a place below that
   * @param given variables of the include that brought it
   * @param handler whether it is one
   */
  record Entry(Line line, Key key, Map<String, Binding> given, boolean handler) {
    Task task() {
      return line.task();
    }
  }

  /** A place in a run, in the order in which hosts come by. */
  record Key(List<Integer> path) implements Comparable<Key> {
    Key below(int... places) {
      List<Integer> deeper = new ArrayList<>(path);
      for (int place : places) {
        deeper.add(place);
      }
      return new Key(List.copyOf(deeper));
    }

    /** Whether it is this very place, or what was put in there. */
    boolean isWithin(Key other) {
      return path.size() >= other.path.size()
          && path.subList(0, other.path.size()).equals(other.path);
    }

    @Override
    public int compareTo(Key other) {
      for (int depth = 0; depth < Math.min(path.size(), other.path.size()); depth++) {
        int order = path.get(depth).compareTo(other.path.get(depth));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(path.size(), other.path.size());
    }
  }

  private final List<Entry> entries;

  private Program(List<Entry> entries) {
    this.entries = entries;
  }

  /** The lines of a play, in their order. */
  static Program of(List<Line> lines) {
    List<Entry> entries = new ArrayList<>();
    for (Line line : lines) {
      entries.add(new Entry(line, new Key(List.of(entries.size())), Map.of(), false));
    }
    return new Program(List.copyOf(entries));
  }

  int size() {
    return entries.size();
  }

  Entry get(int at) {
    return entries.get(at);
  }

  /** What an include brings for one turn of its loop: fresh blocks, inside those around it. */
  static List<Entry> included(
      Entry include, int turn, List<Line> lines, Map<String, Binding> vars) {
    Map<Block, Block> fresh = new HashMap<>();
    Map<String, Binding> given = new HashMap<>(include.given());
    given.putAll(vars);
    List<Entry> entries = new ArrayList<>();
    for (Line line : lines) {
      List<Place> places = new ArrayList<>(include.line().places());
      for (Place place : line.places()) {
        Block block =
            fresh.computeIfAbsent(place.block(), old -> new Block(line.task().position()));
        places.add(new Place(block, place.part()));
      }
      entries.add(
          new Entry(
              new Line(line.task(), places),
              include.key().below(turn, entries.size()),
              given,
              include.handler()));
    }
    return entries;
  }

  /** Handlers that are due, behind the line that runs them. */
  static List<Entry> handlers(Entry flush, int round, List<Task> handlers) {
    List<Entry> entries = new ArrayList<>();
    for (Task handler : handlers) {
      entries.add(
          new Entry(
              new Line(handler, flush.line().places()),
              flush.key().below(round, entries.size()),
              Map.of(),
              true));
    }
    return entries;
  }

  /** This with more behind one place. */
  Program with(int at, List<Entry> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Entry> all = new ArrayList<>(entries.size() + more.size());
    all.addAll(entries.subList(0, at + 1));
    all.addAll(more);
    all.addAll(entries.subList(at + 1, entries.size()));
    return new Program(all);
  }

  /**
   * Where success leads: past the rescue of what did not fail.
   *
   * @param rescuing the blocks that are being rescued
   */
  int next(int at, Set<Block> rescuing) {
    int next = at + 1;
    while (next < entries.size() && skipped(entries.get(next), rescuing)) {
      next++;
    }
    return next;
  }

  /** The first line where success leads from the very beginning. */
  int first() {
    return next(-1, Set.of());
  }

  private static boolean skipped(Entry entry, Set<Block> rescuing) {
    return entry.line().places().stream()
        .anyMatch(place -> place.part() == Part.RESCUE && !rescuing.contains(place.block()));
  }

  /** Where a part of a block begins, if the block has it, looking on from a line inside it. */
  OptionalInt beginning(int from, Block block, Part part) {
    for (int index = from; index < entries.size(); index++) {
      Line line = entries.get(index).line();
      if (line.in(block, part)) {
        return OptionalInt.of(index);
      }
      if (line.places().stream().noneMatch(place -> place.block() == block)) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  /** Whether a failure at this line is caught by the rescue of a block around it. */
  boolean isRescued(int at) {
    return entries.get(at).line().places().stream()
        .anyMatch(
            place ->
                place.part() == Part.BLOCK
                    && beginning(at, place.block(), Part.RESCUE).isPresent());
  }
}
