package io.groundwork.modules.packages;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.modules.packages.AptRequest.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Packages by whatever package manager the host has; so far that is apt. */
public final class PackageModule implements Module<AptRequest, AptState> {

  private static final Spec SPEC =
      Spec.of(
              "package",
              "Installs, upgrades and removes packages with the host's own package manager",
              AptModule.names().mandatory(),
              AptModule.state())
          .result("versions", "the installed version of each named package")
          .example(
              """
              - name: Tools
                package:
                  name: [curl, ca-certificates]
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public AptRequest wanted(Params params) {
    State state = State.valueOf(params.string("state").toUpperCase(Locale.ROOT));
    List<WantedPackage> packages = AptModule.packages(params, state);
    if (packages.isEmpty()) {
      throw params.problem("name", "names no package");
    }
    return AptRequest.of(packages, state);
  }

  @Override
  public Probe<AptState> probe(AptRequest wanted) {
    return Apt.probe(wanted);
  }

  @Override
  public Plan plan(AptRequest wanted, AptState is) {
    return Apt.plan(wanted, is);
  }

  @Override
  public Map<String, Object> result(AptRequest wanted, AptState is, List<Execution> executions) {
    return Apt.result(wanted, is, executions);
  }
}
