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

  private static final String BUILTIN = "ansible.builtin.";
  private static final String LATER = "leave it out; this version does not have it";
  private static final String LOOKUP = "use \"loop\" over a list; there are no lookups";
  private static final String ALIVE =
      "leave it out; a long change streams and keeps its connection";
  private static final String FACTS = "leave it out; a fact is read when a task asks for it";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("with_indexed_items", "use \"loop\" with loop_control: {index_var: …}"),
          Map.entry("include", "use \"import_tasks\" or \"include_tasks\""),
          Map.entry("include_vars", "use \"vars_files\", whose names may hold ${…}"),
          Map.entry("async", ALIVE),
          Map.entry("poll", ALIVE),
          Map.entry("async_status", ALIVE),
          Map.entry("strategy", "leave it out; hosts run in parallel, each task after task"),
          Map.entry("local_action", "name the module, with \"delegate_to: localhost\""),
          Map.entry("action", "name the module itself as the key"),
          Map.entry("delegate_facts", "set the fact in a play for that host"),
          Map.entry("become_flags", LATER),
          Map.entry("become_exe", LATER),
          Map.entry("vars_prompt", "give the value with -e"),
          Map.entry("collections", "leave it out; every module is built in"),
          Map.entry("module_defaults", "give the parameters to each task, or a loop"),
          Map.entry("debugger", LATER),
          Map.entry("diff", "leave it out; hide what must not be seen with \"no_log\""),
          Map.entry("port", "set ansible_port in the inventory"),
          Map.entry("fact_path", FACTS),
          Map.entry("gather_subset", FACTS),
          Map.entry("gather_timeout", FACTS),
          Map.entry("setup", FACTS),
          Map.entry("gather_facts", FACTS),
          Map.entry("add_host", "put the host into the inventory"),
          Map.entry("group_by", "use a condition, or groups in the inventory"),
          Map.entry("set_stats", "use set_fact"),
          Map.entry("raw", "use shell: a host needs nothing but a POSIX shell"));

  private Unsupported() {}

  /** The problem of a key that is Ansible's and not ours; empty for any other. */
  static Optional<Problem> problem(String key, Node.Entry entry) {
    String bare = key.startsWith(BUILTIN) ? key.substring(BUILTIN.length()) : key;
    return Optional.ofNullable(INSTEAD.get(bare))
        .or(() -> bare.startsWith("with_") ? Optional.of(LOOKUP) : Optional.empty())
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
