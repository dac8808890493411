package io.groundwork.engine;

import io.groundwork.inventory.Host;
import io.groundwork.playbook.Play;
import io.groundwork.playbook.Task;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.transport.Become;
import io.groundwork.vars.Binding;
import io.groundwork.vars.Templates;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works every task out for every host as far as that goes without a host, so that a misspelt
 * variable or a value no module takes is an error before any host is touched. What depends on facts
 * or on results of earlier tasks is left for the run.
 */
final class Rehearsal {

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
    hosts.forEach(
        (play, some) -> {
          List<Task> tasks = play.tasks().stream().filter(selection::includes).toList();
          some.forEach(host -> check(play, tasks, host));
        });
    if (!problems.isEmpty()) {
      Masking masking = new Masking(redactor);
      throw new LoadException(problems.stream().map(masking::problem).toList());
    }
  }

  private void check(Play play, List<Task> tasks, Host host) {
    HostVars vars = new HostVars(host, spec);
    Map<String, Binding> ahead = new HashMap<>();
    check(new Preparer(play, vars, templates, user -> Become.NONE, false), tasks, ahead);
    if (!tasks.isEmpty()) {
      check(new Preparer(play, vars, templates, user -> Become.NONE, true), play.handlers(), ahead);
    }
  }

  private void check(Preparer preparer, List<Task> tasks, Map<String, Binding> ahead) {
    for (Task task : tasks) {
      Prepared prepared = preparer.prepare(task, ahead);
      if (prepared instanceof Prepared.Broken broken) {
        problems.add(broken.problem());
      }
      ahead.putAll(Walk.ahead(task, prepared));
    }
  }
}
