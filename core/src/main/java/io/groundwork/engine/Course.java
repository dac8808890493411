package io.groundwork.engine;

import io.groundwork.engine.Program.Entry;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Line.Block;
import io.groundwork.playbook.Line.Part;
import io.groundwork.playbook.Line.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Where a host stands in its program, and which way its blocks send it on. */
final class Course {

  private final Set<Block> rescuing = new HashSet<>();
  private final Set<Block> failing = new HashSet<>();
  private Program program;
  private int at;

  /** At the first of some lines. */
  Course(List<Line> lines) {
    this.program = Program.of(lines);
    this.at = program.first();
  }

  Program program() {
    return program;
  }

  int at() {
    return at;
  }

  /** The line it stands at. */
  Entry current() {
    return program.get(at);
  }

  boolean isOver() {
    return at >= program.size();
  }

  /** The place it stands at; empty once it is over. */
  Optional<Program.Key> place() {
    return isOver() ? Optional.empty() : Optional.of(current().key());
  }

  /** Where success leads from a line of this program or of what becomes of it. */
  int next(Program seen, int from) {
    return seen.next(from, rescuing);
  }

  /** Goes on at another place. */
  void stand(Program other, int place) {
    program = other;
    at = place;
  }

  /** Ends it here. */
  void end() {
    at = program.size();
  }

  /**
   * Goes to where success leads, and sees to the blocks that end there.
   *
   * @return what is still around it where a block ends that failed, so that its failure goes on
   */
  Optional<List<Place>> goTo(Program next, int from) {
    program = next;
    int to = program.next(from, rescuing);
    List<Place> places = program.get(from).line().places();
    for (int depth = places.size() - 1; depth >= 0; depth--) {
      Place place = places.get(depth);
      boolean stays = to < program.size() && program.get(to).line().in(place.block(), place.part());
      if (stays) {
        break;
      }
      if (place.part() == Part.RESCUE) {
        rescuing.remove(place.block());
      }
      if (place.part() == Part.ALWAYS && failing.remove(place.block())) {
        at = to;
        return Optional.of(places.subList(0, depth));
      }
    }
    at = to;
    return Optional.empty();
  }

  /**
   * Goes from a failure to the rescue or the always of the innermost block that has one.
   *
   * @return which of them it is; empty where none has one
   */
  Optional<Part> unwind(int from, List<Place> places) {
    for (int depth = places.size() - 1; depth >= 0; depth--) {
      Block block = places.get(depth).block();
      Part part = places.get(depth).part();
      if (part == Part.BLOCK) {
        OptionalInt rescue = program.beginning(from, block, Part.RESCUE);
        if (rescue.isPresent()) {
          rescuing.add(block);
          at = rescue.getAsInt();
          return Optional.of(Part.RESCUE);
        }
      }
      rescuing.remove(block);
      if (part != Part.ALWAYS) {
        OptionalInt always = program.beginning(from, block, Part.ALWAYS);
        if (always.isPresent()) {
          failing.add(block);
          at = always.getAsInt();
          return Optional.of(Part.ALWAYS);
        }
      }
      failing.remove(block);
    }
    return Optional.empty();
  }
}
