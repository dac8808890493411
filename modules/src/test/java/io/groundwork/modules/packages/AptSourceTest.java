package io.groundwork.modules.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptSourceTest {

  private static final AptRepositoryModule LINE = new AptRepositoryModule();
  private static final Deb822RepositoryModule PARAGRAPH = new Deb822RepositoryModule();
  private static final DpkgSelectionsModule SELECTIONS = new DpkgSelectionsModule();
  private static final ModuleHarness HARNESS = ModuleHarness.create();
  private static final String KEY = "B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8";
  private static final String OTHER = "0427B3CBB17FBBBA7AAC5D33CB8B601576BF1DAE";
  private static final Map<String, Object> PGDG =
      Map.of(
          "repo", "deb [arch=amd64] https://apt.example.org/pub/repos/apt  bookworm-pgdg main",
          "filename", "pgdg",
          "key_url", "https://example.org/key.asc",
          "key_fingerprint", "B97B 0AFC AA1A 47F0 44F2  44A0 7FCC 7D46 ACCC 4CF8");
  private static final String WRITTEN =
      "deb [arch=amd64 signed-by=/etc/apt/keyrings/pgdg.gpg]"
          + " https://apt.example.org/pub/repos/apt bookworm-pgdg main";

  @TempDir Path directory;

  @Test
  void aSourceIsAddedWithItsKey() {
    Plan plan = plan(LINE, PGDG, "apt\nkey absent\nabsent", "gpg");

    Change change = plan.changes().get(0);
    assertThat(change.summary())
        .isEqualTo("add the package sources in /etc/apt/sources.list.d/pgdg.list");
    assertThat(change.diffs())
        .containsExactly(
            Diff.text("/etc/apt/sources.list.d/pgdg.list", "", WRITTEN + "\n"),
            Diff.value("/etc/apt/keyrings/pgdg.gpg", "absent", KEY));
    assertThat(change.call().values()).endsWith("https://example.org/key.asc", "yes", "60", KEY);
    // What it will offer nobody can tell before, so whatever comes later may rely on it.
    assertThat(change.altersAnything()).isTrue();
    assertThat(plan.needs()).isEmpty();
  }

  @Test
  void aSourceThatIsThereHolds() {
    assertThat(plan(LINE, PGDG, "apt\nkey " + KEY + "\nmode 644\n" + WRITTEN, "gpg").reason())
        .isEqualTo("the package sources in /etc/apt/sources.list.d/pgdg.list are as wanted");
  }

  @Test
  void anotherKeyIsReplacedAndOnlyThenFetched() {
    Plan another = plan(LINE, PGDG, "apt\nkey " + OTHER + "\nmode 644\n" + WRITTEN, "gpg");
    assertThat(another.changes().get(0).diffs())
        .containsExactly(Diff.value("/etc/apt/keyrings/pgdg.gpg", OTHER, KEY));

    Plan second = plan(LINE, PGDG, "apt\nkey " + KEY + " " + OTHER + "\nmode 644\n" + WRITTEN, "");
    assertThat(second.changes()).hasSize(1);

    Plan mode = plan(LINE, PGDG, "apt\nkey " + KEY + "\nmode 600\n" + WRITTEN, "gpg");
    assertThat(mode.changes().get(0).diffs()).containsExactly(Diff.value("mode", "0600", "0644"));
    assertThat(mode.changes().get(0).call().values()).contains("/etc/apt/keyrings/pgdg.gpg", "");
  }

  @Test
  void gpgIsNeededToCheckTheKey() {
    assertThat(plan(LINE, PGDG, "apt\nkey absent\nabsent", "no-gpg").needs())
        .extracting(Need::resource)
        .containsExactly(Resource.command("gpg"));
    assertThat(plan(LINE, PGDG, "apt\nkey unchecked\nmode 644\n" + WRITTEN, "no-gpg").needs())
        .hasSize(1);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "deb http://x/y s main | ''                     | deb http://x/y s main | an empty file",
        "deb http://x/y s main | deb http://x/y s other | deb http://x/y s main | other components",
        "deb http://x/y s main | deb [a=b] http://x/y  s  main | deb http://x/y s main | options",
        "deb http://x/y s main | deb http://x/y t main  | deb http://x/y t main;deb http://x/y s"
            + " main | another suite stays",
        "deb http://x/y s main | # c;deb http://x/y s main | # c;deb http://x/y s main | comments",
        "deb-src http://x/y s main | deb http://x/y s main | deb http://x/y s main;deb-src"
            + " http://x/y s main | another type stays",
      })
  void aLineTakesThePlaceOfThoseAboutItsSource(
      String line, String before, String after, String why) {
    assertThat(SourceLine.parse(line).in(before.replace(";", "\n")))
        .as(why)
        .isEqualTo(after.replace(";", "\n"));
  }

  @Test
  void theFileGoesWithItsLastSource() {
    Map<String, Object> absent = new HashMap<>(PGDG);
    absent.put("state", "absent");

    assertThat(
            plan(LINE, absent, "apt\nkey " + KEY + "\nmode 644\n# by hand\n" + WRITTEN, "gpg")
                .changes()
                .get(0)
                .call()
                .values())
        .containsExactly("/etc/apt/sources.list.d/pgdg.list", "/etc/apt/keyrings/pgdg.gpg");
    assertThat(
            plan(LINE, absent, "apt\nkey absent\nmode 644\ndeb http://a b c\n" + WRITTEN, "gpg")
                .changes()
                .get(0)
                .summary())
        .startsWith("change");
    assertThat(plan(LINE, absent, "apt\nkey absent\nabsent", "gpg").changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:pass@apt.example.org/pub/repos/apt, apt_example_org_pub_repos_apt",
    "http://packages.example/debian/, packages_example_debian",
    "file:/srv/repo, srv_repo",
  })
  void theFileIsNamedAfterTheUri(String uri, String name) {
    assertThat(SourceLine.parse("deb [x=y] " + uri + " suite main").fileName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ppa:some/thing             | a PPA's line",
        "http://x/y bookworm main   | takes a line",
        "deb http://x/y             | takes a line",
      })
  void whatIsNoSourceIsRefusedWhileLoading(String repo, String message) {
    assertThatThrownBy(() -> HARNESS.wanted(LINE, Map.of("repo", repo)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aKeyIsNeverFetchedWithoutItsFingerprint() {
    Map<String, Object> unchecked = new HashMap<>(PGDG);
    unchecked.remove("key_fingerprint");
    assertThatThrownBy(() -> HARNESS.wanted(LINE, unchecked)).hasMessageContaining("is missing");
    unchecked.put("key_fingerprint", "ACCC4CF8");
    assertThatThrownBy(() -> HARNESS.wanted(LINE, unchecked)).hasMessageContaining("40 hex");
    assertThatThrownBy(
            () ->
                HARNESS.wanted(
                    PARAGRAPH,
                    Map.of(
                        "name",
                        "x",
                        "uris",
                        "http://x",
                        "suites",
                        "./",
                        "signed_by",
                        "https://x/key")))
        .hasMessageContaining("key_fingerprint");
  }

  @Test
  void paragraphsAreWrittenAsAWhole() {
    Plan plan =
        plan(
            PARAGRAPH,
            Map.of(
                "name", "Lab one",
                "types", List.of("deb", "deb-src"),
                "uris", "http://x/y",
                "suites", List.of("a", "b"),
                "components", "main",
                "architectures", "amd64",
                "enabled", false,
                "signed_by", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END"),
            "apt\nkey absent\nabsent",
            "no-gpg");

    assertThat(plan.needs()).isEmpty();
    assertThat(plan.changes().get(0).diffs())
        .containsExactly(
            Diff.text(
                "/etc/apt/sources.list.d/lab-one.sources",
                "",
                """
                Types: deb deb-src
                URIs: http://x/y
                Suites: a b
                Components: main
                Architectures: amd64
                Enabled: no
                Signed-By:
                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                 .
                 abc
                 -----END
                """));
  }

  @Test
  void valuesCannotBringFieldsOfTheirOwn() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("name", "x");
    parameters.put("uris", List.of("http://x\nTrusted: yes"));
    parameters.put("suites", "s");
    parameters.put("components", "main");

    assertThatThrownBy(() -> HARNESS.wanted(PARAGRAPH, parameters))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("not one word");
  }

  @Test
  void aWrongKeyChangesNothing() throws IOException {
    Path list = Files.writeString(directory.resolve("x.list"), "old\n");
    Execution execution = write(list, OTHER);

    assertThat(execution.exit()).isNotZero();
    assertThat(execution.err())
        .contains("has the fingerprint " + KEY + ", wanted is " + OTHER + "; nothing was changed");
    assertThat(list).hasContent("old\n");
    assertThat(directory.resolve("x.gpg")).doesNotExist();
  }

  @Test
  void theRightKeyIsStoredWithTheSource() throws IOException {
    Path list = directory.resolve("new/x.list");
    Execution execution = write(list, KEY);

    assertThat(execution.err()).isEmpty();
    assertThat(execution.exit()).isZero();
    assertThat(list).hasContent("deb new\n");
    assertThat(directory.resolve("x.gpg")).hasContent("binary\n");
  }

  /** Runs the snippet with a gpg that finds one and the same key in everything. */
  private Execution write(Path list, String wanted) throws IOException {
    Path commands = Files.createDirectories(directory.resolve("commands"));
    FakeCommands host =
        new FakeCommands(commands)
            .with(
                "gpg",
                "case \"$*\" in *--dearmor) cat >/dev/null; echo binary ;; *) echo"
                    + " 'pub:-:'; echo 'fpr:::::::::"
                    + KEY
                    + ":'; echo 'sub:x'; echo 'fpr:::::::::FFFF:' ;; esac");
    Path key = Files.writeString(directory.resolve("key.asc"), "armored\n");
    AptSource source =
        new AptSource(list.toString(), before -> "deb new", 0644, Optional.empty(), false);
    Change change =
        source
            .plan(AptSource.State.parse(new Reading("apt\nkey absent\nabsent", "gpg")))
            .changes()
            .get(0);
    return host.harness()
        .execute(
            change
                .call()
                .snippet()
                .call(
                    list.toString(),
                    "0644",
                    directory + "/x.gpg",
                    "file:" + key,
                    "no",
                    "60",
                    wanted),
            change.payload());
  }

  @Test
  void aSelectionIsKeptOnlyForPackagesThatDpkgKnows() {
    Map<String, Object> hold = Map.of("name", "postgresql-16", "selection", "hold");

    assertThat(SELECTIONS.plan(HARNESS.wanted(SELECTIONS, hold), Optional.of("hold")).reason())
        .isEqualTo("postgresql-16 is set to hold");
    assertThat(
            SELECTIONS
                .plan(HARNESS.wanted(SELECTIONS, hold), Optional.of("install"))
                .changes()
                .get(0)
                .diffs())
        .containsExactly(Diff.value("selection", "install", "hold"));
    assertThat(SELECTIONS.plan(HARNESS.wanted(SELECTIONS, hold), Optional.empty()).needs())
        .extracting(Need::resource)
        .containsExactly(Resource.pkg("postgresql-16"));
  }

  private static Plan plan(
      Module<AptSource, AptSource.State> module,
      Map<String, Object> parameters,
      String state,
      String context) {
    return module.plan(
        HARNESS.wanted(module, parameters), AptSource.State.parse(new Reading(state, context)));
  }
}
