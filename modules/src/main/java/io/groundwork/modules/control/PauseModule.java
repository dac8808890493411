package io.groundwork.modules.control;

import io.groundwork.module.Change;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.Set;

/** Waits for a time. */
public final class PauseModule implements Module<Long, Boolean> {

  private static final Snippet SLEEP = Snippet.resource(PauseModule.class, "pause.sleep.sh");
  private static final long LONGEST_SECONDS = 24 * 60 * 60;

  private static final Spec SPEC =
      Spec.of(
              "pause",
              "Waits for a time, once all hosts of the batch have come to it",
              Parameter.of("seconds", Parameter.Type.INTEGER, "How many seconds, at most a day."),
              Parameter.of("minutes", Parameter.Type.INTEGER, "How many minutes, in their place."),
              Parameter.of(
                  "prompt",
                  Parameter.Type.STRING,
                  "Refused: a run asks nothing. To be asked before a change, use apply --step."))
          .result("delta", "how many seconds it waited")
          .example(
              """
              - name: Let the cluster settle
                pause:
                  seconds: 10
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
  public Long wanted(Params params) {
    if (params.has("prompt")) {
      throw params.problem(
          "prompt", "is not supported: a run asks nothing; give seconds or minutes, or -e values");
    }
    if (params.has("seconds") == params.has("minutes")) {
      throw params.problem("give either seconds or minutes");
    }
    String unit = params.has("seconds") ? "seconds" : "minutes";
    long seconds = params.integer(unit) * (unit.equals("minutes") ? 60L : 1L);
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw params.problem(unit, "must be from nothing to a day");
    }
    return seconds;
  }

  @Override
  public Probe<Boolean> probe(Long wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(Long wanted, Boolean is) {
    return Plan.of(Change.waits("wait " + wanted + " s", SLEEP.call(wanted.toString())))
        .withResult(java.util.Map.of("delta", wanted));
  }
}
