package io.groundwork.runner.document;

import io.groundwork.event.Listener;

/** A form in which a whole run is told at its end. */
public interface RunDocument extends Listener {

  /**
   * The document about the last run that was heard of.
   *
   * @param command the command it belongs to
   */
  String text(String command);
}
