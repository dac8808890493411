package io.groundwork.modules.system;

import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How systemd units are read and planned, for every module that deals with services. */
final class Unit {

  private static final Snippet PROBE = Snippet.resource(Unit.class, "unit.probe.sh");
  private static final String SHARED = Snippet.resource(Unit.class, "unit.sh").text();
  private static final Snippet START = load("unit.start.sh");
  private static final Snippet RESTART = load("unit.restart.sh");
  private static final Snippet RELOAD = load("unit.reload.sh");
  private static final Snippet STOP = load("unit.stop.sh");
  private static final Snippet SET = Snippet.resource(Unit.class, "unit.set.sh");
  private static final Snippet DAEMON_RELOAD =
      Snippet.resource(Unit.class, "unit.daemon_reload.sh");
  private static final Snippet DAEMON_REEXEC =
      Snippet.resource(Unit.class, "unit.daemon_reexec.sh");
  private static final UnitState NONE = new UnitState(true, "loaded", "inactive", "", false);

  private Unit() {}

  static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(Unit.class, file).text());
  }

  /** The unit's name among resources: a service without its suffix. */
  static Resource resource(String name) {
    return Resource.unit(name.replaceFirst("\\.service$", ""));
  }

  static Probe<UnitState> probe(UnitRequest wanted) {
    return wanted
        .name()
        .map(
            name ->
                Probe.of(PROBE.call(name), UnitState::parse)
                    .reading(resource(name), Resource.path(unitFile(name))))
        .orElseGet(() -> Probe.none(NONE));
  }

  private static String unitFile(String name) {
    boolean whole = name.matches(".*\\.[a-z]+") && !name.endsWith(".");
    String template = name.replaceFirst("@.*?(\\.[a-z]+)?$", "@$1");
    return "/etc/systemd/system/" + template + (whole ? "" : ".service");
  }

  static Plan plan(UnitRequest wanted, UnitState is) {
    List<Change> changes = new ArrayList<>();
    if (wanted.daemonReexec()) {
      changes.add(Change.waits("start systemd itself anew", DAEMON_REEXEC.call()));
    }
    if (wanted.daemonReload()) {
      // As with Ansible this never counts as a change: nobody can tell whether it was one.
      changes.add(
          Change.waits("have systemd read its unit files again", DAEMON_RELOAD.call())
              .alteringAnything());
    }
    if (wanted.name().isEmpty()) {
      return Plan.of(changes, "nothing was asked for");
    }
    String name = wanted.name().get();
    if (!is.systemd()) {
      return Plan.impossible(
          Problem.of("this host does not run systemd, so there is no unit " + name)
              .withRemedy("services can be managed on hosts with systemd only"));
    }
    if (is.isFound() || wanted.masked().isPresent()) {
      List<String> reasons = new ArrayList<>();
      reasons.addAll(mask(wanted, is, name, changes));
      boolean masked = wanted.masked().orElse(is.isMasked());
      if (masked && (wanted.enabled().orElse(false) || runs(wanted))) {
        return Plan.impossible(
            Problem.of(name + " is masked, so it can be neither started nor enabled")
                .withRemedy("give masked: false"));
      }
      reasons.addAll(enable(wanted, is, name, changes));
      reasons.addAll(state(wanted, is, name, changes));
      return Plan.of(changes, reasons.isEmpty() ? name + " is there" : String.join(", ", reasons));
    }
    enable(wanted, is, name, changes);
    state(wanted, is, name, changes);
    if (changes.isEmpty()) {
      return Plan.impossible(
          Problem.of("there is no unit " + name + " on this host")
              .withRemedy("check its name, or install what brings it before this task"));
    }
    return Plan.of(changes, "")
        .needing(
            List.of(
                new Need(
                    resource(name),
                    "there is no unit "
                        + name
                        + " on this host; check its name, or install what brings it before this"
                        + " task")));
  }

  private static boolean runs(UnitRequest wanted) {
    return wanted.state().filter(state -> state != UnitRequest.State.STOPPED).isPresent();
  }

  private static List<String> mask(
      UnitRequest wanted, UnitState is, String name, List<Change> changes) {
    if (wanted.masked().isEmpty()) {
      return List.of();
    }
    boolean masked = wanted.masked().get();
    if (masked == is.isMasked()) {
      return List.of(name + (masked ? " is masked" : " is not masked"));
    }
    changes.add(
        Change.modifies(
                (masked ? "mask " : "unmask ") + name,
                set(masked ? "mask" : "unmask", name, wanted, is),
                Diff.value("masked", String.valueOf(is.isMasked()), String.valueOf(masked)))
            .altering(resource(name)));
    return List.of();
  }

  private static List<String> enable(
      UnitRequest wanted, UnitState is, String name, List<Change> changes) {
    if (wanted.enabled().isEmpty()) {
      return List.of();
    }
    boolean enabled = wanted.enabled().get();
    if (is.isNeverEnabled()) {
      return List.of(name + " is " + is.file() + " and starts as other units say");
    }
    boolean holds = enabled ? is.isEnabled() : is.isFound() && is.isDisabled();
    if (holds) {
      return List.of(name + (enabled ? " is enabled" : " is not enabled"));
    }
    changes.add(
        Change.modifies(
                (enabled ? "enable " : "disable ") + name,
                set(enabled ? "enable" : "disable", name, wanted, is),
                Diff.value(
                    "enabled",
                    is.isFound() ? is.file().isEmpty() ? "disabled" : is.file() : "absent",
                    enabled ? "enabled" : "disabled"))
            .altering(resource(name)));
    return List.of();
  }

  private static Snippet.Call set(String verb, String name, UnitRequest wanted, UnitState is) {
    return SET.call(verb, name, yes(is.isForNow()), yes(wanted.force()));
  }

  private static String yes(boolean flag) {
    return flag ? "yes" : "no";
  }

  private static List<String> state(
      UnitRequest wanted, UnitState is, String name, List<Change> changes) {
    if (wanted.state().isEmpty()) {
      return List.of();
    }
    switch (wanted.state().get()) {
      case STARTED -> {
        if (is.isRunning()) {
          return List.of(name + " is running");
        }
        changes.add(start(wanted, is, name));
      }
      case STOPPED -> {
        if (is.isFound() && is.isStopped()) {
          return List.of(name + " is not running");
        }
        Snippet.Call stop = STOP.call(name, yes(wanted.block()));
        Diff diff = Diff.value("state", present(is), "inactive");
        changes.add(step(wanted, "stop " + name, stop, diff).altering(resource(name)));
      }
      case RESTARTED ->
          changes.add(
              Change.runs("restart " + name, RESTART.call(name, yes(wanted.block())))
                  .altering(resource(name)));
      case RELOADED ->
          changes.add(
              is.isRunning()
                  ? Change.runs("reload " + name, RELOAD.call(name, yes(wanted.block())))
                      .altering(resource(name))
                  : start(wanted, is, name));
    }
    return List.of();
  }

  /** Without waiting nobody can tell whether it got there. */
  private static Change step(UnitRequest wanted, String summary, Snippet.Call call, Diff diff) {
    return wanted.block() ? Change.modifies(summary, call, diff) : Change.runs(summary, call);
  }

  private static Change start(UnitRequest wanted, UnitState is, String name) {
    Snippet.Call call = START.call(name, yes(wanted.block()));
    Change start =
        is.passing()
            ? Change.runs("run " + name, call)
            : step(wanted, "start " + name, call, Diff.value("state", present(is), "active"));
    // A service that comes up brings ports, sockets and files that only it can name.
    return start.altering(resource(name)).alteringAnything();
  }

  private static String present(UnitState is) {
    return is.isFound() ? is.active() : "absent";
  }

  /** What register gets. */
  static Map<String, Object> result(UnitRequest wanted, UnitState is) {
    ImmutableMap.Builder<String, Object> result = ImmutableMap.builder();
    wanted.name().ifPresent(name -> result.put("name", name));
    if (is.systemd() && wanted.name().isPresent()) {
      result.put("state", is.active());
      result.put("enabled", is.isEnabled());
    }
    return result.buildOrThrow();
  }
}
