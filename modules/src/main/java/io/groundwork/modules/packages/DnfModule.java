package io.groundwork.modules.packages;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.modules.packages.RpmRequest.Manager;
import io.groundwork.modules.packages.RpmRequest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packages of Fedora, Red Hat Enterprise Linux and their relatives. */
public final class DnfModule implements Module<RpmRequest, RpmState> {

  private static final Spec SPEC =
      Spec.of(
              "dnf",
              "Installs, upgrades and removes packages with dnf, or with yum where there is none",
              Parameter.of(
                      "name",
                      Parameter.Type.LIST,
                      "Packages as dnf takes them: a name, name-version, a pattern, @group, the"
                          + " path or URL of an rpm file. \"*\" with state latest upgrades all.")
                  .alias("pkg"),
              Parameter.of(
                      "state",
                      Parameter.Type.STRING,
                      "What they are to be; by default present, with autoremove absent.")
                  .choices("present", "installed", "latest", "absent", "removed"),
              list("enablerepo", "Repositories that are used though they are disabled."),
              list("disablerepo", "Repositories that are not used."),
              list("exclude", "Packages to leave alone, also as patterns."),
              Parameter.of(
                  "disable_excludes",
                  Parameter.Type.STRING,
                  "Whose excluded packages are taken all the same: all, main or a repository."),
              Parameter.of("conf_file", Parameter.Type.PATH, "dnf's configuration file."),
              flag("disable_gpg_check", "Whether signatures are not checked.", "false"),
              flag("sslverify", "Whether certificates of repositories are checked.", "true"),
              Parameter.of("installroot", Parameter.Type.PATH, "Where packages are installed.")
                  .fallback("/"),
              Parameter.of(
                  "releasever", Parameter.Type.STRING, "The release that repositories are of."),
              flag(
                  "update_cache",
                  "Refresh what is known of the repositories before a change; on its own, always."
                      + " A host that is as wanted is left alone.",
                  "false",
                  "expire-cache"),
              flag(
                  "autoremove",
                  "Remove packages that nothing needs any more: on its own, or with those that are"
                      + " removed.",
                  "false"),
              flag("allow_downgrade", "Whether an older version may replace a newer one.", "false"),
              flag("allowerasing", "Whether packages in the way may be removed.", "false"),
              Parameter.of(
                  "nobest",
                  Parameter.Type.BOOLEAN,
                  "Whether an older version will do where the newest cannot be installed."),
              Parameter.of(
                  "best", Parameter.Type.BOOLEAN, "The contrary of nobest; give one of them."),
              flag("skip_broken", "Leave out packages that cannot be installed.", "false"),
              flag("install_weak_deps", "Whether recommended packages come along.", "true"),
              flag("security", "With state latest: security updates only.", "false"),
              flag("bugfix", "With state latest: bug fixes only.", "false"),
              flag("cacheonly", "Use what is known of the repositories, fetch nothing.", "false"),
              list("enable_plugin", "Plugins that are used though they are disabled."),
              list("disable_plugin", "Plugins that are not used."),
              Parameter.of(
                      "lock_timeout",
                      Parameter.Type.INTEGER,
                      "How many seconds to wait while another package manager is at work; who that"
                          + " is is told.")
                  .fallback("30"))
          .result("versions", "the installed version of each package")
          .result("rc", "exit status of dnf")
          .result("stdout", "what dnf told last")
          .result("stderr", "what it complained about")
          .example(
              """
              - name: MongoDB, exactly this version
                dnf:
                  name: [mongodb-org-server-8.0.17, mongodb-org-mongos-8.0.17]
                  update_cache: true
              """);

  private static Parameter list(String name, String description) {
    return Parameter.of(name, Parameter.Type.LIST, description);
  }

  private static Parameter flag(
      String name, String description, String fallback, String... aliases) {
    return Parameter.of(name, Parameter.Type.BOOLEAN, description)
        .fallback(fallback)
        .alias(aliases);
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public RpmRequest wanted(Params params) {
    List<String> names = RpmNames.of(params);
    boolean everything = names.contains("*");
    boolean autoremove = params.bool("autoremove");
    String word = params.optional("state").orElse(autoremove ? "absent" : "present");
    State state =
        switch (word) {
          case "latest" -> everything ? State.UPGRADE : State.LATEST;
          case "absent", "removed" -> names.isEmpty() ? State.AUTOREMOVE : State.ABSENT;
          default -> names.isEmpty() && params.bool("update_cache") ? State.REFRESH : State.PRESENT;
        };
    check(params, names, everything, autoremove, word, state);
    return new RpmRequest(
        Manager.DNF,
        everything ? List.of() : names,
        state,
        options(params, state),
        List.of(),
        params.optional("installroot").filter(root -> !root.equals("/")),
        params.bool("update_cache"),
        params.bool("allow_downgrade"),
        params.integer("lock_timeout"));
  }

  private static void check(
      Params params,
      List<String> names,
      boolean everything,
      boolean autoremove,
      String word,
      State state) {
    if (everything && (names.size() > 1 || !word.equals("latest"))) {
      throw params.problem("name", "takes \"*\" alone and with state latest only");
    }
    if (names.isEmpty() && !autoremove && state != State.REFRESH) {
      throw params.problem("give name, autoremove or update_cache: true");
    }
    if (autoremove && !word.equals("absent") && !word.equals("removed")) {
      throw params.problem("autoremove", "goes with state absent only");
    }
    boolean filtered = params.bool("security") || params.bool("bugfix");
    if (filtered && !word.equals("latest")) {
      throw params.problem("security and bugfix go with state latest only");
    }
    if (params.has("best") && params.has("nobest")) {
      throw params.problem("best", "says again what nobest says; give one of them");
    }
    if (params.integer("lock_timeout") < 0) {
      throw params.problem("lock_timeout", "cannot be negative");
    }
  }

  private static List<String> options(Params params, State state) {
    List<String> words = new ArrayList<>();
    RpmNames.words(params, "disablerepo").forEach(one -> words.add("--disablerepo=" + one));
    RpmNames.words(params, "enablerepo").forEach(one -> words.add("--enablerepo=" + one));
    RpmNames.words(params, "exclude").forEach(one -> words.add("--exclude=" + one));
    RpmNames.words(params, "enable_plugin").forEach(one -> words.add("--enableplugin=" + one));
    RpmNames.words(params, "disable_plugin").forEach(one -> words.add("--disableplugin=" + one));
    word(params, "disable_excludes", words, "--disableexcludes=");
    word(params, "releasever", words, "--releasever=");
    word(params, "conf_file", words, "--config=");
    add(words, params.bool("disable_gpg_check"), "--nogpgcheck");
    add(words, !params.bool("sslverify"), "--setopt=sslverify=False");
    add(words, !params.bool("install_weak_deps"), "--setopt=install_weak_deps=False");
    add(words, params.bool("allowerasing"), "--allowerasing");
    add(words, params.bool("skip_broken"), "--skip-broken");
    add(words, params.bool("cacheonly"), "--cacheonly");
    params.optionalBool("nobest").ifPresent(on -> words.add(on ? "--nobest" : "--best"));
    params.optionalBool("best").ifPresent(on -> words.add(on ? "--best" : "--nobest"));
    add(words, params.bool("security"), "--security");
    add(words, params.bool("bugfix"), "--bugfix");
    if (state == State.ABSENT) {
      // As with Ansible: what was needed by a removed package stays unless autoremove is set.
      String on = params.bool("autoremove") ? "True" : "False";
      words.add("--setopt=clean_requirements_on_remove=" + on);
    }
    return words;
  }

  private static void word(Params params, String name, List<String> words, String option) {
    params
        .optional(name)
        .ifPresent(
            value -> {
              if (!value.matches("[^\\s-]\\S*")) {
                throw params.problem(name, "takes one word, not \"" + value + "\"");
              }
              words.add(option + value);
            });
  }

  private static void add(List<String> words, boolean on, String word) {
    if (on) {
      words.add(word);
    }
  }

  @Override
  public Probe<RpmState> probe(RpmRequest wanted) {
    return Rpm.probe(wanted);
  }

  @Override
  public Plan plan(RpmRequest wanted, RpmState is) {
    return Rpm.plan(wanted, is);
  }

  @Override
  public Map<String, Object> result(RpmRequest wanted, RpmState is, List<Execution> executions) {
    return Rpm.result(is, executions);
  }
}
