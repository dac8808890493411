package io.groundwork.modules.system;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Units of systemd. */
public final class SystemdModule implements Module<UnitRequest, UnitState> {

  private static final Spec SPEC =
      Spec.of(
              "systemd",
              "Starts, stops, enables and masks units of systemd",
              name().alias("service", "unit"),
              state(),
              enabled(),
              Parameter.of(
                  "masked", Parameter.Type.BOOLEAN, "Whether it is to be impossible to start."),
              Parameter.of(
                      "daemon_reload",
                      Parameter.Type.BOOLEAN,
                      "Have systemd read all unit files again first. A unit whose own file changed"
                          + " is read again before it is started in any case.")
                  .fallback("false")
                  .alias("daemon-reload"),
              Parameter.of(
                      "daemon_reexec",
                      Parameter.Type.BOOLEAN,
                      "Start systemd itself anew first; services go on.")
                  .fallback("false")
                  .alias("daemon-reexec"),
              Parameter.of(
                      "no_block",
                      Parameter.Type.BOOLEAN,
                      "Do not wait until the unit is what it is to be, nor look whether it got"
                          + " there.")
                  .fallback("false"),
              Parameter.of(
                      "force",
                      Parameter.Type.BOOLEAN,
                      "When it is enabled or masked, replace links that are in the way.")
                  .fallback("false"),
              Parameter.of("scope", Parameter.Type.STRING, "Whose systemd: the host's own.")
                  .fallback("system")
                  .choices("system"))
          .result("name", "the unit")
          .result("state", "what it is doing, in systemd's words")
          .result("enabled", "whether it starts at boot")
          .example(
              """
              - name: The cluster runs, now and after a boot
                systemd:
                  name: postgresql@16-main
                  state: started
                  enabled: true
              """);

  static Parameter name() {
    return Parameter.of(
        "name", Parameter.Type.STRING, "The unit; without a suffix it is a service.");
  }

  static Parameter state() {
    return Parameter.of(
            "state",
            Parameter.Type.STRING,
            "What it is to be doing. A unit that is started has to stay up for a moment.")
        .choices("started", "stopped", "restarted", "reloaded");
  }

  static Parameter enabled() {
    return Parameter.of("enabled", Parameter.Type.BOOLEAN, "Whether it is to start at boot.");
  }

  /** The unit's name, which is one unit and no pattern. */
  static Optional<String> unit(Params params) {
    Optional<String> name = params.optional("name");
    name.ifPresent(
        text -> {
          if (!text.matches("[A-Za-z0-9:_.\\\\@][A-Za-z0-9:_.\\\\@-]*")) {
            throw params.problem("name", "takes the name of one unit, not \"" + text + "\"");
          }
          if (text.matches(".*@(\\.[a-z]+)?")) {
            throw params.problem(
                "name",
                "takes an instance such as \""
                    + text.replace("@", "@main")
                    + "\", not the template");
          }
        });
    return name;
  }

  static Optional<UnitRequest.State> state(Params params) {
    return params
        .optional("state")
        .map(text -> UnitRequest.State.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public UnitRequest wanted(Params params) {
    Optional<String> name = unit(params);
    UnitRequest wanted =
        new UnitRequest(
            name,
            state(params),
            params.optionalBool("enabled"),
            params.optionalBool("masked"),
            params.bool("daemon_reload"),
            params.bool("daemon_reexec"),
            !params.bool("no_block"),
            params.bool("force"));
    if (name.isEmpty() && !wanted.daemonReload() && !wanted.daemonReexec()) {
      throw params.problem("give name, daemon_reload: true or daemon_reexec: true");
    }
    for (String parameter : List.of("state", "enabled", "masked")) {
      if (name.isEmpty() && params.has(parameter)) {
        throw params.problem(parameter, "goes with name");
      }
    }
    return wanted;
  }

  @Override
  public Probe<UnitState> probe(UnitRequest wanted) {
    return Unit.probe(wanted);
  }

  @Override
  public Plan plan(UnitRequest wanted, UnitState is) {
    return Unit.plan(wanted, is);
  }

  @Override
  public Map<String, Object> result(UnitRequest wanted, UnitState is, List<Execution> executions) {
    return Unit.result(wanted, is);
  }
}
