package io.groundwork.modules.packages;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.modules.packages.AptRequest.Refresh;
import io.groundwork.modules.packages.AptRequest.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Packages of Debian, Ubuntu and their relatives. */
public final class AptModule implements Module<AptRequest, AptState> {

  private static final Spec SPEC =
      Spec.of(
              "apt",
              "Installs, upgrades and removes Debian packages",
              names(),
              state(),
              Parameter.of(
                  "deb",
                  Parameter.Type.STRING,
                  "A package's file to install with what it depends on: a path on the host, or"
                      + " a URL from which the host fetches it."),
              Parameter.of(
                      "update_cache",
                      Parameter.Type.BOOLEAN,
                      "Refresh the package lists first, but only when a package has to be"
                          + " installed, when it matters what is newest, or when the lists are"
                          + " older than cache_valid_time: unlike with Ansible a host that is as"
                          + " wanted is left alone. On its own it always refreshes, unless"
                          + " cache_valid_time says that the lists are fresh.")
                  .alias("update-cache"),
              Parameter.of(
                      "update_cache_retries",
                      Parameter.Type.INTEGER,
                      "How often the package lists are tried to be refreshed.")
                  .fallback("5"),
              Parameter.of(
                      "update_cache_retry_max_delay",
                      Parameter.Type.INTEGER,
                      "Longest pause between two such tries, in seconds; it doubles from 1 s.")
                  .fallback("12"),
              Parameter.of(
                      "cache_valid_time",
                      Parameter.Type.INTEGER,
                      "Age in seconds up to which the package lists count as fresh. A value above"
                          + " 0 turns update_cache on.")
                  .fallback("0"),
              Parameter.of(
                      "upgrade",
                      Parameter.Type.STRING,
                      "Upgrade every package: yes or safe without removing any, full or dist also"
                          + " where others have to come or go for it.")
                  .fallback("no")
                  .choices("no", "yes", "safe", "full", "dist", "false", "true"),
              Parameter.of(
                      "default_release",
                      Parameter.Type.STRING,
                      "The release that packages are preferred from, as apt-get -t.")
                  .alias("default-release"),
              Parameter.of(
                      "install_recommends",
                      Parameter.Type.BOOLEAN,
                      "Whether recommended packages are installed too; by default as the host is"
                          + " configured.")
                  .alias("install-recommends"),
              Parameter.of(
                      "only_upgrade",
                      Parameter.Type.BOOLEAN,
                      "Upgrade what is installed, but install nothing that is not.")
                  .fallback("false"),
              Parameter.of(
                      "purge",
                      Parameter.Type.BOOLEAN,
                      "Whether configuration files go with a package that is removed.")
                  .fallback("false"),
              Parameter.of(
                      "autoremove",
                      Parameter.Type.BOOLEAN,
                      "Remove automatically installed packages that nothing needs any more: on its"
                          + " own, or when something else is installed or removed.")
                  .fallback("false"),
              Parameter.of(
                      "autoclean",
                      Parameter.Type.BOOLEAN,
                      "Remove kept package files that cannot be downloaded any more.")
                  .fallback("false"),
              Parameter.of(
                      "clean",
                      Parameter.Type.BOOLEAN,
                      "Remove all kept package files. It counts as a change only if there are any.")
                  .fallback("false"),
              Parameter.of(
                      "fail_on_autoremove",
                      Parameter.Type.BOOLEAN,
                      "Refuse what would remove any other package.")
                  .fallback("false"),
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
                      "allow_unauthenticated",
                      Parameter.Type.BOOLEAN,
                      "Whether packages of sources without a valid signature may be installed.")
                  .fallback("false")
                  .alias("allow-unauthenticated"),
              Parameter.of(
                      "force",
                      Parameter.Type.BOOLEAN,
                      "All of allow_downgrade, allow_change_held_packages and"
                          + " allow_unauthenticated.")
                  .fallback("false"),
              Parameter.of(
                      "dpkg_options",
                      Parameter.Type.LIST,
                      "dpkg's options without the leading hyphens.")
                  .fallback("force-confdef,force-confold"),
              Parameter.of(
                  "policy_rc_d",
                  Parameter.Type.INTEGER,
                  "The status with which a policy-rc.d answers meanwhile: 101 keeps services"
                      + " of new packages from being started."),
              Parameter.of(
                      "force_apt_get",
                      Parameter.Type.BOOLEAN,
                      "Taken for Ansible's sake: it is always apt-get, never aptitude.")
                  .fallback("false"),
              Parameter.of(
                      "lock_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait while another package manager is at work; who that"
                          + " is is told.")
                  .fallback("60"))
          .result("versions", "the installed version of each named package")
          .result("cache_updated", "whether the package lists were refreshed")
          .result("cache_update_time", "when they were, in seconds since 1970")
          .result("stdout", "what apt-get told last")
          .result("stderr", "what it complained about")
          .example(
              """
              - name: PostgreSQL, exactly this version
                apt:
                  name: [postgresql-16=16.1, postgresql-client-16=16.1]
                  update_cache: true
                  cache_valid_time: 3600
              """);

  static Parameter names() {
    return Parameter.of(
            "name",
            Parameter.Type.LIST,
            "Packages, each \"name\", \"name=version\" or \"name>=version\". A version without a"
                + " pattern is taken exactly: 16.1 is 16.1-1.pgdg120+1, never 16.10, while 16.1*"
                + " is the newest of both. A name may be a pattern too; \"*\" with state latest"
                + " upgrades every package.")
        .alias("pkg", "package");
  }

  static Parameter state() {
    return Parameter.of(
            "state",
            Parameter.Type.STRING,
            "What the packages are to be; build-dep is about what they need to be built, fixed"
                + " repairs broken dependencies first.")
        .fallback("present")
        .choices("present", "latest", "absent", "build-dep", "fixed");
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
      if (wanted.isPattern()
          && state != State.PRESENT
          && state != State.ABSENT
          && state != State.LATEST) {
        throw params.problem("name", "takes no patterns with state " + state.word());
      }
      if (wanted.version().isPresent() && state != State.PRESENT) {
        throw params.problem(
            "name",
            "asks for a version of "
                + wanted.name()
                + ", which state "
                + state.word()
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
    State state = State.valueOf(params.string("state").toUpperCase(Locale.ROOT).replace('-', '_'));
    Refresh refresh = refresh(params);
    AptOptions options = AptOptions.of(params);
    boolean everything = params.strings("name").stream().anyMatch(name -> name.strip().equals("*"));
    if (everything && (state != State.LATEST || params.strings("name").size() > 1)) {
      throw params.problem("name", "takes \"*\" alone and with state latest only");
    }
    List<WantedPackage> packages = everything ? List.of() : packages(params, state);
    List<AptSweep> sweeps = sweeps(params, everything);
    Optional<String> deb = params.optional("deb");
    check(params, state, packages, sweeps);
    if (packages.isEmpty()
        && deb.isEmpty()
        && sweeps.isEmpty()
        && state != State.FIXED
        && !refresh.allowed()) {
      throw params.problem("give name, deb, upgrade, autoremove or update_cache: true");
    }
    return new AptRequest(packages, state, refresh, sweeps, deb, options);
  }

  private static Refresh refresh(Params params) {
    long valid = params.integer("cache_valid_time");
    long retries = params.integer("update_cache_retries");
    long delay = params.integer("update_cache_retry_max_delay");
    if (valid < 0 || params.integer("lock_timeout") < 0 || delay < 0) {
      throw params.problem("a time cannot be negative");
    }
    if (retries < 1) {
      throw params.problem("update_cache_retries", "takes at least 1");
    }
    return new Refresh(
        params.optionalBool("update_cache").orElse(valid > 0), valid, retries, delay);
  }

  private static List<AptSweep> sweeps(Params params, boolean everything) {
    List<AptSweep> sweeps = new ArrayList<>();
    if (params.bool("clean")) {
      sweeps.add(AptSweep.CLEAN);
    }
    switch (params.string("upgrade")) {
      case "yes", "safe", "true" -> sweeps.add(AptSweep.UPGRADE);
      case "full", "dist" -> sweeps.add(AptSweep.DIST_UPGRADE);
      default -> {
        if (everything) {
          sweeps.add(AptSweep.UPGRADE);
        }
      }
    }
    boolean named = (params.has("name") && !everything) || params.has("deb");
    if (params.bool("autoremove")
        && !named
        && sweeps.stream().noneMatch(AptSweep::dependsOnLists)) {
      sweeps.add(AptSweep.AUTOREMOVE);
    }
    if (params.bool("autoclean")) {
      sweeps.add(AptSweep.AUTOCLEAN);
    }
    return sweeps;
  }

  private static void check(
      Params params, State state, List<WantedPackage> packages, List<AptSweep> sweeps) {
    boolean upgrade = sweeps.stream().anyMatch(AptSweep::dependsOnLists);
    if (Stream.of(upgrade, !packages.isEmpty(), params.has("deb")).filter(one -> one).count() > 1) {
      throw params.problem("takes only one of name, deb and upgrade");
    }
    if (state == State.BUILD_DEP && packages.isEmpty()) {
      throw params.problem("state", "build-dep needs a name");
    }
    if (params.has("deb") && state != State.PRESENT) {
      throw params.problem("deb", "goes with state present only");
    }
    params
        .optional("deb")
        .filter(deb -> !deb.startsWith("/") && !deb.matches("(https?|ftp|file)://\\S+"))
        .ifPresent(
            deb -> {
              throw params.problem("deb", "takes an absolute path or a URL, not \"" + deb + "\"");
            });
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

  @Override
  public boolean changed(Plan plan, List<Execution> executions) {
    return Apt.changed(plan, executions);
  }
}
