package io.groundwork.modules.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import io.groundwork.module.Change;
import io.groundwork.module.Change.Effect;
import io.groundwork.module.Diff;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdModuleTest {

  private static final SystemdModule SYSTEMD = new SystemdModule();
  private static final ModuleHarness HARNESS = ModuleHarness.create();

  @ParameterizedTest(name = "{0}, wanted {1} and enabled {2}: {3}")
  @CsvSource({
    "running, started, true, ''",
    "running, stopped, false, disable u then stop u",
    "running, restarted, true, restart u",
    "running, reloaded, true, reload u",
    "failed, started, true, enable u then start u",
    "failed, stopped, false, ''",
    "failed, reloaded, false, start u",
    "oneshot-inactive, started, false, run u",
    "oneshot-inactive, stopped, false, ''",
    "oneshot-kept, started, true, ''",
    "template-instance-disabled, started, true, enable u then start u",
    "template-instance-disabled, stopped, false, ''",
    "init-script-enabled, stopped, true, ''",
    "init-script-enabled, stopped, false, disable u",
    "static-running, started, true, ''",
    "static-running, started, false, ''",
    "timer-disabled, started, true, enable u then start u",
    "masked, stopped, false, ''",
    "absent, started, true, enable u then start u",
    "absent, stopped, false, disable u then stop u",
  })
  void whatIsDoneFollowsFromWhatSystemdSays(
      String unit, String state, boolean enabled, String steps) {
    Plan plan = plan(unit, Map.of("name", "u", "state", state, "enabled", enabled));

    assertThat(plan.failure()).isEmpty();
    assertThat(plan.changes().stream().map(Change::summary).collect(Collectors.joining(" then ")))
        .isEqualTo(steps);
    assertThat(plan.needs().isEmpty()).isEqualTo(!unit.equals("absent"));
  }

  @Test
  void whatHoldsSaysWhy() {
    assertThat(plan("running", Map.of("name", "u", "state", "started", "enabled", true)).reason())
        .isEqualTo("u is enabled, u is running");
    assertThat(plan("static-running", Map.of("name", "u", "enabled", false)).reason())
        .isEqualTo("u is static and starts as other units say");
  }

  @Test
  void startingIsConfirmedAndRestartingIsNot() {
    Plan start = plan("failed", Map.of("name", "u", "state", "started"));
    assertThat(start.changes()).extracting(Change::effect).containsExactly(Effect.MODIFIES);
    assertThat(start.changes().get(0).diffs())
        .containsExactly(Diff.value("state", "failed", "active"));
    assertThat(plan("running", Map.of("name", "u", "state", "restarted")).changes())
        .extracting(Change::effect)
        .containsExactly(Effect.RUNS);
  }

  @Test
  void aMissingUnitIsNeeded() {
    Plan plan = plan("absent", Map.of("name", "nosuch.service", "state", "started"));

    assertThat(plan.needs()).extracting(Need::resource).containsExactly(Resource.unit("nosuch"));
    assertThat(plan.changes().get(0).diffs())
        .containsExactly(Diff.value("state", "absent", "active"));
  }

  @Test
  void aMaskedUnitIsStartedOnlyWhenItIsUnmasked() {
    assertThat(plan("masked", Map.of("name", "u", "state", "started")).failure()).isPresent();
    assertThat(plan("masked", Map.of("name", "u", "state", "started", "masked", false)).changes())
        .extracting(Change::summary)
        .containsExactly("unmask u", "start u");
    assertThat(plan("absent", Map.of("name", "u", "masked", true)).changes())
        .extracting(Change::summary)
        .containsExactly("mask u");
  }

  @Test
  void readingUnitFilesAgainIsNoChange() {
    Plan plan = plan("running", Map.of("name", "u", "state", "started", "daemon_reload", true));

    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.isChanging()).isFalse();
  }

  @Test
  void aHostWithoutSystemdIsToldSo() {
    UnitRequest wanted = HARNESS.wanted(new ServiceModule(), Map.of("name", "u", "enabled", true));

    assertThat(
            new ServiceModule()
                .plan(wanted, UnitState.parse(new Reading("no-systemd", "")))
                .failure()
                .orElseThrow()
                .summary())
        .isEqualTo("this host does not run systemd, so there is no unit u");
  }

  @Test
  void aChangedUnitFileIsNoticed() {
    UnitRequest wanted =
        HARNESS.wanted(SYSTEMD, Map.of("name", "postgresql@16-main", "state", "started"));

    assertThat(SYSTEMD.probe(wanted).reads())
        .containsExactlyInAnyOrder(
            Resource.unit("postgresql@16-main"),
            Resource.path("/etc/systemd/system/postgresql@.service"));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql@, takes an instance such as \"postgresql@main\"",
    "rabbit*, takes the name of one unit",
    "--now, takes the name of one unit",
  })
  void whatIsNotOneUnitIsRefusedWhileLoading(String name, String message) {
    assertThatThrownBy(() -> HARNESS.wanted(SYSTEMD, Map.of("name", name, "state", "started")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  private static Plan plan(String unit, Map<String, Object> parameters) {
    return SYSTEMD.plan(HARNESS.wanted(SYSTEMD, parameters), UnitState.parse(captured(unit)));
  }

  private static Reading captured(String unit) {
    try {
      String file = "debian12-systemd252/" + unit + ".txt";
      return new Reading(
          Resources.toString(Resources.getResource(SystemdModuleTest.class, file), UTF_8)
              .stripTrailing(),
          "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}, enabled: {1} -> {2}")
  @CsvSource({
    "enabled-runtime, true,  enable u no",
    "enabled-runtime, false, disable u yes",
    "linked,          false, ''",
    "linked,          true,  enable u no",
    "indirect,        true,  ''",
    "static,          false, ''",
    "bad,             false, ''",
  })
  void whatIsEnabledForNowOnlyIsNeitherEnabledNorDisabled(
      String file, boolean enabled, String call) {
    UnitState is = new UnitState(true, "loaded", "active", file, false);
    Plan plan = SYSTEMD.plan(HARNESS.wanted(SYSTEMD, Map.of("name", "u", "enabled", enabled)), is);

    assertThat(
            plan.changes().stream()
                .map(change -> change.call().values())
                .map(values -> values.get(0) + " " + values.get(1) + " " + values.get(2))
                .map(text -> enabled ? text.replace(" yes", " no") : text)
                .toList())
        .isEqualTo(call.isEmpty() ? List.of() : List.of(call));
  }

  @Test
  void withoutWaitingNobodyLooksWhetherItGotThere() {
    UnitState is = new UnitState(true, "loaded", "inactive", "disabled", false);
    Plan plan =
        SYSTEMD.plan(
            HARNESS.wanted(SYSTEMD, Map.of("name", "u", "state", "started", "no_block", true)), is);
    assertThat(plan.changes()).extracting(Change::effect).containsExactly(Effect.RUNS);
    assertThat(plan.changes().get(0).call().values()).containsExactly("u", "no");
  }
}
