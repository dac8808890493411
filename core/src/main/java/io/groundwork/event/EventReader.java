package io.groundwork.event;

import io.groundwork.event.TaskResult.Pardon;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.module.Diff;
import io.groundwork.text.JsonMembers;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads back what {@link EventJson} wrote, so that a run can be told again. */
public final class EventReader {

  private EventReader() {}

  /**
   * The event; empty for one of another kind.
   *
   * @throws IllegalArgumentException when a member is missing or of another kind
   */
  public static Optional<Event> read(Map<String, Object> tree) {
    JsonMembers members = new JsonMembers(tree);
    return switch (members.text("event")) {
      case "run_started" ->
          Optional.of(new Event.RunStarted(mode(members), members.texts("hosts")));
      case "host_unreachable" ->
          Optional.of(
              new Event.HostUnreachable(members.text("host"), problem(members.object("reason"))));
      case "host_refused" ->
          Optional.of(
              new Event.HostRefused(members.text("host"), problem(members.object("reason"))));
      case "task_done" ->
          Optional.of(new Event.TaskDone(members.text("host"), task(members), result(members)));
      case "run_finished" ->
          Optional.of(
              new Event.RunFinished(
                  mode(members),
                  new Recap(
                      members.objects("hosts").map(EventReader::recap).toList(),
                      seconds(members),
                      members.truth("interrupted"))));
      default -> Optional.empty();
    };
  }

  private static Event.Mode mode(JsonMembers members) {
    return Event.Mode.valueOf(upper(members.text("mode")));
  }

  private static TaskRef task(JsonMembers members) {
    return new TaskRef(
        members.text("play"),
        members.maybe("role"),
        members.text("name"),
        members.text("module"),
        position(members.object("where")),
        members.maybe("item"),
        members.truth("handler"));
  }

  private static TaskResult result(JsonMembers members) {
    TaskResult result =
        TaskResult.of(Verdict.valueOf(upper(members.text("verdict"))), members.text("reason"))
            .withSteps(members.objects("steps").map(EventReader::step).toList())
            .withAfter(members.maybe("after"))
            .withMessage(members.maybe("message"))
            .withPardon(members.maybe("pardon").map(word -> Pardon.valueOf(upper(word))))
            .withAttempts(members.number("attempts"))
            .took(seconds(members));
    return members
        .maybeObject("failure")
        .map(EventReader::problem)
        .map(result::withFailure)
        .orElse(result);
  }

  /** A change as {@link EventJson} wrote it. */
  public static Step step(JsonMembers members) {
    return new Step(
        members.text("summary"),
        members.objects("diffs").map(EventReader::diff).toList(),
        members.truth("confirmable"),
        members.truth("waiting"));
  }

  private static Diff diff(JsonMembers members) {
    return new Diff(
        members.text("subject"),
        members.text("before"),
        members.text("after"),
        members.truth("text"));
  }

  private static HostRecap recap(JsonMembers members) {
    return new HostRecap(
        members.text("host"),
        members.number("ok"),
        members.number("changed"),
        members.number("skipped"),
        members.number("unknown"),
        members.number("failed"),
        members.number("rescued"),
        members.number("ignored"),
        members.maybeObject("unreachable").map(EventReader::problem),
        members.number("exchanges"));
  }

  private static Problem problem(JsonMembers members) {
    return new Problem(
        members.text("summary"),
        members.maybeObject("where").map(EventReader::position),
        members.maybe("remedy"));
  }

  private static Position position(JsonMembers members) {
    return new Position(members.text("file"), members.number("line"), members.number("column"));
  }

  private static Duration seconds(JsonMembers members) {
    return Duration.ofMillis(members.decimal("seconds").movePointRight(3).longValue());
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
