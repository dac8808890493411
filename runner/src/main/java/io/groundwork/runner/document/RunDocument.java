package io.groundwork.runner.document;

import io.groundwork.event.Listener;
import io.groundwork.requirements.Finding;
import java.util.List;
import java.util.Map;

/** A form in which a whole run is told at its end. */
public interface RunDocument extends Listener {

  /**
   * Requirements that hosts must meet and do not, found before anything would be changed.
   *
   * @param findings for each such host
   */
  void failing(Map<String, List<Finding>> findings);

  /**
   * The document about the last run that was heard of.
   *
   * @param command the command it belongs to
   */
  String text(String command);
}
