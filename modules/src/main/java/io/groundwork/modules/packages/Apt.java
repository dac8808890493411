package io.groundwork.modules.packages;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.modules.packages.AptRequest.Refresh;
import io.groundwork.modules.packages.AptRequest.State;
import io.groundwork.modules.packages.AptState.Known;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How apt reads and plans, for every module that asks it for packages. */
final class Apt {

  static final String REFRESH_SUMMARY = "refresh the package lists";
  static final String REPAIR_SUMMARY =
      "finish what an interrupted dpkg left half done (dpkg --configure -a)";

  /** The last line but the lists of what apt-get does; only this says that it does nothing. */
  private static final Pattern NOTHING_DONE =
      Pattern.compile("(?m)^0 upgraded, 0 newly installed, (0 downgraded, )?0 to remove\\b");

  private Apt() {}

  static Probe<AptState> probe(AptRequest wanted) {
    ImmutableList.Builder<Object> values = ImmutableList.builder();
    values.add(wanted.state().word());
    values.add(wanted.refresh().allowed() ? "age" : "");
    values.add(wanted.options().line());
    values.add(wanted.sweeps().stream().map(AptSweep::word).collect(Collectors.joining(" ")));
    values.add(wanted.deb().orElse(""));
    wanted.packages().forEach(one -> values.add(one.spec()));
    List<Resource> reads = new ArrayList<>(List.of(wanted.resources()));
    wanted
        .deb()
        .filter(deb -> deb.startsWith("/"))
        .ifPresent(path -> reads.add(Resource.path(path)));
    return Probe.of(AptScripts.PROBE.call(values.build().toArray()), AptState::parse)
        .reading(reads.toArray(Resource[]::new));
  }

  static Plan plan(AptRequest wanted, AptState is) {
    if (!is.usable()) {
      return Plan.impossible(
          Problem.of("there is no apt on this host")
              .withRemedy("apt is there on Debian, Ubuntu and their relatives only"));
    }
    Plan plan =
        wanted.namesPackages() && wanted.state() == State.ABSENT
            ? AptRemoval.plan(wanted, is)
            : new AptInstallation(wanted, is).plan();
    boolean inTheWay =
        is.interrupted() || (!is.unfinished().isEmpty() && wanted.state() != State.ABSENT);
    boolean repairs = plan.changes().stream().anyMatch(one -> one.summary().equals(REPAIR_SUMMARY));
    return inTheWay && !repairs && plan.isChanging() && plan.failure().isEmpty()
        ? repaired(wanted, is, plan)
        : plan;
  }

  /** What a dpkg left half done has to be finished first: apt-get might refuse everything. */
  private static Plan repaired(AptRequest wanted, AptState is, Plan plan) {
    List<Change> changes = new ArrayList<>();
    changes.add(repair(wanted, is));
    changes.addAll(plan.changes());
    return Plan.of(changes, plan.reason()).needing(plan.needs());
  }

  /** The change that finishes what a dpkg left half done, on the whole host. */
  static Change repair(AptRequest wanted, AptState is) {
    AptOptions options = wanted.options();
    List<Diff> diffs = new ArrayList<>(is.unfinished());
    if (is.interrupted() || diffs.isEmpty()) {
      diffs.add(0, Diff.value("dpkg", "interrupted", "configured"));
    }
    return Change.modifies(
            REPAIR_SUMMARY,
            AptScripts.REPAIR.call(
                String.valueOf(options.lockTimeout()), String.join(" ", options.dpkg())),
            diffs)
        .alteringAnything();
  }

  /** The change that refreshes the package lists. */
  static Change refresh(AptRequest wanted) {
    Refresh refresh = wanted.refresh();
    var call =
        AptScripts.REFRESH.call(
            String.valueOf(wanted.options().lockTimeout()),
            String.valueOf(refresh.retries()),
            String.valueOf(refresh.maxDelay()));
    // As with Ansible: a refresh on the way to packages does not count as a change.
    boolean alone = !wanted.namesPackages() && wanted.sweeps().isEmpty();
    return (alone ? Change.runs(REFRESH_SUMMARY, call) : Change.waits(REFRESH_SUMMARY, call))
        .alteringAnything();
  }

  /**
   * Whether changes that ran altered anything: one that only fresh lists could bring something to
   * do says it itself.
   */
  static boolean changed(Plan plan, List<Execution> executions) {
    if (plan.isChanging()) {
      return true;
    }
    for (int index = 0; index < executions.size(); index++) {
      boolean refresh = plan.changes().get(index).summary().equals(REFRESH_SUMMARY);
      if (!refresh && !NOTHING_DONE.matcher(executions.get(index).out()).find()) {
        return true;
      }
    }
    return false;
  }

  /** What register gets. */
  static Map<String, Object> result(AptRequest wanted, AptState is, List<Execution> executions) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("versions", versions(wanted, is));
    if (wanted.refresh().allowed()) {
      // A refresh leaves lists that are as young as the run.
      result.put(
          "cache_updated",
          executions.stream().anyMatch(one -> one.succeeded() && isRefresh(one.out())));
      is.listsStamp().ifPresent(stamp -> result.put("cache_update_time", stamp));
    }
    if (!executions.isEmpty()) {
      Execution last = executions.get(executions.size() - 1);
      result.put("stdout", last.out());
      result.put("stderr", last.err());
    }
    return result;
  }

  private static boolean isRefresh(String out) {
    return out.lines().anyMatch(line -> line.startsWith("Hit:") || line.startsWith("Get:"))
        && out.lines().noneMatch(line -> line.startsWith("Building dependency tree"));
  }

  private static Map<String, Object> versions(AptRequest wanted, AptState is) {
    Map<String, Object> versions = new LinkedHashMap<>();
    List<String> names =
        new ArrayList<>(is.meant(wanted.packages()).stream().map(WantedPackage::name).toList());
    if (!is.file().name().isEmpty()) {
      names.add(is.file().name());
    }
    for (String name : names) {
      is.find(name)
          .filter(Known::isInstalled)
          .ifPresent(known -> versions.put(name, known.version()));
    }
    return versions;
  }

  static Problem held(Known known, String what) {
    return Problem.of(
            known.name() + " " + known.version() + " is held and would have to be " + what)
        .withRemedy(
            "give allow_change_held_packages: true, or release it with dpkg_selections first");
  }

  /** Why apt-get would refuse what is asked of it. */
  static Optional<Problem> refusal(String what, Transaction transaction) {
    return transaction.trouble().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    "apt-get refuses to " + what + ":\n" + String.join("\n", transaction.trouble()))
                .withRemedy("see on the host what \"apt-get --simulate\" says to it"));
  }

  /** What a change may alter: the packages it names and those that apt adds to them. */
  static Change altering(Change change, AptRequest wanted, List<Resource> more) {
    return change
        .altering(
            ImmutableList.<Resource>builder()
                .add(wanted.resources())
                .addAll(more)
                .build()
                .toArray(Resource[]::new))
        .alteringAnything();
  }
}
