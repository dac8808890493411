package io.groundwork.modules.packages;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Plan;
import io.groundwork.modules.packages.AptState.Known;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What it takes that packages are not there. */
final class AptRemoval {

  private AptRemoval() {}

  static Plan plan(AptRequest wanted, AptState is) {
    AptOptions options = wanted.options();
    List<Diff> diffs = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (WantedPackage one : is.meant(wanted.packages())) {
      Optional<Known> known =
          is.find(one.name())
              .filter(found -> found.isInstalled() || (options.purge() && found.isTrace()));
      if (known.isEmpty()) {
        continue;
      }
      if (known.get().isHeld() && !options.allowHeld()) {
        return Plan.impossible(Apt.held(known.get(), "removed"));
      }
      names.add(one.name());
      diffs.add(
          Diff.value(
              one.name(),
              known.get().version() + (known.get().isInstalled() ? "" : " (configuration only)"),
              "absent"));
    }
    List<Change> changes = new ArrayList<>();
    if (wanted.refresh().allowed() && AptInstallation.isStale(wanted, is)) {
      changes.add(Apt.refresh(wanted));
    }
    if (!names.isEmpty()) {
      var refusal = Apt.refusal("remove " + String.join(", ", names), is.foreseen());
      if (refusal.isPresent()) {
        return Plan.impossible(refusal.get());
      }
      diffs.addAll(is.foreseen().besides(names));
      changes.add(removal(wanted, is, names, diffs));
    }
    return Plan.of(changes, reason(wanted));
  }

  private static Change removal(
      AptRequest wanted, AptState is, Set<String> names, List<Diff> diffs) {
    String verb = wanted.options().purge() ? "purge" : "remove";
    Change change =
        Change.modifies(
            verb + " " + String.join(", ", names),
            AptScripts.REMOVE.call(
                ImmutableList.builder()
                    .addAll(wanted.options().values())
                    .add(verb)
                    .addAll(names)
                    .build()
                    .toArray()),
            diffs);
    return Apt.altering(change, wanted, is.foreseen().resources());
  }

  private static String reason(AptRequest wanted) {
    return wanted.packages().stream().map(WantedPackage::name).collect(Collectors.joining(", "))
        + (wanted.packages().size() == 1 ? " is" : " are")
        + " not installed";
  }
}
