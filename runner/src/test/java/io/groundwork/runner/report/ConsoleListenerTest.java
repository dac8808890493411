package io.groundwork.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.event.HostRecap;
import io.groundwork.event.Listener;
import io.groundwork.event.Recap;
import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import io.groundwork.runner.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {

  private static String told(
      Recorded recorded, boolean diff, boolean verbose, Consumer<Listener> story) {
    try (Screen screen = new Screen(recorded.terminal())) {
      story.accept(new ConsoleListener(new View(recorded.terminal(), diff, verbose), screen));
    }
    return recorded.out();
  }

  @Test
  void aPlanIsShownHostByHostAndEqualHostsShareABlock() {
    Golden.check("plan.txt", told(Recorded.pipe(), false, false, Story::plan));
  }

  @Test
  void diffShowsEveryDifferenceInFull() {
    Golden.check("plan-diff.txt", told(Recorded.pipe(), true, false, Story::plan));
  }

  @Test
  void verboseShowsWhatHoldsAndWhy() {
    Golden.check("plan-verbose.txt", told(Recorded.pipe(), false, true, Story::plan));
  }

  @Test
  void aTerminalGetsColoursAndLinesThatFit() {
    Golden.check("plan-terminal.txt", told(Recorded.terminal(60), false, false, Story::plan));
  }

  @Test
  void anAsciiTerminalGetsNothingElseButData() {
    Golden.check("plan-ascii.txt", told(Recorded.ascii(), false, false, Story::plan));
  }

  @Test
  void aRunIsShownTaskByTaskWithoutRepeatingThePlan() {
    Golden.check(
        "apply.txt",
        told(
            Recorded.pipe(),
            false,
            false,
            listener -> {
              Story.plan(listener);
              Story.apply(listener);
            }));
  }

  @Test
  void aPlanWithoutChangesSaysSoInOneLine() {
    assertThat(told(Recorded.pipe(), false, false, Story::converged))
        .isEqualTo("Plan: 0 to change on 1 host, 12 as wanted, 1 skipped\n");
  }

  @Test
  void nothingFromAFileOrAHostCanSteerTheTerminal() {
    String told = told(Recorded.terminal(100), true, true, Story::apply);

    assertThat(told).contains("\\x1b[31mpg").doesNotContain("\u001b[31mpg");
  }

  @Test
  void aPipeGetsNoColoursAndNoMotion() {
    String told = told(Recorded.pipe(), true, true, Story::plan);

    assertThat(told).doesNotContain("\u001b");
  }

  @Test
  void whereNobodyWatchesALongChangeTellsOfItselfOnceAMinute() {
    String told =
        told(
            Recorded.pipe(),
            false,
            false,
            listener -> {
              for (int seconds = 5; seconds <= 125; seconds += 5) {
                Story.progress(listener, Duration.ofSeconds(seconds), "Unpacking\u001b[2J " + seconds);
              }
            });

    assertThat(told)
        .isEqualTo(
            """
              db1  install postgresql-16  1 min 0 s: Unpacking\\x1b[2J 60
              db1  install postgresql-16  2 min 0 s: Unpacking\\x1b[2J 120
            """);
  }

  @Test
  void theRecapReadsAsAnsiblesDoes() {
    Recorded recorded = Recorded.pipe();
    try (Screen screen = new Screen(recorded.terminal())) {
      new ConsoleListener(new View(recorded.terminal(), false, false), screen)
          .recap(
              new Recap(
                  List.of(
                      new HostRecap("db1", 12, 0, 1, 0, 0, Optional.empty(), 1),
                      new HostRecap("rabbitmq1", 3, 2, 0, 0, 0, Optional.empty(), 1)),
                  Duration.ofSeconds(75),
                  true));
    }

    assertThat(recorded.out())
        .isEqualTo(
            """
            db1       : ok=12 changed=0 skipped=1 unknown=0 failed=0 unreachable=0
            rabbitmq1 : ok=3 changed=2 skipped=0 unknown=0 failed=0 unreachable=0
            2 hosts, 2 changed, 0 failed, 0 unreachable in 1 min 15 s (interrupted)
            """);
  }
}
