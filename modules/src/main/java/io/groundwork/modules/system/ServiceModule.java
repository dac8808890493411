package io.groundwork.modules.system;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services by whatever the host starts them with; so far that is systemd. */
public final class ServiceModule implements Module<UnitRequest, UnitState> {

  private static final Spec SPEC =
      Spec.of(
              "service",
              "Starts, stops and enables services",
              SystemdModule.name().mandatory(),
              SystemdModule.state(),
              SystemdModule.enabled(),
              Parameter.of("use", Parameter.Type.STRING, "What manages services on the host.")
                  .fallback("auto")
                  .choices("auto", "systemd"))
          .result("name", "the service")
          .result("state", "what it is doing, in systemd's words")
          .result("enabled", "whether it starts at boot")
          .example(
              """
              - name: Take the new settings
                service:
                  name: rabbitmq-server
                  state: restarted
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public UnitRequest wanted(Params params) {
    if (!params.has("state") && !params.has("enabled")) {
      throw params.problem("give state, enabled or both");
    }
    return new UnitRequest(
        SystemdModule.unit(params),
        SystemdModule.state(params),
        params.optionalBool("enabled"),
        Optional.empty(),
        false,
        false,
        true,
        false);
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
