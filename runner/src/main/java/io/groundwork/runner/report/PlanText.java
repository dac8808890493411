package io.groundwork.runner.report;

import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.runner.terminal.Cells;
import io.groundwork.runner.terminal.Colour;
import io.groundwork.runner.terminal.Line;
import io.groundwork.runner.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan, host by host and role by role. Hosts for which the same is planned share one block, so
 * that a plan for twenty equal hosts can still be read.
 */
final class PlanText {

  private record Outcome(TaskRef task, TaskResult result) {}

  private final View view;
  private final TaskText tasks;

  PlanText(View view) {
    this.view = view;
    this.tasks = new TaskText(view);
  }

  List<Line> lines(Recap recap, List<TaskDone> done) {
    List<Line> lines = new ArrayList<>();
    blocks(recap, done)
        .forEach(
            (outcomes, hosts) -> {
              lines.addAll(names(hosts));
              lines.addAll(parts(outcomes));
              lines.add(view.terminal().line());
            });
    for (HostRecap host : recap.hosts()) {
      if (host.unreachable().isPresent()) {
        lines.addAll(UnreachableText.lines(view.terminal(), host));
        lines.add(view.terminal().line());
      }
    }
    lines.addAll(counts(recap));
    lines.add(summary(recap));
    return lines;
  }

  /** The tasks of a host, with a heading wherever another role or play begins. */
  private List<Line> parts(List<Outcome> outcomes) {
    List<Line> lines = new ArrayList<>();
    String last = "";
    for (Outcome outcome : outcomes) {
      String part = outcome.task().role().orElse(outcome.task().play());
      if (!part.equals(last)) {
        lines.add(view.terminal().line().add("  ").fit(Colour.SKIPPED, part));
        last = part;
      }
      lines.addAll(tasks.planned(outcome.task(), outcome.result()));
    }
    return lines;
  }

  private Map<List<Outcome>, List<String>> blocks(Recap recap, List<TaskDone> done) {
    Map<String, List<Outcome>> shown = new LinkedHashMap<>();
    recap.hosts().forEach(host -> shown.put(host.host(), new ArrayList<>()));
    done.stream()
        .filter(event -> tasks.isShown(event.result()))
        .forEach(
            event ->
                shown
                    .computeIfAbsent(event.host(), host -> new ArrayList<>())
                    .add(new Outcome(event.task(), event.result())));
    Map<List<Outcome>, List<String>> blocks = new LinkedHashMap<>();
    shown.forEach(
        (host, outcomes) -> {
          if (!outcomes.isEmpty()) {
            blocks.computeIfAbsent(outcomes, same -> new ArrayList<>()).add(host);
          }
        });
    return blocks;
  }

  private List<Line> names(List<String> hosts) {
    String all = String.join(", ", hosts);
    Terminal terminal = view.terminal();
    List<String> parts =
        terminal.measure() == Terminal.UNLIMITED
            ? List.of(all)
            : Cells.wrap(Cells.harmless(all), terminal.measure());
    return parts.stream().map(part -> terminal.line().add(Colour.STRONG, part)).toList();
  }

  /** The counts of each host on which there is something to do, where there is more than one. */
  private List<Line> counts(Recap recap) {
    List<HostRecap> busy =
        recap.hosts().stream()
            .filter(host -> host.changed() + host.unknown() + host.failed() > 0)
            .toList();
    if (recap.hosts().size() < 2 || busy.isEmpty()) {
      return List.of();
    }
    int widest = busy.stream().mapToInt(host -> Cells.width(host.host())).max().orElse(0);
    return busy.stream().map(host -> counts(host, widest)).toList();
  }

  private Line counts(HostRecap host, int widest) {
    Line line =
        view.terminal()
            .line()
            .add(Colour.STRONG, Cells.pad(host.host(), widest))
            .add("  ")
            .add(host.changed() > 0 ? Colour.CHANGED : Colour.OK, host.changed() + " to change");
    line.add(", " + host.ok() + " as wanted");
    more(line, Colour.UNKNOWN, host.unknown(), "known after apply");
    more(line, Colour.SKIPPED, host.skipped(), "skipped");
    more(line, Colour.FAILED, host.failed(), "failed");
    return line;
  }

  private Line summary(Recap recap) {
    int changed = recap.changed();
    long on = recap.hosts().stream().filter(host -> host.changed() > 0).count();
    Line line = view.terminal().line().add(Colour.STRONG, "Plan: ");
    line.add(changed > 0 ? Colour.CHANGED : Colour.OK, changed + " to change");
    line.add(" on " + Counted.of(changed > 0 ? on : recap.hosts().size(), "host"));
    line.add(", " + Count.OK.in(recap) + " as wanted");
    more(line, Colour.UNKNOWN, Count.UNKNOWN.in(recap), "known after apply");
    more(line, Colour.SKIPPED, Count.SKIPPED.in(recap), "skipped");
    more(line, Colour.FAILED, Count.FAILED.in(recap), "failed");
    more(line, Colour.FAILED, Count.UNREACHABLE.in(recap), "unreachable");
    return recap.interrupted() ? line.add(Colour.FAILED, " (interrupted)") : line;
  }

  private static void more(Line line, Colour colour, int number, String what) {
    if (number > 0) {
      line.add(", ").add(colour, number + " " + what);
    }
  }
}
