package io.groundwork.modules.packages;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Need;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Optional;

/** What dpkg is told to do with packages, above all: to hold them at their version. */
public final class DpkgSelectionsModule
    implements Module<DpkgSelectionsModule.Wanted, Optional<String>> {

  private static final Snippet PROBE =
      Snippet.resource(DpkgSelectionsModule.class, "dpkg_selections.probe.sh");
  private static final Snippet SET =
      Snippet.resource(DpkgSelectionsModule.class, "dpkg_selections.set.sh");

  private static final Spec SPEC =
      Spec.of(
              "dpkg_selections",
              "Sets what dpkg is to do with a package, such as to hold it at its version",
              Parameter.of("name", Parameter.Type.STRING, "The package.").mandatory(),
              Parameter.of("selection", Parameter.Type.STRING, "What dpkg is to do with it.")
                  .mandatory()
                  .choices("install", "hold", "deinstall", "purge"))
          .example(
              """
              - name: Keep PostgreSQL at its version
                dpkg_selections:
                  name: postgresql-16
                  selection: hold
              """);

  /** A package and what dpkg is to do with it. */
  public record Wanted(String name, String selection) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    try {
      WantedPackage wanted = WantedPackage.parse(params.string("name"));
      if (wanted.version().isPresent()) {
        throw params.problem("name", "takes a name without a version");
      }
      return new Wanted(wanted.name(), params.string("selection"));
    } catch (IllegalArgumentException e) {
      throw params.problem("name", e.getMessage());
    }
  }

  @Override
  public Probe<Optional<String>> probe(Wanted wanted) {
    return Probe.of(
            PROBE.call(wanted.name()),
            reading -> Optional.of(reading.state()).filter(word -> !word.isEmpty()))
        .reading(Resource.pkg(wanted.name()));
  }

  @Override
  public Plan plan(Wanted wanted, Optional<String> is) {
    if (is.isPresent() && is.get().equals(wanted.selection())) {
      return Plan.holds(wanted.name() + " is set to " + wanted.selection());
    }
    Plan plan =
        Plan.of(
            Change.modifies(
                    "set " + wanted.name() + " to " + wanted.selection(),
                    SET.call(wanted.name(), wanted.selection()),
                    Diff.value("selection", is.orElse("none"), wanted.selection()))
                .altering(Resource.pkg(wanted.name())));
    return is.isPresent()
        ? plan
        : plan.needing(
            List.of(
                new Need(
                    Resource.pkg(wanted.name()),
                    "dpkg does not know "
                        + wanted.name()
                        + ", so it cannot keep a selection for it; install it before")));
  }
}
