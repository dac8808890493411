package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.Event;
import io.groundwork.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

  private static final String THREE =
      """
      - name: p
        hosts: all
        tasks:
          - name: a
            keep: {path: DIR/a, content: "x"}
          - name: b
            keep: {path: DIR/b, content: "x"}
          - name: c
            keep: {path: DIR/c, content: "x"}
      """;

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench = new Bench(directory);
  }

  /** Answers one question at a time and notes what was there by then. */
  private final class Asked implements Gate {
    private final List<String> asked = new ArrayList<>();
    private final Answer forB;

    Asked(Answer forB) {
      this.forB = forB;
    }

    @Override
    public Answer ask(Proposal proposal) {
      boolean made = directory.resolve("a").toFile().exists();
      asked.add(proposal.task().name() + (made ? " when a is made" : ""));
      return proposal.task().name().equals("b") ? forB : new Answer.Make();
    }

    @Override
    public boolean oneByOne() {
      return true;
    }
  }

  @Test
  void eachChangeIsMadeBeforeTheNextIsAskedAbout() {
    Asked gate = new Asked(new Gate.Answer.Make());

    Told told = bench.run(THREE, run -> run.apply(gate));

    assertThat(gate.asked).containsExactly("a", "b when a is made", "c when a is made");
    assertThat(told.verdicts()).containsExactly("a: CHANGED", "b: CHANGED", "c: CHANGED");
  }

  @Test
  void aChangeCanBeLeftOut() {
    Told told =
        bench.run(THREE, run -> run.apply(new Asked(new Gate.Answer.Leave("not confirmed"))));

    assertThat(told.verdicts()).containsExactly("a: CHANGED", "b: SKIPPED", "c: CHANGED");
    assertThat(told.result("b").orElseThrow().reason()).isEqualTo("not confirmed");
    assertThat(directory.resolve("b")).doesNotExist();
  }

  @Test
  void aRefusedChangeFailsItsTaskAndEndsTheHostsRun() {
    Gate.Answer no = new Gate.Answer.Refuse(Problem.of("not in the plan"));

    Told told = bench.run(THREE, run -> run.apply(new Asked(no)));

    assertThat(told.verdicts()).containsExactly("a: CHANGED", "b: FAILED");
    assertThat(directory.resolve("b")).doesNotExist();
  }

  @Test
  void whoeverInterruptsTheRunAnswersStop() {
    Told told =
        bench.run(
            THREE,
            run ->
                run.apply(
                    proposal -> {
                      if (proposal.task().name().equals("b")) {
                        run.interrupt();
                        return new Gate.Answer.Stop();
                      }
                      return new Gate.Answer.Make();
                    }));

    assertThat(told.recap().interrupted()).isTrue();
    assertThat(directory.resolve("b")).doesNotExist();
  }

  @Test
  void aRefusedHostIsNotTouchedAndNotCounted() {
    bench.inventory(
        "all: {hosts: {one: {ansible_connection: local}, two: {ansible_connection: local}}}\n");
    Gate gate =
        new Gate() {
          @Override
          public Answer ask(Proposal proposal) {
            return new Answer.Make();
          }

          @Override
          public Optional<Problem> refusal(String host) {
            return host.equals("one") ? Optional.of(Problem.of("it moved")) : Optional.empty();
          }
        };

    Told told = bench.run(THREE, run -> run.apply(gate));

    assertThat(told.recap().hosts()).extracting(host -> host.host()).containsExactly("two");
    assertThat(told.events()).contains(new Event.HostRefused("one", Problem.of("it moved")));
  }

  @Test
  void aDryRunTellsWhetherAnEarlierChangeMayAlterWhatItWasPlannedOn() {
    List<String> foreseen = new ArrayList<>();
    String playbook =
        """
        - name: p
          hosts: all
          tasks:
            - name: a
              keep: {path: DIR/a, content: "x"}
            - name: c
              ask: "true"
            - name: b
              keep: {path: DIR/b, content: "x"}
        """;

    bench.run(
        playbook,
        run ->
            run.plan(
                (proposal, result, open) -> foreseen.add(proposal.task().name() + " " + open)));

    assertThat(foreseen).containsExactly("a false", "c false", "b true");
  }
}
