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
import java.util.Optional;

/** Packages of SUSE Linux and its relatives. */
public final class ZypperModule implements Module<RpmRequest, RpmState> {

  private static final Spec SPEC =
      Spec.of(
              "zypper",
              "Installs, upgrades and removes packages with zypper",
              Parameter.of(
                      "name",
                      Parameter.Type.LIST,
                      "Packages as zypper takes them: a name, name=version, a pattern, the path or"
                          + " URL of an rpm file. \"*\" with state latest upgrades all.")
                  .alias("pkg"),
              Parameter.of("state", Parameter.Type.STRING, "What they are to be.")
                  .fallback("present")
                  .choices("present", "installed", "latest", "absent", "removed", "dist-upgrade"),
              Parameter.of("type", Parameter.Type.STRING, "What the names are names of.")
                  .fallback("package")
                  .choices("package", "patch", "pattern", "product", "srcpackage"),
              flag("disable_gpg_check", "Whether signatures are not checked.", "false"),
              flag("auto_import_keys", "Whether new keys of repositories are trusted.", "false"),
              flag("disable_recommends", "Whether recommended packages are left out.", "true"),
              flag("force", "Install again what is there.", "false"),
              flag("force_resolution", "Solve conflicts by removing packages.", "false"),
              flag("oldpackage", "Whether an older version may replace a newer one.", "false"),
              flag("replacefiles", "Whether files of other packages may be replaced.", "false"),
              flag("allow_vendor_change", "Whether packages may change their vendor.", "false"),
              flag("clean_deps", "Remove what was needed by what is removed too.", "false"),
              Parameter.of(
                      "update_cache",
                      Parameter.Type.BOOLEAN,
                      "Refresh what is known of the repositories before a change; on its own,"
                          + " always. A host that is as wanted is left alone.")
                  .fallback("false")
                  .alias("refresh"),
              Parameter.of(
                      "lock_timeout",
                      Parameter.Type.INTEGER,
                      "Not Ansible's: how many seconds to wait while another package manager is at"
                          + " work; who that is is told.")
                  .fallback("60"))
          .result("versions", "the installed version of each package")
          .result("rc", "exit status of zypper")
          .result("stdout", "what zypper told last")
          .result("stderr", "what it complained about")
          .example(
              """
              - name: MongoDB, exactly this version
                zypper:
                  name: mongodb-org-server=8.0.17
                  update_cache: true
              """);

  private static Parameter flag(String name, String description, String fallback) {
    return Parameter.of(name, Parameter.Type.BOOLEAN, description).fallback(fallback);
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public RpmRequest wanted(Params params) {
    List<String> names = RpmNames.of(params);
    boolean everything = names.contains("*");
    String word = params.string("state");
    State state =
        switch (word) {
          case "latest" -> everything ? State.UPGRADE : State.LATEST;
          case "absent", "removed" -> State.ABSENT;
          case "dist-upgrade" -> State.DIST_UPGRADE;
          default -> names.isEmpty() && params.bool("update_cache") ? State.REFRESH : State.PRESENT;
        };
    if (everything && (names.size() > 1 || state == State.PRESENT || state == State.ABSENT)) {
      throw params.problem("name", "takes \"*\" alone and with state latest only");
    }
    if (names.isEmpty() && state.namesPackages()) {
      throw params.problem("give name or update_cache: true");
    }
    if (params.bool("force")) {
      throw params.problem("force", "would install again in every run; it is not taken");
    }
    String type = params.string("type");
    String prefix = type.equals("package") ? "" : type + ":";
    return new RpmRequest(
        Manager.ZYPPER,
        everything || state == State.DIST_UPGRADE
            ? List.of()
            : names.stream().map(name -> prefix + name).toList(),
        state,
        options(params),
        verbOptions(params, state),
        Optional.empty(),
        params.bool("update_cache"),
        params.bool("oldpackage"),
        params.integer("lock_timeout"));
  }

  private static List<String> options(Params params) {
    List<String> words = new ArrayList<>();
    add(words, params.bool("disable_gpg_check"), "--no-gpg-checks");
    add(words, params.bool("auto_import_keys"), "--gpg-auto-import-keys");
    return words;
  }

  private static List<String> verbOptions(Params params, State state) {
    List<String> words = new ArrayList<>();
    if (state == State.REFRESH) {
      return words;
    }
    add(words, params.bool("force_resolution"), "--force-resolution");
    if (state == State.ABSENT) {
      add(words, params.bool("clean_deps"), "--clean-deps");
      return words;
    }
    words.add("--auto-agree-with-licenses");
    add(words, params.bool("disable_recommends"), "--no-recommends");
    add(words, params.bool("replacefiles"), "--replacefiles");
    add(words, params.bool("allow_vendor_change"), "--allow-vendor-change");
    add(words, params.bool("oldpackage") && state != State.UPGRADE, "--oldpackage");
    return words;
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
