package io.groundwork.modules.control;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import io.groundwork.text.Problem;
import java.util.Set;

/** Fails a host on purpose. */
public final class FailModule implements Module<String, Boolean> {

  private static final Spec SPEC =
      Spec.of(
              "fail",
              "Fails the host with a message, under the task's condition",
              Parameter.of("msg", Parameter.Type.STRING, "What to say.")
                  .fallback("Failed as requested from task"))
          .example(
              """
              - name: No downgrade
                fail:
                  msg: ${wanted_version} is older than what runs here
                when: installed_version > wanted_version
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
  public String wanted(Params params) {
    return params.string("msg");
  }

  @Override
  public Probe<Boolean> probe(String wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(String wanted, Boolean is) {
    return Plan.impossible(Problem.of(wanted));
  }
}
