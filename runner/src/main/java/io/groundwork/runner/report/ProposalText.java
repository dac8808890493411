package io.groundwork.runner.report;

import io.groundwork.engine.Proposal;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** A change that a person is asked about. */
public final class ProposalText {

  private final Terminal terminal;
  private final TaskText tasks;

  public ProposalText(Terminal terminal, boolean diff) {
    this.terminal = terminal;
    this.tasks = new TaskText(new View(terminal, diff, false));
  }

  public List<Line> lines(Proposal proposal) {
    List<Line> lines = new ArrayList<>();
    lines.add(terminal.line());
    lines.addAll(
        tasks.full(
            proposal.host(),
            proposal.task(),
            TaskResult.of(Verdict.CHANGED, "").withSteps(proposal.steps())));
    return lines;
  }
}
