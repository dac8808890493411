package io.groundwork.runner.document;

import io.groundwork.event.Event;
import io.groundwork.event.EventJson;
import io.groundwork.event.Listener;
import io.groundwork.text.Json;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run for programs that watch: one line of JSON for each event, as it happens. */
public final class JsonLines implements Listener {

  private final PrintStream out;
  private final Clock clock;

  public JsonLines(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void on(Event event) {
    EventJson.of(event)
        .ifPresent(
            tree -> {
              Map<String, Object> line = new LinkedHashMap<>();
              line.put("time", clock.instant());
              line.putAll(tree);
              out.print(Json.line(line) + "\n");
              out.flush();
            });
  }
}
