package io.groundwork.modules.control;

import io.groundwork.module.Condition;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Stops a host where something does not hold. */
public final class AssertModule implements Module<AssertModule.Wanted, Boolean> {

  private static final Spec SPEC =
      Spec.of(
              "assert",
              "Fails unless all conditions hold",
              Parameter.of("that", Parameter.Type.CONDITIONS, "Expressions, each as in \"when\".")
                  .mandatory(),
              Parameter.of("fail_msg", Parameter.Type.STRING, "What to say when one does not hold.")
                  .alias("msg"),
              Parameter.of(
                  "success_msg", Parameter.Type.STRING, "What to say when all of them hold."),
              Parameter.of("quiet", Parameter.Type.BOOLEAN, "Say nothing when all of them hold.")
                  .fallback("false"))
          .result("evaluated_to", "whether all conditions hold")
          .example(
              """
              - name: Enough memory
                assert:
                  that:
                    - memory_mb >= 8192
                  fail_msg: The platform needs 8 GiB; this host has ${memory_mb} MiB
              """);

  /**
   * Conditions and what to say of them.
   *
   * @param success to be shown when all hold
   */
  public record Wanted(
      List<Condition> conditions, Optional<String> failure, Optional<String> success) {}

  @Override
  public Set<Resource> mayAlter() {
    return Set.of();
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    return new Wanted(
        params.conditions("that"),
        params.optional("fail_msg"),
        params.optional("success_msg").filter(text -> !params.bool("quiet")));
  }

  @Override
  public Probe<Boolean> probe(Wanted wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(Wanted wanted, Boolean is) {
    String unmet =
        wanted.conditions().stream()
            .filter(condition -> !condition.holds())
            .map(Condition::expression)
            .collect(Collectors.joining("; "));
    if (unmet.isEmpty()) {
      Plan plan =
          Plan.holds(wanted.success().orElse("all conditions hold"))
              .withResult(Map.of("evaluated_to", true));
      return wanted.success().map(plan::withMessage).orElse(plan);
    }
    return Plan.impossible(
            wanted
                .failure()
                .map(text -> Problem.of(text).withRemedy("what does not hold: " + unmet))
                .orElseGet(() -> Problem.of("this does not hold: " + unmet)))
        .withResult(Map.of("evaluated_to", false));
  }
}
