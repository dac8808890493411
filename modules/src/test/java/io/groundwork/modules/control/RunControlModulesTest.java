package io.groundwork.modules.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.ModuleHarness.Outcome;
import io.groundwork.module.Plan;
import io.groundwork.module.Reconnect;
import io.groundwork.text.LoadException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Modules that direct the run, or the connection, rather than change what is on a host. */
class RunControlModulesTest {

  private static final ModuleHarness HARNESS = ModuleHarness.create();
  private static final PauseModule PAUSE = new PauseModule();
  private static final RebootModule REBOOT = new RebootModule();
  private static final WaitForConnectionModule WAIT = new WaitForConnectionModule();

  @Test
  void failSaysWhatItWasTold() {
    assertThat(plan(new FailModule(), Map.of("msg", "too old")).failure().orElseThrow().summary())
        .isEqualTo("too old");
    assertThat(plan(new FailModule(), Map.of()).failure().orElseThrow().summary())
        .isEqualTo("Failed as requested from task");
  }

  @Test
  void pauseWaitsAndIsNoChange() {
    Plan plan = plan(PAUSE, Map.of("minutes", 2L));

    assertThat(plan.isChanging()).isFalse();
    assertThat(plan.changes()).singleElement().matches(one -> one.summary().equals("wait 120 s"));
    Outcome outcome = HARNESS.apply(PAUSE, Map.of("seconds", 0L));
    assertThat(outcome.executions()).singleElement().matches(Execution::succeeded);
  }

  @Test
  void pauseRefusesWhatItCannotWaitFor() {
    refused(PAUSE, Map.of(), "give either seconds or minutes");
    refused(PAUSE, Map.of("seconds", 1L, "minutes", 1L), "give either seconds or minutes");
    refused(PAUSE, Map.of("seconds", -1L), "from nothing to a day");
    refused(PAUSE, Map.of("minutes", 1441L), "from nothing to a day");
    refused(PAUSE, Map.of("prompt", "Go on?"), "a run asks nothing");
  }

  @Test
  void metaTakesTheWordsOfTheEngineAlone() {
    Plan plan = plan(new MetaModule(), Map.of("free_form", "flush_handlers"));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.reason()).isEqualTo("flush_handlers");
    refused(new MetaModule(), Map.of("free_form", "flush_handler"), "flush_handlers");
  }

  @Test
  void rebootIsAChangeThatWaitsForAnotherBoot() {
    Map<String, Object> given =
        Map.of("reboot_timeout", 300L, "pre_reboot_delay", 5L, "post_reboot_delay", 3L);
    Plan plan = REBOOT.plan(HARNESS.wanted(REBOOT, given), "boot");

    assertThat(plan.isChanging()).isTrue();
    Reconnect way = plan.changes().get(0).reconnect().orElseThrow();
    assertThat(way.after()).isEqualTo(Duration.ofSeconds(3));
    // The script's answer comes first, so the host goes a second later than it was told.
    assertThat(way.patience()).isEqualTo(Duration.ofSeconds(306));
    assertThat(way.test()).isPresent();
    refused(REBOOT, Map.of("reboot_timeout", 0L), "reboot_timeout");
    refused(REBOOT, Map.of("pre_reboot_delay", -1L), "pre_reboot_delay");
  }

  @Test
  void rebootTellsHowLongItTook() {
    RebootModule.Wanted wanted = HARNESS.wanted(REBOOT, Map.of());

    assertThat(REBOOT.result(wanted, "boot", List.of(new Execution(0, "12", ""))))
        .isEqualTo(Map.of("rebooted", true, "elapsed", 12L));
    assertThat(REBOOT.result(wanted, "boot", List.of(new Execution(1, "", "no answer"))))
        .isEqualTo(Map.of("rebooted", false, "elapsed", 0L));
    assertThat(REBOOT.result(wanted, "boot", List.of()))
        .isEqualTo(Map.of("rebooted", false, "elapsed", 0L));
  }

  @Test
  void waitForConnectionMakesANewOneAndIsNoChange() {
    Plan plan = plan(WAIT, Map.of("timeout", 60L, "delay", 4L, "sleep", 2L));

    assertThat(plan.isChanging()).isFalse();
    Reconnect way = plan.changes().get(0).reconnect().orElseThrow();
    assertThat(way.patience()).isEqualTo(Duration.ofSeconds(60));
    assertThat(way.test()).isEmpty();
    assertThat(plan.changes().get(0).summary())
        .isEqualTo("wait for a new connection, at most 60 s");
    assertThat(WAIT.result(HARNESS.wanted(WAIT, Map.of()), true, List.of()))
        .isEqualTo(Map.of("elapsed", 0L));
    refused(WAIT, Map.of("timeout", 0L), "timeout");
    refused(WAIT, Map.of("sleep", 0L), "sleep");
  }

  private static Plan plan(Module<?, ?> module, Map<String, Object> given) {
    return HARNESS.plan(module, given);
  }

  private static void refused(Module<?, ?> module, Map<String, Object> given, String why) {
    assertThatThrownBy(() -> HARNESS.plan(module, given))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(why);
  }
}
