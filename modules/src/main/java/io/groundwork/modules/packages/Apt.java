package io.groundwork.modules.packages;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.packages.AptRequest.Options;
import io.groundwork.modules.packages.AptRequest.State;
import io.groundwork.modules.packages.AptState.Known;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How apt reads and plans, for every module that asks it for packages. */
final class Apt {

  private Apt() {}

  static Probe<AptState> probe(AptRequest wanted) {
    ImmutableList.Builder<Object> values = ImmutableList.builder();
    values.add(wanted.state().name().toLowerCase(Locale.ROOT));
    values.add(wanted.refresh() ? "age" : "");
    wanted.packages().forEach(one -> values.add(one.spec()));
    return Probe.of(AptScripts.PROBE.call(values.build().toArray()), AptState::parse)
        .reading(resources(wanted));
  }

  static Plan plan(AptRequest wanted, AptState is) {
    if (!is.usable()) {
      return Plan.impossible(
          Problem.of("there is no apt on this host")
              .withRemedy("packages can be managed on Debian, Ubuntu and their relatives only"));
    }
    return switch (wanted.state()) {
      case ABSENT -> removal(wanted, is);
      case PRESENT, LATEST -> installation(wanted, is);
    };
  }

  /** What register gets: the versions that are there now. */
  static Map<String, Object> result(AptRequest wanted, AptState is) {
    Map<String, Object> versions = new LinkedHashMap<>();
    for (WantedPackage one : wanted.packages()) {
      is.find(one.name())
          .filter(Known::isInstalled)
          .ifPresent(known -> versions.put(one.name(), known.version()));
    }
    return Map.of("versions", versions);
  }

  private static Resource[] resources(AptRequest wanted) {
    return wanted.packages().stream().map(one -> Resource.pkg(one.name())).toArray(Resource[]::new);
  }

  private static Plan removal(AptRequest wanted, AptState is) {
    Options options = wanted.options();
    List<Diff> diffs = new ArrayList<>();
    List<Object> names = new ArrayList<>();
    for (WantedPackage one : wanted.packages()) {
      Optional<Known> known =
          is.find(one.name())
              .filter(found -> found.isInstalled() || (options.purge() && found.isTrace()));
      if (known.isEmpty()) {
        continue;
      }
      if (known.get().isHeld() && !options.allowHeld()) {
        return Plan.impossible(held(known.get(), "removed"));
      }
      names.add(one.name());
      diffs.add(
          Diff.value(
              one.name(),
              known.get().version() + (known.get().isInstalled() ? "" : " (configuration only)"),
              "absent"));
    }
    List<Change> changes = new ArrayList<>();
    refresh(wanted, is, false).ifPresent(changes::add);
    if (!diffs.isEmpty()) {
      ImmutableList<Object> values =
          ImmutableList.builder()
              .add(String.valueOf(options.lockTimeout()))
              .add(yes(options.purge()), yes(options.allowHeld()), yes(options.autoremove()))
              .addAll(names)
              .build();
      changes.add(
          Change.modifies(
                  (options.purge() ? "purge " : "remove ") + joined(names),
                  AptScripts.REMOVE.call(values.toArray()),
                  diffs)
              .altering(resources(wanted))
              .alteringAnything());
    }
    return Plan.of(
        changes,
        wanted.packages().stream().map(WantedPackage::name).collect(Collectors.joining(", "))
            + (wanted.packages().size() == 1 ? " is" : " are")
            + " not installed");
  }

  private static Plan installation(AptRequest wanted, AptState is) {
    List<AptStep> steps =
        wanted.packages().stream().map(one -> AptStep.of(wanted, one, is)).toList();
    boolean open = steps.stream().anyMatch(AptStep::isOpen);
    Optional<Change> refresh = refresh(wanted, is, open);
    if (refresh.isPresent()) {
      steps = steps.stream().map(AptStep::afterRefresh).toList();
    }
    for (AptStep step : steps) {
      if (step instanceof AptStep.Refused refused) {
        return Plan.impossible(refused.problem());
      }
    }
    List<AptStep.Install> installs =
        steps.stream()
            .filter(AptStep.Install.class::isInstance)
            .map(AptStep.Install.class::cast)
            .toList();
    List<Change> changes = new ArrayList<>();
    refresh.ifPresent(changes::add);
    if (refresh.isPresent() && wanted.state() == State.LATEST) {
      upgradeAfterRefresh(wanted, is).ifPresent(changes::add);
    } else if (!installs.isEmpty()) {
      changes.add(install(wanted, installs));
    }
    return Plan.of(changes, reason(steps))
        .needing(
            installs.stream().map(AptStep.Install::need).flatMap(Optional<Need>::stream).toList());
  }

  private static String reason(List<AptStep> steps) {
    return steps.isEmpty()
        ? "the package lists are fresh"
        : steps.stream().map(AptStep::reason).collect(Collectors.joining(", "));
  }

  /** Whether, and how, the package lists are refreshed first. */
  private static Optional<Change> refresh(AptRequest wanted, AptState is, boolean open) {
    if (!wanted.refresh()) {
      return Optional.empty();
    }
    boolean stale =
        is.listsAge().isEmpty()
            || (wanted.validSeconds() > 0 && is.listsAge().getAsLong() > wanted.validSeconds());
    boolean asked = wanted.packages().isEmpty() || wanted.state() == State.LATEST || open;
    boolean unknown =
        open
            && wanted.packages().stream()
                .anyMatch(one -> AptStep.of(wanted, one, is).isNotOffered());
    boolean needed = wanted.validSeconds() > 0 ? stale || unknown : asked;
    if (!needed) {
      return Optional.empty();
    }
    Snippet.Call call = AptScripts.REFRESH.call(String.valueOf(wanted.options().lockTimeout()));
    // As with Ansible: a refresh on the way to packages does not count as a change.
    return Optional.of(
        wanted.packages().isEmpty()
            ? Change.runs("refresh the package lists", call).alteringAnything()
            : Change.waits("refresh the package lists", call).alteringAnything());
  }

  private static Change install(AptRequest wanted, List<AptStep.Install> installs) {
    String verb =
        installs.stream().map(AptStep.Install::verb).distinct().count() == 1
            ? installs.get(0).verb()
            : "install";
    String what =
        installs.stream()
            .map(step -> (step.name() + " " + step.target()).strip())
            .collect(Collectors.joining(", "));
    List<Object> specs = installs.stream().<Object>map(AptStep.Install::spec).toList();
    return Change.modifies(
            verb + " " + what,
            installCall(wanted.options(), specs),
            installs.stream().map(AptStep.Install::diff).toList())
        .altering(resources(wanted))
        .alteringAnything();
  }

  /** Only the refreshed lists tell what is newest, so no diff can be shown before. */
  private static Optional<Change> upgradeAfterRefresh(AptRequest wanted, AptState is) {
    List<Object> names =
        wanted.packages().stream()
            .map(WantedPackage::name)
            .filter(
                name ->
                    wanted.options().allowHeld() || is.find(name).filter(Known::isHeld).isEmpty())
            .<Object>map(name -> name)
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Change.runs(
                "install the newest " + joined(names) + " that is offered then",
                installCall(wanted.options(), names))
            .altering(resources(wanted))
            .alteringAnything());
  }

  private static Snippet.Call installCall(Options options, List<Object> specs) {
    return AptScripts.INSTALL.call(
        ImmutableList.builder()
            .add(String.valueOf(options.lockTimeout()))
            .add(options.recommends().map(on -> on ? "yes" : "no").orElse(""))
            .add(yes(options.allowDowngrade()), yes(options.allowHeld()), yes(options.autoremove()))
            .addAll(specs)
            .build()
            .toArray());
  }

  static Problem held(Known known, String what) {
    return Problem.of(
            known.name() + " " + known.version() + " is held and would have to be " + what)
        .withRemedy(
            "give allow_change_held_packages: true, or release it with dpkg_selections first");
  }

  private static String yes(boolean value) {
    return value ? "yes" : "no";
  }

  private static String joined(List<Object> names) {
    return names.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
