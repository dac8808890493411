package io.groundwork.modules.packages;

import com.google.common.collect.ImmutableList;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.modules.packages.RpmRequest.Manager;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Packages by whatever package manager the host has. */
public final class PackageModule implements Module<PackageModule.Wanted, PackageModule.State> {

  private static final Spec SPEC =
      Spec.of(
              "package",
              "Installs, upgrades and removes packages with the host's own package manager",
              Parameter.of(
                      "name",
                      Parameter.Type.LIST,
                      "Packages, as the host's package manager calls them.")
                  .mandatory()
                  .alias("pkg"),
              Parameter.of("state", Parameter.Type.STRING, "What the packages are to be.")
                  .fallback("present")
                  .choices("present", "installed", "latest", "absent", "removed"),
              Parameter.of(
                      "use",
                      Parameter.Type.STRING,
                      "The package manager; auto takes the host's own.")
                  .fallback("auto")
                  .choices("auto", "apt", "dnf", "yum", "zypper"))
          .result("versions", "the installed version of each named package")
          .example(
              """
              - name: Tools
                package:
                  name: [curl, ca-certificates]
              """);

  private static final Snippet PROBE = probe();

  /** Both ways to read, each in a function, and which of them is the host's. */
  private static Snippet probe() {
    return new Snippet(
        "package.probe.sh",
        "apt_probe() {\n"
            + AptScripts.PROBE.text()
            + "\n}\nrpm_probe() {\n"
            + Rpm.PROBE.text()
            + "\n}\n"
            + Snippet.resource(PackageModule.class, "package.probe.sh").text());
  }

  /** What is asked for, whoever does it. */
  public record Wanted(List<String> names, String state, String use) {

    private AptRequest apt() {
      return AptRequest.of(
          names.stream().map(WantedPackage::parse).toList(),
          AptRequest.State.valueOf(state.toUpperCase(Locale.ROOT)));
    }

    private RpmRequest rpm(Manager manager) {
      return RpmRequest.of(
          manager, names, RpmRequest.State.valueOf(state.toUpperCase(Locale.ROOT)));
    }
  }

  /**
   * What is there.
   *
   * @param manager apt, dnf, zypper or none
   * @param apt the state on a host with apt
   * @param rpm the state on a host with rpm
   */
  public record State(String manager, Optional<AptState> apt, Optional<RpmState> rpm) {

    static State parse(Reading reading) {
      int line = reading.state().indexOf('\n');
      String first = line < 0 ? reading.state() : reading.state().substring(0, line);
      Reading rest =
          new Reading(line < 0 ? "" : reading.state().substring(line + 1), reading.context());
      return switch (first) {
        case "manager apt" -> new State("apt", Optional.of(AptState.parse(rest)), Optional.empty());
        case "manager dnf", "manager zypper" ->
            new State(
                first.substring("manager ".length()),
                Optional.empty(),
                Optional.of(RpmState.parse(rest)));
        case "manager none" -> new State("none", Optional.empty(), Optional.empty());
        default -> throw new IllegalArgumentException("unexpected line about packages: " + first);
      };
    }

    private Manager rpmManager() {
      return manager.equals("zypper") ? Manager.ZYPPER : Manager.DNF;
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    List<String> names = RpmNames.of(params);
    if (names.isEmpty()) {
      throw params.problem("name", "names no package");
    }
    String state =
        switch (params.string("state")) {
          case "installed" -> "present";
          case "removed" -> "absent";
          default -> params.string("state");
        };
    String use = params.string("use");
    if (use.equals("apt")) {
      try {
        names.forEach(WantedPackage::parse);
      } catch (IllegalArgumentException e) {
        throw params.problem("name", e.getMessage());
      }
    }
    return new Wanted(names, state, use.equals("yum") ? "dnf" : use);
  }

  @Override
  public Probe<State> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(
                ImmutableList.builder()
                    .add(wanted.use(), wanted.state())
                    .addAll(wanted.names())
                    .build()
                    .toArray()),
            State::parse)
        .reading(wanted.names().stream().map(Resource::pkg).toArray(Resource[]::new));
  }

  @Override
  public Plan plan(Wanted wanted, State is) {
    if (is.rpm().isPresent()) {
      return Rpm.plan(wanted.rpm(is.rpmManager()), is.rpm().get());
    }
    if (is.apt().isEmpty()) {
      return Plan.impossible(
          Problem.of("this host has none of apt, dnf, yum and zypper")
              .withRemedy("install its packages with command or shell"));
    }
    try {
      return Apt.plan(wanted.apt(), is.apt().get());
    } catch (IllegalArgumentException e) {
      return Plan.impossible(Problem.of("the name of a package " + e.getMessage()));
    }
  }

  @Override
  public Map<String, Object> result(Wanted wanted, State is, List<Execution> executions) {
    if (is.rpm().isPresent()) {
      return Rpm.result(is.rpm().get(), executions);
    }
    return is.apt().map(state -> Apt.result(wanted.apt(), state, executions)).orElse(Map.of());
  }
}
