package io.groundwork.playbook;

import io.groundwork.text.LoadException;
import io.groundwork.yaml.Node;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What a task asks of the run itself, rather than of a host. */
public sealed interface Control {

  /** What {@code meta} can ask for. */
  enum Request {
    /** Runs the handlers that are notified by now. */
    FLUSH_HANDLERS,
    /** Ends the play for all its hosts. */
    END_PLAY,
    /** Ends the play for the hosts of the present batch. */
    END_BATCH,
    /** Ends the play for one host. */
    END_HOST,
    /** Forgets the host's facts. */
    CLEAR_FACTS,
    /** Takes hosts that failed back into the run. */
    CLEAR_HOST_ERRORS,
    /** Logs in anew before the next task. */
    RESET_CONNECTION,
    /** Does nothing. */
    NOOP;

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A request to the run.
   *
   * @param implied whether nobody wrote it: handlers run at the end of each part of a play
   */
  record Meta(Request request, boolean implied) implements Control {
    public Meta {
      Objects.requireNonNull(request, "request");
    }
  }

  /**
   * Tasks to take in when the run comes to it.
   *
   * @param name of the file or the role; it may hold <code>${…}</code>
   * @param body what it brings, when the name is plain
   * @param bodies finds what a rendered name brings
   */
  record Include(Node.Scalar name, Optional<Body> body, Bodies bodies) implements Control {
    public Include {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(bodies, "bodies");
    }
  }

  /** Loads what an include names. */
  @FunctionalInterface
  interface Bodies {
    /**
     * The tasks of that name.
     *
     * @throws LoadException when there are none, or something is wrong with them
     */
    Body load(String name);
  }
}
