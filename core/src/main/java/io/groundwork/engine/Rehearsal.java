package io.groundwork.engine;

import io.groundwork.engine.Prepared.Item;
import io.groundwork.engine.Program.Entry;
import io.groundwork.inventory.Host;
import io.groundwork.playbook.Keyword;
import io.groundwork.playbook.Line;
import io.groundwork.playbook.Play;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.transport.Become;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Works every task out for every host as far as that goes without a host, so that a misspelt
 * variable or a value no module takes is an error before any host is touched. What depends on facts
 * or on results of earlier tasks is left for the run.
 */
final class Rehearsal {

  private static final int DEEPEST = 20;

  private final RunSpec spec;
  private final Redactor redactor = new Redactor();
  private final Templates templates = new Templates(redactor);
  private final Set<Problem> problems = new LinkedHashSet<>();

  Rehearsal(RunSpec spec) {
    this.spec = spec;
  }

  /**
   * Tries every play on its hosts.
   *
   * @throws LoadException with each problem once, however many hosts have it
   */
  void check(Map<Play, List<Host>> hosts, Selection selection) {
    Predicate<String> settable = spec.playbook().settable();
    Map<String, HostVars> all = new HashMap<>();
    hosts.values().stream()
        .flatMap(List::stream)
        .forEach(
            host ->
                all.computeIfAbsent(host.name(), name -> new HostVars(host, spec, all, settable)));
    all.values().forEach(HostVars::rehearse);
    hosts.forEach(
        (play, some) -> {
          List<String> names = some.stream().map(Host::name).toList();
          each(some, host -> check(play, names, selection, all.get(host.name())));
        });
    if (!problems.isEmpty()) {
      Masking masking = new Masking(redactor);
      throw new LoadException(problems.stream().map(masking::problem).toList());
    }
  }

  /**
   * Goes through the hosts, and notes their problems in their order. The first goes alone: what is
   * done for the first time takes longest, and threads that do it at once only do it twice.
   */
  private void each(List<Host> hosts, Function<Host, Set<Problem>> check) {
    hosts.stream().limit(1).map(check).forEach(problems::addAll);
    Map<Host, Set<Problem>> others = new ConcurrentHashMap<>();
    List<Host> rest = hosts.stream().skip(1).toList();
    try (Crew crew = new Crew(Runtime.getRuntime().availableProcessors())) {
      crew.each(rest, host -> others.put(host, check.apply(host)));
    }
    rest.forEach(host -> problems.addAll(others.get(host)));
  }

  private Set<Problem> check(Play play, List<String> names, Selection selection, HostVars vars) {
    Set<Problem> found = new LinkedHashSet<>();
    Stage stage =
        new Stage(
            play,
            spec,
            selection,
            true,
            false,
            templates,
            names,
            names,
            () -> names,
            (via, escalation) -> Become.NONE,
            () -> false);
    List<Line> lines = selection.of(play.lines());
    if (lines.stream().allMatch(line -> line.task().isImplied())) {
      return found;
    }
    Preparer preparer = new Preparer(stage, vars);
    Map<String, Binding> ahead = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    Program program = Program.of(lines);
    for (int index = 0; index < program.size(); index++) {
      entries.add(program.get(index));
    }
    check(preparer, entries, ahead, selection, 0, found);
    List<Entry> handlers = Program.handlers(entries.get(0), 0, play.handlers());
    check(preparer, handlers, ahead, selection, 0, found);
    return found;
  }

  private void check(
      Preparer preparer,
      List<Entry> entries,
      Map<String, Binding> ahead,
      Selection selection,
      int depth,
      Set<Problem> found) {
    for (Entry entry : entries) {
      boolean rescue =
          entry.line().places().stream().anyMatch(place -> place.part() == Line.Part.RESCUE);
      if (rescue) {
        Binding failed = new Binding.Pending("a task has to fail");
        ahead.putIfAbsent("ansible_failed_task", failed);
        ahead.putIfAbsent("ansible_failed_result", failed);
      }
      Prepared prepared = preparer.prepare(entry, ahead);
      if (prepared instanceof Prepared.Broken broken && !isCaught(entry)) {
        found.add(broken.problem());
      }
      if (prepared instanceof Prepared.Ready ready && depth < DEEPEST) {
        for (Item item : ready.items()) {
          if (item instanceof Item.Include include) {
            List<Line> lines = selection.of(include.body().lines());
            Map<String, Binding> given = new HashMap<>(include.turn().variables());
            List<Entry> brought = Program.included(entry, 0, lines, given);
            check(preparer, brought, ahead, selection, depth + 1, found);
          }
        }
      }
      ahead.putAll(Lookahead.ahead(entry.task(), prepared));
    }
  }

  /** Whether the playbook itself says what to do when it fails. */
  private static boolean isCaught(Entry entry) {
    return entry.task().keywords().get(Keyword.IGNORE_ERRORS).isPresent();
  }
}
