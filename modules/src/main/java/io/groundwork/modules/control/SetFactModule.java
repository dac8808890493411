package io.groundwork.modules.control;

import io.groundwork.module.Module;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import java.util.Map;
import java.util.Set;

/** Sets variables of a host for the tasks that follow. */
public final class SetFactModule implements Module<Map<String, Object>, Boolean> {

  private static final Spec SPEC =
      Spec.of("set_fact", "Sets variables of the host for the rest of the run")
          .withOpenNames()
          .result("ansible_facts", "the variables that were set")
          .example(
              """
              - name: Half of the memory for the database
                set_fact:
                  database_memory_mb: ${(memory_mb / 2)?floor}
              """);

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Map<String, Object> wanted(Params params) {
    Map<String, Object> facts = params.further();
    if (facts.isEmpty()) {
      throw params.problem("give at least one variable");
    }
    for (String name : facts.keySet()) {
      if (name.equals("cacheable")) {
        throw params.problem("cacheable is not supported: what is set lasts for one run");
      }
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw params.problem(
            "\""
                + name
                + "\" is no name of a variable; it takes letters, digits and \"_\", not starting"
                + " with a digit");
      }
    }
    return facts;
  }

  @Override
  public Probe<Boolean> probe(Map<String, Object> wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(Map<String, Object> wanted, Boolean is) {
    return Plan.holds("sets " + String.join(", ", wanted.keySet()))
        .withFacts(wanted)
        .withResult(Map.of("ansible_facts", wanted));
  }
}
