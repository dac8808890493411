package io.groundwork.engine;

import io.groundwork.event.TaskResult;
import io.groundwork.module.Plan;
import io.groundwork.module.Read;

/** Tells those who watch over a run what is planned on one host, and asks them. */
record Oversight(String host, Masking masking, Gate gate, Foresight foresight) {

  void foreseen(Work<?, ?> work, Plan plan, Read read, TaskResult result, boolean open) {
    if (foresight != Foresight.NONE) {
      foresight.foreseen(proposal(work, plan, read), masking.result(result), open);
    }
  }

  Gate.Answer ask(Work<?, ?> work, Plan plan, Read read) {
    return gate == Gate.OPEN ? new Gate.Answer.Make() : gate.ask(proposal(work, plan, read));
  }

  private Proposal proposal(Work<?, ?> work, Plan plan, Read read) {
    return new Proposal(
        host,
        masking.ref(work.ref()),
        plan.changes().stream().map(masking::step).toList(),
        new Evidence(read, plan.changes(), masking.redactor()));
  }
}
