package io.groundwork.playbook;

import io.groundwork.text.Position;
import java.util.List;
import java.util.Objects;

/**
 * A task with the blocks it stands in. Blocks are flattened: a play is one list of lines, and each
 * line knows where it stands in every block around it.
 *
 * @param task the task
 * @param places the blocks around it, the innermost last
 */
public record Line(Task task, List<Place> places) {

  public Line {
    Objects.requireNonNull(task, "task");
    places = List.copyOf(places);
  }

  /** One block as it is written. Each is another, even if two say the same. */
  public static final class Block {
    private final Position position;

    public Block(Position position) {
      this.position = Objects.requireNonNull(position, "position");
    }

    @Override
    public String toString() {
      return "block at " + position;
    }
  }

  /** The parts of a block. */
  public enum Part {
    BLOCK,
    RESCUE,
    ALWAYS;

    /** Its keyword. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** In which part of a block something stands. */
  public record Place(Block block, Part part) {
    public Place {
      Objects.requireNonNull(block, "block");
      Objects.requireNonNull(part, "part");
    }
  }

  /** Whether it stands in this part of this block, however deep. */
  public boolean in(Block block, Part part) {
    return places.contains(new Place(block, part));
  }
}
