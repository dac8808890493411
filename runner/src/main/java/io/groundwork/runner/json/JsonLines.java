package io.groundwork.runner.json;

import io.groundwork.event.Event;
import io.groundwork.event.EventJson;
import io.groundwork.event.Listener;
import io.groundwork.requirements.Finding;
import io.groundwork.text.Json;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
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
    EventJson.of(event).ifPresent(this::print);
  }

  /** What hosts must meet and do not: a line for each finding, as the check has it. */
  public void failing(Map<String, List<Finding>> findings) {
    findings.forEach(
        (host, some) ->
            some.forEach(
                finding -> {
                  Map<String, Object> line = new LinkedHashMap<>();
                  line.put("event", "requirement_failed");
                  line.put("host", host);
                  line.putAll(CheckJson.finding(finding));
                  print(line);
                }));
  }

  private void print(Map<String, Object> tree) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant());
    line.putAll(tree);
    out.print(Json.line(line) + "\n");
    out.flush();
  }
}
