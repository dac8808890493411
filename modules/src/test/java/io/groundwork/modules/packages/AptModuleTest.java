package io.groundwork.modules.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Joiner;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.modules.FakeCommands;
import io.groundwork.text.LoadException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptModuleTest {

  private static final AptModule APT = new AptModule();
  private static final ModuleHarness HARNESS = ModuleHarness.create();
  private static final String BOTH = "offer postgresql-16 16.10-1 16.10-1 16.1-1.pgdg120+1";

  @TempDir Path directory;

  @Test
  void whatIsThereHolds() {
    Plan plan = plan(Map.of("name", "curl"), "package curl ii amd64 7.88.1-10", "");

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).isEqualTo("curl 7.88.1-10 is installed");
  }

  @Test
  void theUpstreamVersionIsEnoughAndTheHoldIsTold() {
    Plan plan =
        plan(
            Map.of("name", "postgresql-16=16.1"),
            "package postgresql-16 hi amd64 16.1-1.pgdg120+1",
            "");

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).isEqualTo("postgresql-16 16.1-1.pgdg120+1 is installed and held");
  }

  @Test
  void exactlyTheWantedVersionIsInstalledThoughANewerOneIsOffered() {
    Plan plan = plan(Map.of("name", "postgresql-16=16.1"), "", BOTH);

    Change change = onlyChange(plan);
    assertThat(change.summary()).isEqualTo("install postgresql-16 16.1-1.pgdg120+1");
    assertThat(change.diffs())
        .containsExactly(Diff.value("postgresql-16", "absent", "16.1-1.pgdg120+1"));
    assertThat(change.call().values()).contains("postgresql-16=16.1-1.pgdg120+1");
    assertThat(change.altersAnything()).isTrue();
    assertThat(plan.needs()).isEmpty();
  }

  @Test
  void aVersionThatIsNotOfferedIsNeededAndTheOfferedOnesAreNamed() {
    Plan plan =
        plan(
            Map.of("name", "postgresql-16=16.1"),
            "",
            "offer postgresql-16 16.15-0ubuntu0.24.04.1 16.15-0ubuntu0.24.04.1");

    assertThat(plan.needs())
        .containsExactly(
            new Need(
                Resource.pkg("postgresql-16"),
                "16.1 of postgresql-16 is not offered by the configured repositories;"
                    + " offered: 16.15-0ubuntu0.24.04.1"));
    assertThat(onlyChange(plan).diffs())
        .containsExactly(
            Diff.value("postgresql-16", "absent", "16.1 (resolved after the repository is there)"));
    assertThat(onlyChange(plan).call().values()).contains("postgresql-16=16.1");
  }

  @Test
  void anUnknownPackageIsNeeded() {
    Plan plan = plan(Map.of("name", "nosuch"), "", "");

    assertThat(plan.needs())
        .extracting(Need::message)
        .containsExactly("nosuch is not offered by the configured repositories");
  }

  @Test
  void ownRefreshMayBringWhatIsNotOfferedYet() {
    Plan plan = plan(Map.of("name", "nosuch", "cache_valid_time", 3600L), "", "age 10");

    assertThat(plan.needs()).isEmpty();
    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly(
            "refresh the package lists", "install nosuch newest offered (known after the refresh)");
  }

  @ParameterizedTest(name = "valid {0} s, lists {1}, curl {2}: {3}")
  @CsvSource({
    "0, age 10, installed, nothing",
    "0, age 10, absent, refresh and install",
    "0, '', absent, refresh and install",
    "3600, age 10, installed, nothing",
    "3600, age 10, absent, install",
    "3600, age 4000, installed, refresh",
    "3600, age 4000, absent, refresh and install",
    "3600, '', installed, refresh",
  })
  void listsAreRefreshedOnlyWhenThatIsOfUse(long valid, String age, String curl, String expected) {
    boolean installed = curl.equals("installed");
    Plan plan =
        plan(
            Map.of("name", "curl", "update_cache", true, "cache_valid_time", valid),
            installed ? "package curl ii amd64 1.0" : "",
            (installed ? "" : "offer curl 1.0 1.0\n") + age);

    List<String> steps =
        plan.changes().stream().map(change -> change.summary().replaceAll(" .*", "")).toList();
    assertThat(steps.isEmpty() ? "nothing" : Joiner.on(" and ").join(steps)).isEqualTo(expected);
    assertThat(plan.isChanging()).isEqualTo(expected.contains("install"));
  }

  @Test
  void aRefreshOnItsOwnCountsAsAChangeUnlessTheListsAreFresh() {
    assertThat(plan(Map.of("update_cache", true), "", "age 10").isChanging()).isTrue();
    assertThat(plan(Map.of("cache_valid_time", 60L), "", "age 10").reason())
        .isEqualTo("the package lists are fresh");
  }

  @Test
  void latestUpgradesToTheCandidate() {
    Plan plan =
        plan(
            Map.of("name", "curl", "state", "latest"),
            "package curl ii amd64 7.88.1-10+deb12u14",
            "offer curl 7.88.1-10+deb12u15 7.88.1-10+deb12u15 7.88.1-10+deb12u5");

    assertThat(onlyChange(plan).summary()).isEqualTo("upgrade curl 7.88.1-10+deb12u15");
    assertThat(onlyChange(plan).diffs())
        .containsExactly(Diff.value("curl", "7.88.1-10+deb12u14", "7.88.1-10+deb12u15"));
  }

  @Test
  void latestLeavesHeldAndNewerPackagesAlone() {
    Map<String, Object> latest = Map.of("name", "curl", "state", "latest");

    assertThat(plan(latest, "package curl hi amd64 1.0", "offer curl 2.0 2.0").reason())
        .isEqualTo("curl 1.0 is installed and held");
    assertThat(plan(latest, "package curl ii amd64 3.0", "offer curl 2.0 2.0").changes()).isEmpty();
  }

  @Test
  void anOlderVersionIsRefusedUnlessAllowed() {
    String newer = "package postgresql-16 ii amd64 16.10-1";
    Map<String, Object> exact = Map.of("name", "postgresql-16=16.1");

    assertThat(plan(exact, newer, BOTH).failure().orElseThrow().summary())
        .isEqualTo("postgresql-16 16.10-1 is installed, and 16.1-1.pgdg120+1 is older");
    Plan allowed = plan(Map.of("name", "postgresql-16=16.1", "allow_downgrade", true), newer, BOTH);
    assertThat(onlyChange(allowed).summary()).isEqualTo("downgrade postgresql-16 16.1-1.pgdg120+1");
  }

  @Test
  void aHeldPackageIsNotChangedUnlessAllowed() {
    String held = "package postgresql-16 hi amd64 16.1-1.pgdg120+1";

    assertThat(
            plan(Map.of("name", "postgresql-16=16.10"), held, BOTH)
                .failure()
                .orElseThrow()
                .summary())
        .isEqualTo(
            "postgresql-16 16.1-1.pgdg120+1 is held and would have to be changed to 16.10-1");
    assertThat(plan(Map.of("name", "postgresql-16", "state", "absent"), held, "").failure())
        .isPresent();
    assertThat(
            plan(
                    Map.of("name", "postgresql-16=16.10", "allow_change_held_packages", true),
                    held,
                    BOTH)
                .changes())
        .hasSize(1);
  }

  @Test
  void absentRemovesWhatIsThereAndPurgeAlsoItsTraces() {
    String state = "package curl ii amd64 1.0\npackage wget rc amd64 2.0\npackage awk un";
    List<String> names = List.of("curl", "wget", "awk", "nosuch");

    assertThat(onlyChange(plan(Map.of("name", names, "state", "absent"), state, "")).summary())
        .isEqualTo("remove curl");
    assertThat(
            onlyChange(plan(Map.of("name", names, "state", "absent", "purge", true), state, ""))
                .summary())
        .isEqualTo("purge curl, wget");
    assertThat(plan(Map.of("name", "awk", "state", "absent"), state, "").reason())
        .isEqualTo("awk is not installed");
  }

  @Test
  void whatCameAutomaticallyIsMarkedAsItIsWantedByName() {
    Plan plan = plan(Map.of("name", "curl"), "package curl ii amd64 1.0\nautomatic curl", "");

    assertThat(onlyChange(plan).summary()).isEqualTo("mark curl as installed by hand");
    assertThat(onlyChange(plan).diffs())
        .containsExactly(Diff.value("curl", "installed automatically", "installed by hand"));
  }

  @Test
  void aHalfInstalledPackageIsInstalledAgain() {
    Plan plan = plan(Map.of("name", "curl"), "package curl iH amd64 1.0", "offer curl 1.0 1.0");

    assertThat(onlyChange(plan).summary()).isEqualTo("install curl 1.0");
  }

  @ParameterizedTest
  @CsvSource({"iU", "iF"})
  void aPackageThatIsOnlyUnpackedIsConfiguredThoughNobodyOffersIt(String status) {
    Plan plan =
        plan(
            Map.of("name", "curl"),
            "unfinished curl 1.0\npackage curl " + status + " amd64 1.0",
            "");

    assertThat(onlyChange(plan).summary())
        .isEqualTo("finish what an interrupted dpkg left half done (dpkg --configure -a)");
    assertThat(onlyChange(plan).diffs())
        .containsExactly(Diff.value("curl", "1.0 (not configured)", "1.0"));
    assertThat(plan.needs()).isEmpty();
  }

  @Test
  void theNewestOfAPackageThatIsOnlyUnpackedIsInstalled() {
    Plan plan =
        plan(
            Map.of("name", "curl", "state", "latest"),
            "unfinished curl 1.0\npackage curl iU amd64 1.0",
            "offer curl 2.0 2.0");

    assertThat(plan.changes())
        .extracting(Change::summary)
        .containsExactly(
            "finish what an interrupted dpkg left half done (dpkg --configure -a)",
            "install curl 2.0");
  }

  @Test
  void whatIsUnfinishedIsNoReasonToTouchAHostThatIsAsWanted() {
    assertThat(
            plan(Map.of("name", "curl"), "unfinished wget 1.0\npackage curl ii amd64 1.0", "")
                .changes())
        .isEmpty();
  }

  @Test
  void aBrokenPackageCanBeRemovedWithoutBeingConfigured() {
    Plan plan =
        plan(
            Map.of("name", "curl", "state", "absent"),
            "unfinished wget 1.0\npackage curl ii amd64 1.0",
            "remv curl 1.0");

    assertThat(onlyChange(plan).summary()).isEqualTo("remove curl");
  }

  @ParameterizedTest
  @CsvSource({"amd64", "all"})
  void aPackageMayBeNamedWithItsArchitecture(String architecture) {
    assertThat(
            plan(Map.of("name", "curl:amd64"), "package curl ii " + architecture + " 1.0", "")
                .changes())
        .isEmpty();
    assertThat(
            onlyChange(
                    plan(
                        Map.of("name", "curl:amd64"),
                        "package curl ii i386 1.0",
                        "offer curl:amd64 1.0 1.0"))
                .summary())
        .isEqualTo("install curl:amd64 1.0");
  }

  @Test
  void aHostWithoutAptIsToldSo() {
    for (Module<AptRequest, AptState> module : List.of(APT)) {
      Plan plan =
          module.plan(
              HARNESS.wanted(module, Map.of("name", "curl")),
              AptState.parse(new Reading("no-apt", "")));
      assertThat(plan.failure().orElseThrow().summary()).isEqualTo("there is no apt on this host");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "curl>1.0            | no other range",
        "curl<=1.0           | no other range",
        "curl>=1.*           | no version",
        "lib*;x              | no package name",
        "--allow-downgrades  | no package name",
        "curl=1.0;reboot     | no version",
      })
  void namesThatAreNotExactAreRefusedWhileLoading(String name, String message) {
    assertThatThrownBy(() -> HARNESS.wanted(APT, Map.of("name", name)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void contradictionsAreRefusedWhileLoading() {
    assertThatThrownBy(() -> HARNESS.wanted(APT, Map.of("name", "curl=1.0", "state", "latest")))
        .hasMessageContaining("which state latest cannot have");
    assertThatThrownBy(() -> HARNESS.wanted(APT, Map.of("name", List.of("a1=1", "a1=2"))))
        .hasMessageContaining("both a1=1 and a1=2");
    assertThatThrownBy(() -> HARNESS.wanted(APT, Map.of())).hasMessageContaining("give name");
  }

  @Test
  void whatAptCacheSaysOfPackagesIsUnderstood() {
    FakeCommands host =
        new FakeCommands(directory)
            .with("apt-get", "")
            .with("dpkg-query", "exit 1")
            .with("apt-cache", "cat \"$FAKE/policy\"")
            .file("policy", getClass(), "apt-cache-policy-debian12-apt2.6.1.txt");

    AptState state =
        host.harness()
            .read(
                APT.probe(
                    HARNESS.wanted(
                        APT, Map.of("name", List.of("postgresql-common", "awk", "nosuchpkg")))));

    assertThat(state.offers().get("postgresql-common").candidate()).contains("248+deb12u2");
    assertThat(state.offers().get("postgresql-common").versions())
        .containsExactly("248+deb12u2", "248+deb12u1");
    // The installed version, which no repository offers any more, is not among them.
    assertThat(state.offers().get("curl").versions())
        .containsExactly("7.88.1-10+deb12u15", "7.88.1-10+deb12u5");
    assertThat(state.offers().get("awk").candidate()).isEmpty();
    assertThat(state.offers()).doesNotContainKey("nosuchpkg");
  }

  @Test
  void aConvergedHostIsAskedOnlyOnce() {
    FakeCommands host =
        new FakeCommands(directory)
            .with("apt-get", "")
            .with("apt-cache", "")
            .with("dpkg-query", "echo 'package a1 ii amd64 1.0-1'; echo 'package b2 hi all 2.0'");

    Plan plan = host.harness().plan(APT, Map.of("name", List.of("a1=1.0", "b2")));

    assertThat(plan.reason()).isEqualTo("a1 1.0-1 is installed, b2 2.0 is installed and held");
    assertThat(host.calls()).hasSize(1).allMatch(call -> call.startsWith("dpkg-query"));
  }

  @Test
  void anInstallationNeverAsksAndIsConfirmed() {
    FakeCommands host =
        new FakeCommands(directory)
            .with("apt-get", "for last; do :; done; echo \"$last\" >\"$FAKE/installed\"")
            .with("apt-cache", "cat \"$FAKE/policy\"")
            .text(
                "policy",
                """
                postgresql-16:
                  Installed: (none)
                  Candidate: 16.10-1
                  Version table:
                     16.10-1 500
                        500 http://x y/main amd64 Packages
                     16.1-1 500
                        500 http://x y/main amd64 Packages
                """)
            .with(
                "dpkg-query",
                "[ -e \"$FAKE/installed\" ] || exit 1; IFS='=' read -r n v <\"$FAKE/installed\";"
                    + " echo \"package $n ii amd64 $v\"");

    ModuleHarness.Outcome outcome =
        host.harness()
            .apply(APT, Map.of("name", "postgresql-16=16.1", "install_recommends", false));

    assertThat(outcome.executions()).allMatch(execution -> execution.exit() == 0);
    assertThat(outcome.result()).containsEntry("versions", Map.of("postgresql-16", "16.1-1"));
    assertThat(host.calls())
        .filteredOn(call -> call.startsWith("apt-get"))
        .containsExactly(
            "apt-get -s -q -y -o APT::Install-Recommends=no --allow-change-held-packages"
                + " --allow-downgrades install postgresql-16=16.1-1",
            "apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=60"
                + " -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-confdef"
                + " -o APT::Install-Recommends=no install postgresql-16=16.1-1");
  }

  @Test
  void whatComesAlongIsInThePlan() {
    Plan plan =
        plan(
            Map.of("name", "sl"),
            "",
            "offer sl 5.02-1 5.02-1\ninst libncurses6 - 6.4-4\ninst sl - 5.02-1\nremv old 1.0");

    assertThat(onlyChange(plan).diffs())
        .containsExactly(
            Diff.value("sl", "absent", "5.02-1"),
            Diff.value("libncurses6", "absent", "6.4-4"),
            Diff.value("old", "1.0", "absent"));
    assertThat(onlyChange(plan).alters())
        .contains(Resource.pkg("libncurses6"), Resource.pkg("sl"), Resource.pkg("old"));
  }

  @Test
  void whatAptWouldRefuseIsToldBefore() {
    Plan plan =
        plan(
            Map.of("name", "curl=2"),
            "",
            "offer curl 2 2\ntrouble curl : Depends: libcurl4 (= 2) but 3 is to be installed");

    assertThat(plan.failure().orElseThrow().summary())
        .isEqualTo(
            "apt-get refuses to install curl 2:\n"
                + "curl : Depends: libcurl4 (= 2) but 3 is to be installed");
  }

  @Test
  void anInterruptedDpkgIsRepairedFirstAndOnlyWhenSomethingIsToDo() {
    assertThat(plan(Map.of("name", "sl"), "interrupted", "offer sl 1 1").changes())
        .extracting(Change::summary)
        .containsExactly(
            "finish what an interrupted dpkg left half done (dpkg --configure -a)", "install sl 1");
    assertThat(plan(Map.of("name", "sl"), "interrupted\npackage sl ii all 1", "").changes())
        .isEmpty();
  }

  @Test
  void patternsStandForWhatMatchesThem() {
    Plan plan =
        plan(
            Map.of("name", "gw-*", "state", "absent"),
            "match gw-* gw-a gw-b\npackage gw-a ii all 1\npackage gw-b ii all 2",
            "remv gw-a 1\nremv gw-b 2");
    assertThat(onlyChange(plan).summary()).isEqualTo("remove gw-a, gw-b");
    assertThat(plan(Map.of("name", "gw-*"), "match gw-*", "").failure().orElseThrow().summary())
        .isEqualTo("no package matches \"gw-*\"");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "postgresql-16=16.1*, 16.10-1",
    "postgresql-16=16.1-*, 16.1-1.pgdg120+1",
    "postgresql-16=16.[02]*, none",
    "postgresql-16>=16.5, 16.10-1",
    "postgresql-16>=17, none",
  })
  void aVersionMayBeAPatternOrALeastOne(String name, String picked) {
    Plan plan = plan(Map.of("name", name), "", BOTH);

    assertThat(onlyChange(plan).summary().endsWith(" " + picked)).isEqualTo(!picked.equals("none"));
    assertThat(plan.needs().isEmpty()).isEqualTo(!picked.equals("none"));
  }

  @Test
  void anUpgradeIsWhatAptSaysItWouldDo() {
    Plan plan =
        plan(Map.of("upgrade", "dist"), "sweep dist-upgrade\ninst curl 1.0 2.0\nremv old 1", "");
    assertThat(onlyChange(plan).diffs())
        .containsExactly(Diff.value("curl", "1.0", "2.0"), Diff.value("old", "1", "absent"));
    assertThat(plan(Map.of("upgrade", "yes"), "sweep upgrade", "").reason())
        .isEqualTo("every package is up to date");
  }

  @Test
  void behindARefreshAnUpgradeTellsItselfWhetherItWasOne() {
    Map<String, Object> both = Map.of("upgrade", "yes", "update_cache", true);
    Plan plan = plan(both, "sweep upgrade", "age 100 1700000000");

    assertThat(plan.isChanging()).isFalse();
    assertThat(plan.changes()).hasSize(2);
    Execution refreshed = new Execution(0, "Hit:1 http://x y InRelease", "");
    assertThat(
            APT.changed(
                plan,
                List.of(
                    refreshed,
                    new Execution(
                        0, "0 upgraded, 0 newly installed, 0 to remove and 3 not upgraded.", ""))))
        .isFalse();
    assertThat(
            APT.changed(
                plan,
                List.of(
                    refreshed,
                    new Execution(
                        0, "2 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.", ""))))
        .isTrue();
    assertThat(plan(both, "sweep upgrade\ninst a 1 2", "age 1 1").isChanging()).isTrue();
  }

  @Test
  void aFileIsInstalledUnlessItsVersionIsThere() {
    Map<String, Object> deb = Map.of("deb", "/srv/gw.deb");

    assertThat(plan(deb, "deb gw 1.0 all\npackage gw ii all 1.0", "").reason())
        .isEqualTo("gw 1.0 is installed");
    assertThat(onlyChange(plan(deb, "deb gw 1.1 all\npackage gw ii all 1.0", "")).summary())
        .isEqualTo("upgrade gw 1.1");
    assertThat(plan(deb, "deb gw 0.9 all\npackage gw ii all 1.0", "").failure()).isPresent();
    assertThat(plan(deb, "deb-absent", "").needs())
        .extracting(Need::message)
        .containsExactly("there is no /srv/gw.deb to install");
  }

  @Test
  void onlyUpgradeInstallsNothingNew() {
    assertThat(
            plan(Map.of("name", "sl", "state", "latest", "only_upgrade", true), "", "offer sl 1 1")
                .reason())
        .isEqualTo("sl is not installed, and only_upgrade is set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deb             | sl.deb         | an absolute path or a URL",
        "upgrade         | maybe          | cannot be \"maybe\"",
        "policy_rc_d     | 256            | an exit status",
        "dpkg_options    | '--force-all'  | without the leading hyphens",
        "default_release | 'a b'          | takes a release",
        "state           | build-dep      | needs a name",
        "state           | build_dep      | cannot be \"build_dep\"",
        "name            | '*'            | with state latest only",
        "update_cache_retries | 0         | at least 1",
      })
  void badValuesAreRefusedWhileLoading(String parameter, String value, String message) {
    assertThatThrownBy(() -> HARNESS.wanted(APT, Map.of(parameter, value)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  private static Plan plan(Map<String, Object> parameters, String state, String context) {
    return APT.plan(HARNESS.wanted(APT, parameters), AptState.parse(new Reading(state, context)));
  }

  private static Change onlyChange(Plan plan) {
    assertThat(plan.failure()).isEmpty();
    assertThat(plan.changes()).hasSize(1);
    return plan.changes().get(0);
  }
}
