package io.groundwork.playbook;

import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Node;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Words of Ansible's language that Groundwork does not take, with what to do instead. */
final class Unsupported {

  private static final String TASK_FILES = "put the tasks into a role, or write them here";
  private static final String LATER = "leave it out; this version does not have it";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("with_items", "use \"loop\""),
          Map.entry("with_dict", "use \"loop\" over a list"),
          Map.entry("with_fileglob", "use \"loop\" over a list"),
          Map.entry("block", "give \"when\" and \"become\" to each task"),
          Map.entry("rescue", LATER),
          Map.entry("always", LATER),
          Map.entry("import_tasks", TASK_FILES),
          Map.entry("include_tasks", TASK_FILES),
          Map.entry("include", TASK_FILES),
          Map.entry("import_role", "name the role under \"roles\""),
          Map.entry("include_role", "name the role under \"roles\""),
          Map.entry("include_vars", "use \"vars_files\""),
          Map.entry("import_playbook", "run the playbooks one after the other"),
          Map.entry("pre_tasks", "write them as the first play"),
          Map.entry("post_tasks", "write them as a further play"),
          Map.entry("until", "use wait_for, or leave it out"),
          Map.entry("retries", "use wait_for, or leave it out"),
          Map.entry("delay", "use wait_for, or leave it out"),
          Map.entry("async", "leave it out; every batch keeps its connection alive"),
          Map.entry("poll", "leave it out; every batch keeps its connection alive"),
          Map.entry("strategy", "leave it out; hosts run in parallel, each task after task"),
          Map.entry("serial", LATER),
          Map.entry("delegate_to", "write a play for that host"),
          Map.entry("run_once", "write a play for one host"),
          Map.entry("ignore_errors", LATER),
          Map.entry("ignore_unreachable", LATER),
          Map.entry("changed_when", LATER),
          Map.entry("failed_when", LATER),
          Map.entry("check_mode", LATER),
          Map.entry("no_log", "leave it out; secrets are masked by their kind"),
          Map.entry("environment", "set the variables in the command itself"),
          Map.entry("remote_user", "set ansible_user in the inventory"),
          Map.entry("connection", "set ansible_connection in the inventory"),
          Map.entry("become_method", "leave it out; sudo is what there is"),
          Map.entry("become_flags", LATER),
          Map.entry("listen", "notify the handler by its name"),
          Map.entry("vars_prompt", "give the value with -e"),
          Map.entry("any_errors_fatal", LATER),
          Map.entry("max_fail_percentage", LATER),
          Map.entry("throttle", LATER),
          Map.entry("timeout", LATER),
          Map.entry("loop_control", LATER),
          Map.entry("force_handlers", LATER),
          Map.entry("collections", "leave it out; every module is built in"),
          Map.entry("module_defaults", LATER),
          Map.entry("debugger", LATER));

  private Unsupported() {}

  /** The problem of a key that is Ansible's and not ours; empty for any other. */
  static Optional<Problem> problem(String key, Node.Entry entry) {
    return Optional.ofNullable(INSTEAD.get(key))
        .map(
            remedy ->
                Problem.at(entry.keyPosition(), "\"" + key + "\" is not supported")
                    .withRemedy(remedy));
  }

  /** Says of each of these keys that it is unknown or not supported. */
  static void refuse(
      Map<String, Node.Entry> keys, String what, Collection<String> known, Problems problems) {
    keys.forEach(
        (key, entry) ->
            problems.add(problem(key, entry).orElseGet(() -> unknown(key, entry, what, known))));
  }

  private static Problem unknown(
      String key, Node.Entry entry, String what, Collection<String> known) {
    return Problem.at(entry.keyPosition(), what + " has no \"" + key + "\"")
        .withRemedy(
            Suggestion.didYouMean(key, known)
                .orElse("it takes " + String.join(", ", new TreeSet<>(known))));
  }
}
