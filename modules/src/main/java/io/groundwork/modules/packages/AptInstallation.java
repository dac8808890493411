package io.groundwork.modules.packages;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.packages.AptRequest.State;
import io.groundwork.modules.packages.AptState.Known;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What it takes that packages are there, and that the host as a whole is as wanted. */
final class AptInstallation {

  private final AptRequest wanted;
  private final AptState is;
  private final List<AptStep> steps;

  AptInstallation(AptRequest wanted, AptState is) {
    this.wanted = wanted;
    this.is = is;
    this.steps = steps(wanted, is);
  }

  private static List<AptStep> steps(AptRequest wanted, AptState is) {
    List<AptStep> steps = new ArrayList<>();
    if (wanted.state() == State.PRESENT || wanted.state() == State.LATEST) {
      is.meant(wanted.packages()).forEach(one -> steps.add(AptStep.of(wanted, one, is)));
    }
    if (wanted.deb().isPresent()) {
      steps.add(AptStep.ofFile(wanted, is));
    }
    return steps;
  }

  Plan plan() {
    Optional<Problem> unmatched = unmatched();
    if (unmatched.isPresent()) {
      return Plan.impossible(unmatched.get());
    }
    boolean refreshes = refreshes();
    List<AptStep> now =
        refreshes ? steps.stream().map(AptStep::afterRefresh).toList() : List.copyOf(steps);
    for (AptStep step : now) {
      if (step instanceof AptStep.Refused refused) {
        return Plan.impossible(refused.problem());
      }
    }
    List<Change> changes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    if (now.stream().anyMatch(AptStep.Unfinished.class::isInstance)) {
      changes.add(Apt.repair(wanted, is));
    }
    for (AptSweep sweep : wanted.sweeps()) {
      if (sweep == AptSweep.CLEAN) {
        sweep(sweep, false, changes, reasons);
      }
    }
    if (refreshes) {
      changes.add(Apt.refresh(wanted));
    }
    List<AptStep.Install> installs =
        now.stream()
            .filter(AptStep.Install.class::isInstance)
            .map(AptStep.Install.class::cast)
            .toList();
    if (!installs.isEmpty() || (refreshes && wanted.state() == State.LATEST)) {
      Optional<Problem> refusal =
          refreshes ? Optional.empty() : Apt.refusal("install " + names(installs), is.foreseen());
      if (refusal.isPresent()) {
        return Plan.impossible(refusal.get());
      }
      install(installs, refreshes).ifPresent(changes::add);
    }
    mark(now).ifPresent(changes::add);
    for (Map.Entry<AptSweep, Transaction> entry : is.sweeps().entrySet()) {
      if (!refreshes || !entry.getKey().dependsOnLists()) {
        Optional<Problem> refusal = Apt.refusal(entry.getKey().summary(), entry.getValue());
        if (refusal.isPresent()) {
          return Plan.impossible(refusal.get());
        }
      }
    }
    sweeps().stream()
        .filter(sweep -> sweep != AptSweep.CLEAN)
        .forEach(sweep -> sweep(sweep, refreshes, changes, reasons));
    now.stream().map(AptStep::reason).filter(why -> !why.isEmpty()).forEach(reasons::add);
    return Plan.of(
            changes, reasons.isEmpty() ? "the package lists are fresh" : String.join(", ", reasons))
        .needing(
            installs.stream().map(AptStep.Install::need).flatMap(Optional<Need>::stream).toList());
  }

  /** Those of the task and those that its state stands for. */
  private List<AptSweep> sweeps() {
    List<AptSweep> all = new ArrayList<>(wanted.sweeps());
    switch (wanted.state()) {
      case FIXED -> all.add(0, AptSweep.FIXED);
      case BUILD_DEP -> all.add(0, AptSweep.BUILD_DEP);
      default -> {}
    }
    return all;
  }

  private Optional<Problem> unmatched() {
    return wanted.packages().stream()
        .filter(one -> one.isPattern() && is.meant(List.of(one)).isEmpty())
        .findFirst()
        .map(
            one ->
                Problem.of("no package matches \"" + one.name() + "\"")
                    .withRemedy("see \"apt-cache pkgnames\" on the host for what apt knows"));
  }

  // ---- the package lists ---------------------------------------------------------------------

  /** Whether the package lists have to be refreshed first. */
  private boolean refreshes() {
    if (!wanted.refresh().allowed()) {
      return false;
    }
    if (wanted.refresh().validSeconds() > 0) {
      return isStale(wanted, is) || steps.stream().anyMatch(AptStep::isNotOffered);
    }
    boolean lists = wanted.sweeps().stream().anyMatch(AptSweep::dependsOnLists);
    boolean alone = !wanted.namesPackages() && wanted.sweeps().isEmpty();
    return alone
        || lists
        || wanted.state() != State.PRESENT
        || steps.stream().anyMatch(AptStep::isOpen);
  }

  /** Whether the package lists are older than the task allows, if it says anything of it. */
  static boolean isStale(AptRequest wanted, AptState is) {
    long valid = wanted.refresh().validSeconds();
    return valid > 0 && (is.listsAge().isEmpty() || is.listsAge().getAsLong() > valid);
  }

  // ---- packages ------------------------------------------------------------------------------

  private Optional<Change> install(List<AptStep.Install> installs, boolean refreshes) {
    boolean file = installs.stream().anyMatch(AptStep.Install::fromFile);
    if (refreshes && wanted.state() == State.LATEST) {
      return latestAfterRefresh(installs);
    }
    String verb =
        installs.stream().map(AptStep.Install::verb).distinct().count() == 1
            ? installs.get(0).verb()
            : "install";
    List<Diff> diffs = new ArrayList<>(installs.stream().map(AptStep.Install::diff).toList());
    List<Resource> more = List.of();
    if (!refreshes) {
      diffs.addAll(
          is.foreseen()
              .besides(installs.stream().map(AptStep.Install::name).collect(Collectors.toSet())));
      more = is.foreseen().resources();
    }
    return Optional.of(
        Apt.altering(
            Change.modifies(
                verb + " " + names(installs),
                call(
                    file ? wanted.deb() : Optional.empty(),
                    installs.stream()
                        .filter(step -> !step.fromFile())
                        .<Object>map(AptStep.Install::spec)
                        .toList()),
                diffs),
            wanted,
            more));
  }

  /** What is wanted by name must not go when what once needed it goes. */
  private Optional<Change> mark(List<AptStep> now) {
    List<String> names =
        now.stream()
            .filter(AptStep.Satisfied.class::isInstance)
            .map(step -> ((AptStep.Satisfied) step).name())
            .filter(is::isAutomatic)
            .toList();
    if (names.isEmpty() || wanted.packages().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Change.modifies(
                "mark " + String.join(", ", names) + " as installed by hand",
                AptScripts.MARK.call(
                    ImmutableList.builder()
                        .add(String.valueOf(wanted.options().lockTimeout()))
                        .addAll(names)
                        .build()
                        .toArray()),
                names.stream()
                    .map(name -> Diff.value(name, "installed automatically", "installed by hand"))
                    .toList())
            .altering(wanted.resources()));
  }

  private static String names(List<AptStep.Install> installs) {
    return installs.stream()
        .map(step -> (step.name() + " " + step.target()).strip())
        .collect(Collectors.joining(", "));
  }

  /**
   * Only the refreshed lists tell what is newest. It counts as a change now if there is something
   * newer already; else it is one if the refresh brings something newer.
   */
  private Optional<Change> latestAfterRefresh(List<AptStep.Install> installs) {
    List<String> names =
        is.meant(wanted.packages()).stream()
            .map(WantedPackage::name)
            .filter(this::mayChange)
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Snippet.Call call = call(Optional.empty(), List.copyOf(names));
    String what = "install the newest " + String.join(", ", names) + " that is offered then";
    Change change = installs.isEmpty() ? Change.waits(what, call) : Change.runs(what, call);
    return Optional.of(Apt.altering(change, wanted, List.of()));
  }

  private boolean mayChange(String name) {
    Optional<Known> known = is.find(name);
    boolean held = known.filter(Known::isHeld).isPresent() && !wanted.options().allowHeld();
    boolean absent = known.filter(Known::isInstalled).isEmpty();
    return !held && !(absent && wanted.options().onlyUpgrade());
  }

  private Snippet.Call call(Optional<String> deb, List<Object> specs) {
    return AptScripts.INSTALL.call(
        ImmutableList.builder()
            .addAll(wanted.options().values())
            .add(deb.orElse(""))
            .addAll(specs)
            .build()
            .toArray());
  }

  // ---- the host as a whole -------------------------------------------------------------------

  private void sweep(
      AptSweep sweep, boolean refreshes, List<Change> changes, List<String> reasons) {
    Transaction known = is.sweeps().getOrDefault(sweep, Transaction.EMPTY);
    List<Object> names =
        sweep == AptSweep.FIXED || sweep == AptSweep.BUILD_DEP
            ? wanted.packages().stream().<Object>map(WantedPackage::name).toList()
            : List.of();
    Snippet.Call call =
        AptScripts.SWEEP.call(
            ImmutableList.builder()
                .addAll(wanted.options().values())
                .add(sweep.word())
                .addAll(names)
                .build()
                .toArray());
    if (refreshes && sweep.dependsOnLists()) {
      String what = sweep.summary() + " as the lists tell then";
      changes.add(
          (known.isEmpty() ? Change.waits(what, call) : Change.runs(what, call))
              .alteringAnything());
      return;
    }
    if (known.isEmpty()) {
      reasons.add(sweep.idle());
      return;
    }
    changes.add(
        Apt.altering(
            Change.modifies(summary(sweep), call, known.diffs()), wanted, known.resources()));
  }

  private String summary(AptSweep sweep) {
    return sweep == AptSweep.BUILD_DEP
        ? sweep.summary()
            + " "
            + wanted.packages().stream().map(WantedPackage::name).collect(Collectors.joining(", "))
        : sweep.summary();
  }
}
