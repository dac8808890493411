package io.groundwork.requirements;

import com.google.common.base.CharMatcher;
import io.groundwork.event.Event;
import io.groundwork.event.Listener;
import io.groundwork.event.Step;
import io.groundwork.event.TaskRef;
import io.groundwork.event.TaskResult;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.inventory.Host;
import io.groundwork.module.Diff;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Role;
import io.groundwork.playbook.Task;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link io.groundwork.engine.Run#verify} says of hosts that should be as their playbook wants
 * them: each task is a statement, which holds where nothing is to do.
 *
 * <pre>{@code
 * AsPlanned planned = new AsPlanned("playbooks/site.yml");
 * try (Run run = Run.open(spec, connector, planned)) {
 *   run.verify();
 *   List<Finding> findings = planned.findings(run.hosts(), run::tasks);
 * }
 * }</pre>
 */
public final class AsPlanned implements Listener {

  /** A finding tells so many lines of a file that are not as planned. */
  private static final int MOST_LINES = 4;

  private static final CharMatcher WORD =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));

  /** Kinds of checks that say as much of installed hosts. */
  private static final Set<String> INSTALLED = Set.of("ports_free", "port_reachable", "disk_type");

  /** The module whose rules keep out whom they do not name. */
  private static final String FIREWALL = "nftables";

  private record At(String host, Position position) {}

  private record Told(TaskRef task, List<TaskResult> results) {}

  private final String playbook;
  private final Map<At, Told> told = new LinkedHashMap<>();
  private final Map<Position, TaskRef> names = new HashMap<>();
  private final Map<String, Problem> unreachable = new LinkedHashMap<>();

  /**
   * @param playbook what to call the playbook in commands
   */
  public AsPlanned(String playbook) {
    this.playbook = playbook;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.TaskDone done) {
      TaskRef task = done.task();
      names.putIfAbsent(task.position(), task);
      told.computeIfAbsent(
              new At(done.host(), task.position()), at -> new Told(task, new ArrayList<>()))
          .results()
          .add(done.result());
    } else if (event instanceof Event.HostUnreachable lost) {
      unreachable.put(lost.host(), lost.problem());
    }
  }

  /** What is asked of installed hosts once more: their ports, and what carries their data. */
  public static Catalogue installed(Catalogue all) {
    return all.with(rule -> INSTALLED.contains(rule.requirement().check()));
  }

  /** The hosts that could not be reached, and why. */
  public Map<String, Problem> unreachable() {
    return unreachable;
  }

  /**
   * What each task says of each of its hosts. One that could not be asked is unknown; one whose
   * condition does not hold says nothing.
   *
   * @param tasks the tasks of a play that were asked for, in order
   */
  public List<Finding> findings(Map<Play, List<Host>> hosts, Function<Play, List<Task>> tasks) {
    List<Finding> findings = new ArrayList<>();
    Map<Position, Requirement> statements = new HashMap<>();
    Set<String> ids = new HashSet<>();
    hosts.forEach(
        (play, some) -> {
          for (Task task : tasks.apply(play)) {
            if (task.isImplied() || task.control().isPresent()) {
              continue;
            }
            Requirement statement =
                statements.computeIfAbsent(task.position(), at -> statement(play, task, ids));
            some.forEach(host -> finding(statement, host.name(), task).ifPresent(findings::add));
          }
        });
    return findings;
  }

  /** The hosts whose packet filter the playbook makes, by what it says of them. */
  public static Set<String> firewalled(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> FIREWALL.equals(finding.requirement().check()))
        .map(Finding::host)
        .collect(Collectors.toSet());
  }

  private Requirement statement(Play play, Task task, Set<String> ids) {
    String section = task.role().map(Role::name).orElse(play.name());
    String name =
        Optional.ofNullable(names.get(task.position())).map(TaskRef::name).orElse(task.name());
    String id = slug(section + " " + name);
    if (!ids.add(id)) {
      id = id + "-" + task.position().line();
      ids.add(id);
    }
    return new Requirement(
        id,
        name,
        List.of(task.position().toString()),
        section,
        Requirement.Scope.of(List.of(section)),
        Severity.MUST,
        task.moduleName(),
        "groundwork apply " + playbook + " makes it so");
  }

  private static String slug(String text) {
    return WORD.negate().trimAndCollapseFrom(text.toLowerCase(Locale.ROOT), '-');
  }

  private Optional<Finding> finding(Requirement statement, String host, Task task) {
    Told one = told.get(new At(host, task.position()));
    if (one == null) {
      return Optional.ofNullable(unreachable.get(host))
          .map(why -> finding(statement, host, Outcome.UNKNOWN, "", why.summary(), ""));
    }
    List<TaskResult> results =
        one.results().stream().filter(result -> result.verdict() != Verdict.SKIPPED).toList();
    if (results.isEmpty()) {
      return Optional.empty();
    }
    List<TaskResult> wrong =
        results.stream().filter(result -> outcome(result) == Outcome.FAIL).toList();
    List<TaskResult> open =
        results.stream().filter(result -> outcome(result) == Outcome.UNKNOWN).toList();
    if (!wrong.isEmpty()) {
      return Optional.of(
          finding(
              statement,
              host,
              Outcome.FAIL,
              joined(wrong.stream().map(AsPlanned::measured)),
              "",
              wrong.stream()
                  .flatMap(result -> result.failure().stream())
                  .findFirst()
                  .map(failure -> failure.remedy().orElse(""))
                  .orElse(statement.remedy())));
    }
    if (!open.isEmpty()) {
      String why = joined(open.stream().map(TaskResult::reason));
      String known = why.isBlank() ? "only a run can tell" : why;
      return Optional.of(finding(statement, host, Outcome.UNKNOWN, "", known, ""));
    }
    String measured = joined(results.stream().map(TaskResult::reason));
    return Optional.of(finding(statement, host, Outcome.PASS, measured, "", ""));
  }

  private Finding finding(
      Requirement statement,
      String host,
      Outcome outcome,
      String measured,
      String note,
      String remedy) {
    return new Finding(
        statement,
        host,
        List.of(statement.section()),
        outcome,
        measured,
        outcome == Outcome.FAIL ? "nothing to change" : "",
        Optional.empty(),
        note,
        "groundwork plan " + playbook + " --limit " + host,
        remedy);
  }

  private static Outcome outcome(TaskResult result) {
    return switch (result.verdict()) {
      case SKIPPED -> Outcome.PASS;
      // One that would only wait for something counts as no change, but it is not there.
      case OK -> result.steps().isEmpty() ? Outcome.PASS : Outcome.FAIL;
      case CHANGED -> Outcome.FAIL;
      case FAILED -> result.isFatal() ? Outcome.FAIL : Outcome.PASS;
      case UNKNOWN, CUT -> Outcome.UNKNOWN;
    };
  }

  private static String measured(TaskResult result) {
    return result
        .failure()
        .map(Problem::summary)
        .orElseGet(() -> joined(result.steps().stream().map(AsPlanned::measured)));
  }

  private static String measured(Step step) {
    String how = joined(step.diffs().stream().map(AsPlanned::difference));
    return how.isBlank() ? step.summary() : step.summary() + ": " + how;
  }

  private static String difference(Diff diff) {
    if (!diff.text()) {
      return diff.subject() + " " + value(diff.before()) + " → " + value(diff.after());
    }
    List<String> before = diff.before().lines().toList();
    List<String> after = diff.after().lines().toList();
    List<String> lines =
        Stream.concat(
                without(before, after).stream().map(line -> "- " + line.strip()),
                without(after, before).stream().map(line -> "+ " + line.strip()))
            .toList();
    String more = lines.size() > MOST_LINES ? ", and " + (lines.size() - MOST_LINES) + " more" : "";
    return lines.stream().limit(MOST_LINES).collect(Collectors.joining(", ")) + more;
  }

  private static List<String> without(List<String> some, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return some.stream().filter(line -> !line.isBlank() && !known.contains(line)).toList();
  }

  private static String value(String text) {
    return text.isBlank() ? "none" : text;
  }

  private static String joined(Stream<String> texts) {
    return texts
        .filter(text -> !text.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .stream()
        .collect(Collectors.joining("; "));
  }
}
