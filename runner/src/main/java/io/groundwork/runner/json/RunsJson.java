package io.groundwork.runner.json;

import io.groundwork.engine.Journals;
import io.groundwork.runner.report.RunsText;
import java.util.Map;

/** Runs that were written down, for programs. */
public final class RunsJson {

  private RunsJson() {}

  /** {@code {"id", "started", "who", "playbook", "hosts", "running", "result"}}. */
  public static Map<String, Object> entry(Journals.Entry entry) {
    return new JsonObject()
        .put("id", entry.id())
        .put("started", entry.started())
        .put("who", entry.who())
        .put("playbook", entry.playbook())
        .put("hosts", entry.hosts())
        .put("running", entry.running())
        .put("result", RunsText.result(entry))
        .tree();
  }
}
