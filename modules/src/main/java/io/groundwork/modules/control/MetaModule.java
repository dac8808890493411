package io.groundwork.modules.control;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.playbook.Control;
import java.util.Arrays;

/** Directs the run itself. It stands here for its documentation: the engine does what it asks. */
public final class MetaModule implements Module<String, Boolean> {

  private static final Spec SPEC =
      Spec.of(
              "meta",
              "Directs the run: runs the handlers now, ends the play, logs in anew",
              Parameter.of(
                      "free_form",
                      Parameter.Type.STRING,
                      "What to do: run the notified handlers now (flush_handlers); end the play for"
                          + " all hosts (end_play), for those of the present batch (end_batch) or"
                          + " for this one (end_host); forget the facts (clear_facts); take failed"
                          + " hosts back (clear_host_errors); make a new connection"
                          + " (reset_connection); nothing (noop).")
                  .mandatory()
                  .choices(
                      Arrays.stream(Control.Request.values())
                          .map(Control.Request::word)
                          .toArray(String[]::new)))
          .freeForm("free_form")
          .example(
              """
              - name: The new settings count from here on
                meta: flush_handlers
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String wanted(Params params) {
    return params.string("free_form");
  }

  @Override
  public Probe<Boolean> probe(String wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(String wanted, Boolean is) {
    return Plan.holds(wanted);
  }
}
