package io.groundwork.runner.json;

import io.groundwork.engine.Survey.Answer;
import io.groundwork.runner.report.HostFacts;
import java.util.List;
import java.util.Map;

/**
 * Facts for programs.
 *
 * <pre>{@code
 * {"hosts": [{
 *   "host": "db1",
 *   "unreachable": null,      or why
 *   "facts": {"ansible_memtotal_mb": 3915, …},
 *   "unreadable": {"mounts": "why"}
 * }]}
 * }</pre>
 */
public final class FactsJson {

  private static final HostFacts NONE = new HostFacts(Map.of(), Map.of());

  private FactsJson() {}

  public static Map<String, Object> document(List<Answer<HostFacts>> answers) {
    return new JsonObject().put("hosts", answers.stream().map(FactsJson::host).toList()).tree();
  }

  private static Map<String, Object> host(Answer<HostFacts> answer) {
    HostFacts facts = answer.value().orElse(NONE);
    return new JsonObject()
        .put("host", answer.host().name())
        .put("unreachable", answer.problem().map(ProblemJson::of))
        .put("facts", facts.facts())
        .put("unreadable", facts.unreadable())
        .tree();
  }
}
