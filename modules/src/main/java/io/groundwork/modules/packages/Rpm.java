package io.groundwork.modules.packages;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.packages.RpmRequest.Manager;
import io.groundwork.modules.packages.RpmRequest.State;
import io.groundwork.modules.packages.RpmState.Installed;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How rpm packages are read and planned, for every module that asks for them. */
final class Rpm {

  private static final String SHARED = text("process.sh") + "\n" + text("rpm.sh") + "\n";

  static final Snippet PROBE = load("rpm.probe.sh");
  private static final Snippet CHANGE = load("rpm.change.sh");

  private Rpm() {}

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + text(file));
  }

  private static String text(String file) {
    return Snippet.resource(Rpm.class, file).text();
  }

  static Probe<RpmState> probe(RpmRequest wanted) {
    return Probe.of(PROBE.call(values(wanted).toArray()), RpmState::parse)
        .reading(wanted.resources());
  }

  /** What the probe's snippet is told. */
  static List<Object> values(RpmRequest wanted) {
    return ImmutableList.builder()
        .add(wanted.manager().word(), wanted.state().word())
        .add(String.join(" ", wanted.options()), String.join(" ", wanted.verbOptions()))
        .add(wanted.root().orElse(""))
        .addAll(wanted.names())
        .build();
  }

  static Plan plan(RpmRequest wanted, RpmState is) {
    String manager = wanted.manager().word();
    if (!is.usable()) {
      return Plan.impossible(
          Problem.of("there is no " + manager + " on this host")
              .withRemedy(
                  wanted.manager() == Manager.DNF
                      ? "dnf is there on Fedora, Red Hat Enterprise Linux and their relatives"
                      : "zypper is there on SUSE Linux and its relatives"));
    }
    if (wanted.state() == State.REFRESH) {
      return Plan.of(
          Change.runs(
                  "refresh what is known of the repositories", call(wanted, "", List.of(), true))
              .alteringAnything());
    }
    if (!is.foreseen().older().isEmpty() && !wanted.allowDowngrade()) {
      Diff first = is.foreseen().older().get(0);
      return Plan.impossible(
          Problem.of(
                  first.subject()
                      + " "
                      + first.before()
                      + " is installed, and "
                      + first.after()
                      + " is older")
              .withRemedy("give allow_downgrade: true if that is what you want"));
    }
    if (!is.foreseen().trouble().isEmpty()) {
      return refused(wanted, is);
    }
    return is.foreseen().isEmpty() ? Plan.holds(reason(wanted, is)) : changing(wanted, is);
  }

  /** What no repository offers may come with a repository of an earlier task. */
  private static Plan refused(RpmRequest wanted, RpmState is) {
    List<String> missing = wanted.names().stream().filter(name -> is.of(name).isEmpty()).toList();
    String told =
        wanted.manager().word() + " refuses: " + String.join("; ", is.foreseen().trouble());
    if (missing.isEmpty() || wanted.state() == State.ABSENT) {
      return Plan.impossible(Problem.of(told));
    }
    List<Diff> diffs =
        missing.stream()
            .map(name -> Diff.value(name, "absent", "known after the repository is there"))
            .toList();
    return Plan.of(
            altering(
                Change.modifies(
                    "install " + String.join(", ", missing),
                    call(wanted, "install", missing, wanted.refresh()),
                    diffs),
                wanted))
        .needing(List.of(new Need(Resource.pkg(missing.get(0)), told)));
  }

  private static Plan changing(RpmRequest wanted, RpmState is) {
    List<Change> changes = new ArrayList<>();
    List<Diff> diffs = is.foreseen().diffs();
    List<String> there = wanted.names().stream().filter(name -> !is.of(name).isEmpty()).toList();
    List<String> missing = wanted.names().stream().filter(name -> is.of(name).isEmpty()).toList();
    switch (wanted.state()) {
      case PRESENT ->
          changes.add(
              change("install", wanted, "install", open(wanted, is), diffs, wanted.refresh()));
      case LATEST -> {
        if (wanted.manager() == Manager.ZYPPER || there.isEmpty()) {
          changes.add(
              change("install", wanted, "install", wanted.names(), diffs, wanted.refresh()));
        } else {
          if (!missing.isEmpty()) {
            changes.add(change("install", wanted, "install", missing, diffs, wanted.refresh()));
          }
          changes.add(change("upgrade", wanted, "upgrade", there, diffs, wanted.refresh()));
        }
      }
      case ABSENT ->
          changes.add(
              change("remove", wanted, "remove", going(wanted, is), diffs, wanted.refresh()));
      default -> changes.add(whole(wanted, diffs));
    }
    return Plan.of(changes, "");
  }

  /** A pattern is given again: more may match it than what is there. */
  private static List<String> open(RpmRequest wanted, RpmState is) {
    return wanted.names().stream()
        .filter(name -> is.of(name).isEmpty() || isPattern(name))
        .toList();
  }

  private static List<String> going(RpmRequest wanted, RpmState is) {
    return wanted.names().stream()
        .filter(
            name -> !is.of(name).isEmpty() || name.startsWith("@") || name.startsWith("pattern:"))
        .toList();
  }

  private static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  private static Change whole(RpmRequest wanted, List<Diff> diffs) {
    boolean zypper = wanted.manager() == Manager.ZYPPER;
    String verb = zypper && wanted.state() == State.UPGRADE ? "update" : wanted.state().word();
    String summary =
        wanted.state() == State.AUTOREMOVE
            ? "remove packages that nothing needs any more"
            : "upgrade packages";
    return altering(
        Change.modifies(summary, call(wanted, verb, List.of(), wanted.refresh()), diffs), wanted);
  }

  private static Change change(
      String what,
      RpmRequest wanted,
      String verb,
      List<String> names,
      List<Diff> diffs,
      boolean refresh) {
    return altering(
        Change.modifies(
            what + " " + String.join(", ", names), call(wanted, verb, names, refresh), diffs),
        wanted);
  }

  private static Change altering(Change change, RpmRequest wanted) {
    return change
        .altering(
            ImmutableList.<Resource>builder()
                .addAll(List.of(wanted.resources()))
                .addAll(change.diffs().stream().map(diff -> Resource.pkg(diff.subject())).toList())
                .build()
                .toArray(Resource[]::new))
        .alteringAnything();
  }

  private static Snippet.Call call(
      RpmRequest wanted, String verb, List<String> names, boolean refresh) {
    return CHANGE.call(
        ImmutableList.builder()
            .add(wanted.manager().word(), String.valueOf(wanted.lockTimeout()))
            .add(String.join(" ", wanted.options()), wanted.root().orElse(""))
            .add(refresh ? "yes" : "no", String.join(" ", wanted.verbOptions()), verb)
            .addAll(names)
            .build()
            .toArray());
  }

  private static String reason(RpmRequest wanted, RpmState is) {
    return switch (wanted.state()) {
      case ABSENT -> String.join(", ", wanted.names()) + " not installed";
      case PRESENT, LATEST ->
          wanted.names().stream()
              .map(name -> described(name, is.of(name)))
              .collect(Collectors.joining(", "));
      case AUTOREMOVE -> "no package is left over";
      default -> "every package is up to date";
    };
  }

  private static String described(String name, List<Installed> installed) {
    return installed.isEmpty()
        ? name + " needs nothing more"
        : installed.stream()
            .map(one -> one.name() + " " + one.version() + " is installed")
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** What register gets. */
  static Map<String, Object> result(RpmState is, List<Execution> executions) {
    Map<String, Object> versions = new LinkedHashMap<>();
    is.installed()
        .values()
        .forEach(all -> all.forEach(one -> versions.put(one.name(), one.version())));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("versions", versions);
    result.put("rc", (long) executions.stream().mapToInt(Execution::exit).max().orElse(0));
    if (!executions.isEmpty()) {
      Execution last = executions.get(executions.size() - 1);
      result.put("stdout", last.out());
      result.put("stderr", last.err());
    }
    return result;
  }
}
