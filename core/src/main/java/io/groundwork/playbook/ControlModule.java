package io.groundwork.playbook;

import io.groundwork.module.Module;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;

/** Stands for the module of a task that asks something of the run, not of a host. */
record ControlModule(String name) implements Module<Boolean, Boolean> {

  @Override
  public Spec spec() {
    return Spec.of(name, "Directs the run");
  }

  @Override
  public Boolean wanted(Params params) {
    return true;
  }

  @Override
  public Probe<Boolean> probe(Boolean wanted) {
    return Probe.none(true);
  }

  @Override
  public Plan plan(Boolean wanted, Boolean is) {
    return Plan.holds("done");
  }
}
