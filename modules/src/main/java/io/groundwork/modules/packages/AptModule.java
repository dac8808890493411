package io.groundwork.modules.packages;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.modules.packages.AptRequest.Options;
import io.groundwork.modules.packages.AptRequest.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Packages of Debian, Ubuntu and their relatives. */
public final class AptModule implements Module<AptRequest, AptState> {

  private static final Spec SPEC =
      Spec.of(
              "apt",
              "Installs, upgrades and removes Debian packages",
              names(),
              state(),
              Parameter.of(
                      "update_cache",
                      Parameter.Type.BOOLEAN,
                      "Refresh the package lists first, but only when a package has to be"
                          + " installed or the lists are older than cache_valid_time: unlike with"
                          + " Ansible a host that is as wanted is left alone. On its own it always"
                          + " refreshes, unless cache_valid_time says that the lists are fresh.")
                  .alias("update-cache"),
              Parameter.of(
                      "cache_valid_time",
                      Parameter.Type.INTEGER,
                      "Age in seconds up to which the package lists count as fresh. A value above"
                          + " 0 turns update_cache on.")
                  .fallback("0"),
              Parameter.of(
                      "purge",
                      Parameter.Type.BOOLEAN,
                      "With state absent: remove the configuration files too.")
                  .fallback("false"),
              Parameter.of(
                      "autoremove",
                      Parameter.Type.BOOLEAN,
                      "Remove automatically installed packages that nothing needs any more, when"
                          + " something else is installed or removed.")
                  .fallback("false"),
              Parameter.of(
                      "install_recommends",
                      Parameter.Type.BOOLEAN,
                      "Whether recommended packages are installed too; by default as the host is"
                          + " configured.")
                  .alias("install-recommends"),
              Parameter.of(
                      "allow_downgrade",
                      Parameter.Type.BOOLEAN,
                      "Whether an older version may replace a newer one.")
                  .fallback("false")
                  .alias("allow-downgrade", "allow_downgrades", "allow-downgrades"),
              Parameter.of(
                      "allow_change_held_packages",
                      Parameter.Type.BOOLEAN,
                      "Whether packages on hold may be changed.")
                  .fallback("false"),
              Parameter.of(
                      "lock_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait while another package manager is at work.")
                  .fallback("60"))
          .result("versions", "the installed version of each named package")
          .example(
              """
              - name: PostgreSQL, exactly this version
                apt:
                  name: [postgresql-16=16.1, postgresql-client-16=16.1]
                  update_cache: true
                  cache_valid_time: 3600
              """);

  /** Also for {@code package}. */
  static Parameter names() {
    return Parameter.of(
            "name",
            Parameter.Type.LIST,
            "Packages, each \"name\" or \"name=version\". The version is taken exactly: 16.1 is"
                + " 16.1-1.pgdg120+1, never 16.10.")
        .alias("pkg", "package");
  }

  /** Also for {@code package}. */
  static Parameter state() {
    return Parameter.of("state", Parameter.Type.STRING, "What the packages are to be.")
        .fallback("present")
        .choices("present", "latest", "absent");
  }

  /** The packages and their state, checked together. */
  static List<WantedPackage> packages(Params params, State state) {
    Map<String, WantedPackage> packages = new LinkedHashMap<>();
    for (String text : params.strings("name")) {
      WantedPackage wanted;
      try {
        wanted = WantedPackage.parse(text.strip());
      } catch (IllegalArgumentException e) {
        throw params.problem("name", e.getMessage());
      }
      if (wanted.version().isPresent() && state != State.PRESENT) {
        throw params.problem(
            "name",
            "asks for a version of "
                + wanted.name()
                + ", which state "
                + state.name().toLowerCase(Locale.ROOT)
                + " cannot have");
      }
      WantedPackage earlier = packages.putIfAbsent(wanted.name(), wanted);
      if (earlier != null && !earlier.equals(wanted)) {
        throw params.problem("name", "asks for both " + earlier.spec() + " and " + wanted.spec());
      }
    }
    return new ArrayList<>(packages.values());
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public AptRequest wanted(Params params) {
    State state = State.valueOf(params.string("state").toUpperCase(Locale.ROOT));
    long valid = params.integer("cache_valid_time");
    boolean refresh = params.optionalBool("update_cache").orElse(valid > 0);
    List<WantedPackage> packages = packages(params, state);
    if (packages.isEmpty() && !refresh) {
      throw params.problem("give name, or update_cache: true");
    }
    if (valid < 0 || params.integer("lock_timeout") < 0) {
      throw params.problem("a time cannot be negative");
    }
    Options options =
        new Options(
            params.optionalBool("install_recommends"),
            params.bool("purge"),
            params.bool("autoremove"),
            params.bool("allow_downgrade"),
            params.bool("allow_change_held_packages"),
            params.integer("lock_timeout"));
    return new AptRequest(packages, state, refresh, valid, options);
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
    return Apt.result(wanted, is);
  }
}
