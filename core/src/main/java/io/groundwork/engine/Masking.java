package io.groundwork.engine;

import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the secrets out of everything that leaves the engine. */
record Masking(Redactor redactor) {

  static final String HIDDEN = "hidden by no_log";
  private static final Pattern ESCAPES = Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|[@-_])");
  private static final int LONGEST_LINE = 200;

  Step step(Change change) {
    return new Step(
        redactor.mask(change.summary()),
        change.diffs().stream().map(this::diff).toList(),
        change.effect() == Change.Effect.MODIFIES,
        change.effect() == Change.Effect.WAITS);
  }

  /** One line of what a change writes, fit for a terminal. */
  String line(String raw) {
    String clean =
        ESCAPES.matcher(redactor.mask(raw)).replaceAll("").replaceAll("\\p{Cntrl}", " ").strip();
    return clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE - 1) + "…";
  }

  private Diff diff(Diff diff) {
    String after = redactor.mask(diff.after());
    String before = redactor.mask(diff.before());
    return new Diff(
        redactor.mask(diff.subject()),
        after.contains(Secret.MASK)
            ? Former.masked(diff.before(), before, diff.after(), after)
            : before,
        after,
        diff.text());
  }

  Problem problem(Problem problem) {
    return new Problem(
        redactor.mask(problem.summary()), problem.where(), problem.remedy().map(redactor::mask));
  }

  TaskRef ref(TaskRef ref) {
    return new TaskRef(
        ref.play(),
        ref.role(),
        redactor.mask(ref.name()),
        ref.module(),
        ref.position(),
        ref.item().map(redactor::mask),
        ref.handler());
  }

  /** The result's own texts; its steps are masked where they are made. */
  TaskResult result(TaskResult result) {
    return new TaskResult(
        result.verdict(),
        result.steps(),
        redactor.mask(result.reason()),
        result.after().map(redactor::mask),
        result.failure().map(this::problem),
        result.message().map(redactor::mask),
        result.duration(),
        result.pardon(),
        result.attempts());
  }

  /** What may be told of a task with {@code no_log}: how it ended, not with what. */
  TaskResult hidden(TaskResult result) {
    return new TaskResult(
        result.verdict(),
        result.steps().stream()
            .map(step -> new Step(HIDDEN, List.of(), step.confirmable(), step.waiting()))
            .toList(),
        result.reason().isEmpty() ? "" : HIDDEN,
        result.after(),
        result.failure().map(problem -> new Problem(HIDDEN, problem.where(), Optional.empty())),
        Optional.empty(),
        result.duration(),
        result.pardon(),
        result.attempts());
  }

  /** The task without what its loop is at. */
  TaskRef hidden(TaskRef ref) {
    return new TaskRef(
        ref.play(),
        ref.role(),
        ref.name(),
        ref.module(),
        ref.position(),
        ref.item().map(item -> HIDDEN),
        ref.handler());
  }
}
