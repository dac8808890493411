package io.groundwork.runner.report;

import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Pardon;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a task, or would become of it. */
final class TaskText {

  private static final String STEP = "    ";
  private static final String FURTHER = "        ";

  private final View view;
  private final DiffText diffs;

  TaskText(View view) {
    this.view = view;
    this.diffs = new DiffText(view.terminal());
  }

  /** Whether it is worth a line. */
  boolean isShown(TaskResult result) {
    boolean quiet = result.verdict() == Verdict.OK || result.verdict() == Verdict.SKIPPED;
    return view.verbose() || !quiet || result.message().isPresent();
  }

  /** The task with its steps. */
  List<Line> full(String hosts, TaskRef task, TaskResult result) {
    List<Line> lines = head(hosts, task, result);
    if (result.verdict() == Verdict.CHANGED) {
      result.steps().forEach(step -> lines.addAll(step(step, STEP)));
    }
    lines.addAll(tail(result, STEP));
    return lines;
  }

  /** The task with its steps, below a heading that names its hosts and its role. */
  List<Line> planned(TaskRef task, TaskResult result) {
    Line line =
        view.terminal()
            .line()
            .add(STEP)
            .add(colour(result.verdict()), sign(result.verdict()))
            .add(" ")
            .fit((task.handler() ? "handler " : "") + task.label());
    note(result.withAfter(Optional.empty()), line);
    List<Line> lines = new ArrayList<>();
    lines.add(line);
    // On a line of its own: beside a long name a terminal would have no room for it.
    result
        .after()
        .ifPresent(
            after ->
                lines.add(
                    view.terminal().line().add(FURTHER).fit(Colour.UNKNOWN, "after: " + after)));
    if (result.verdict() == Verdict.CHANGED) {
      result.steps().forEach(step -> lines.addAll(step(step, FURTHER)));
    }
    lines.addAll(tail(result, FURTHER));
    return lines;
  }

  /** The task without the steps that are known already. */
  List<Line> brief(String hosts, TaskRef task, TaskResult result) {
    List<Line> lines = head(hosts, task, result);
    lines.addAll(tail(result, STEP));
    return lines;
  }

  private List<Line> head(String hosts, TaskRef task, TaskResult result) {
    Line line =
        view.terminal()
            .line()
            .add(colour(result.verdict()), sign(result.verdict()))
            .add(" ")
            .add(Colour.STRONG, hosts)
            .add("  ")
            .fit(task.handler() ? "handler " + task.title() : task.title());
    note(result, line);
    List<Line> lines = new ArrayList<>();
    lines.add(line);
    return lines;
  }

  private void note(TaskResult result, Line line) {
    result.after().ifPresent(after -> line.fit(Colour.UNKNOWN, "  (after: " + after + ")"));
    switch (result.verdict()) {
      case UNKNOWN -> line.fit(Colour.UNKNOWN, "  known after apply" + because(result.reason()));
      case SKIPPED -> line.fit(Colour.FAINT, "  skipped" + because(result.reason()));
      case CUT -> line.fit(Colour.FAILED, "  cut: what it did is not known");
      case OK -> line.fit(Colour.FAINT, result.reason().isEmpty() ? "" : "  " + result.reason());
      case FAILED -> result.pardon().ifPresent(why -> line.fit(Colour.UNKNOWN, "  " + word(why)));
      case CHANGED -> {}
    }
    if (result.attempts() > 1) {
      line.fit(Colour.FAINT, "  " + result.attempts() + " attempts");
    }
    if (result.duration().compareTo(Duration.ZERO) > 0) {
      line.fit(Colour.FAINT, "  " + Durations.text(result.duration()));
    }
  }

  private static String word(Pardon why) {
    return switch (why) {
      case IGNORED -> "ignored";
      case RESCUED -> "to be rescued";
    };
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private List<Line> step(Step step, String indent) {
    Line line = view.terminal().line().add(indent).fit(step.summary());
    List<Line> lines = new ArrayList<>();
    lines.add(line);
    if (view.diff()) {
      lines.addAll(diffs.full(step.diffs(), indent + "  "));
    } else if (!step.diffs().isEmpty()) {
      line.fit(Colour.FAINT, "  (" + diffs.brief(step.diffs(), step.summary()) + ")");
    }
    return lines;
  }

  private List<Line> tail(TaskResult result, String indent) {
    List<Line> lines = new ArrayList<>();
    result
        .message()
        .ifPresent(
            text ->
                text.lines().forEach(part -> lines.add(view.terminal().line().add(indent + part))));
    result
        .failure()
        .ifPresent(
            problem ->
                lines.addAll(
                    new ProblemText(view.terminal(), Severity.ERROR).lines(problem, indent)));
    return lines;
  }

  private String sign(Verdict verdict) {
    return switch (verdict) {
      case OK -> "=";
      case CHANGED -> "~";
      case SKIPPED -> "-";
      case UNKNOWN -> "?";
      case FAILED, CUT -> view.terminal().symbols().fail();
    };
  }

  static Colour colour(Verdict verdict) {
    return switch (verdict) {
      case OK -> Colour.OK;
      case CHANGED -> Colour.CHANGED;
      case SKIPPED -> Colour.SKIPPED;
      case UNKNOWN -> Colour.UNKNOWN;
      case FAILED, CUT -> Colour.FAILED;
    };
  }
}
