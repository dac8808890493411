package io.groundwork.requirements;

import io.groundwork.requirements.check.Port;
import java.util.List;
import java.util.Objects;

/**
 * Which host reaches which port of which other host: the documented port tables, tried.
 *
 * @param sources names of the hosts that were to connect, in the inventory's order
 * @param rows one for each host and port of the tables that it is to listen on; empty when there
 *     are no two hosts to try it with
 */
public record PortMatrix(List<String> sources, List<Row> rows) {

  /** When nothing was tried. */
  public static final PortMatrix NONE = new PortMatrix(List.of(), List.of());

  public PortMatrix {
    sources = List.copyOf(sources);
    rows = List.copyOf(rows);
  }

  /** What the document wants of one host and a port of another. */
  public enum Wanted {
    /** The tables name the host: it must get through. */
    OPEN,
    /** They do not name it and the firewall is ours: it must not get through. */
    CLOSED,
    /** They do not name it, and the firewall is somebody else's: told, not judged. */
    EITHER
  }

  /**
   * A port of one host.
   *
   * @param requirement the id of the requirement whose finding tells the row in words
   * @param port the line of the tables
   * @param target the host that is to listen
   * @param address the address that was tried; empty when none is known
   * @param listener who listened while it was tried: {@code probe} for ourselves, else the process
   *     that holds the port, in words; empty when nobody did
   * @param outcome how the row stands as a whole
   * @param cells one for each source but the target itself, in the order of the sources
   */
  public record Row(
      String requirement,
      Port port,
      String target,
      String address,
      String listener,
      Outcome outcome,
      List<Cell> cells) {
    public Row {
      Objects.requireNonNull(requirement, "requirement");
      Objects.requireNonNull(port, "port");
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(listener, "listener");
      Objects.requireNonNull(outcome, "outcome");
      cells = List.copyOf(cells);
    }
  }

  /**
   * One host's attempt to connect.
   *
   * @param source the host that connected
   * @param wanted what is wanted of it
   * @param reach what became of it
   * @param outcome how that stands
   * @param note the reason of an unknown, or what else there is to say; empty for nothing
   */
  public record Cell(String source, Wanted wanted, Reach reach, Outcome outcome, String note) {
    public Cell {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(wanted, "wanted");
      Objects.requireNonNull(reach, "reach");
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(note, "note");
      if (reach == Reach.UNKNOWN && note.isBlank()) {
        throw new IllegalArgumentException("unknown from " + source + ", without a reason");
      }
    }
  }
}
