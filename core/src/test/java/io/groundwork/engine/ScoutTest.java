package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.TaskResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a host for plays that are still to come. */
class ScoutTest {

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void prepare() {
    bench = new Bench(directory);
  }

  private void two() {
    bench.inventory(
        "all: {hosts: {a: {ansible_connection: local}, b: {ansible_connection: local}}}\n");
  }

  private static final String THREE_PLAYS =
      """
      - hosts: all
        tasks:
          - name: one
            keep: {path: DIR/one, content: x}
      - hosts: all
        tasks:
          - name: two
            keep: {path: DIR/two, content: '${ansible_facts.kernel}'}
      - hosts: all
        tasks:
          - name: seen
            look: DIR/one
            register: seen
          - name: three
            keep: {path: DIR/three, content: x}
            when: seen.content == "x"
          - name: skipped
            keep: {path: DIR/four, content: x}
            when: seen.content == "y"
      """;

  @Test
  void aConvergedHostCostsNoMoreForTheNumberOfPlays() {
    bench.apply(THREE_PLAYS);
    Told told = bench.apply(THREE_PLAYS);
    assertThat(told.verdicts())
        .containsExactly("one: OK", "two: OK", "seen: OK", "three: OK", "skipped: SKIPPED");
    assertThat(told.exchanges())
        .as("the first with the facts, then what depends on either")
        .isEqualTo(2);
    assertThat(bench.plan(THREE_PLAYS).exchanges()).isEqualTo(2);
  }

  @Test
  void whatAnotherHostChangedInAnEarlierPlayIsReadAnew() throws IOException {
    two();
    Files.writeString(directory.resolve("from-b"), "x\n");
    String playbook =
        """
        - hosts: all
          tasks:
            - name: first
              keep: {path: 'DIR/from-${inventory_hostname}', content: x}
        - hosts: b
          tasks:
            - name: then
              look: DIR/from-a
              register: seen
            - name: told
              keep: {path: DIR/told, content: '${seen.content}'}
        """;
    Told told = bench.apply(playbook);
    assertThat(told.recap().changed()).isEqualTo(2);
    assertThat(directory.resolve("told")).hasContent("x\n");
  }

  @Test
  void whatTheHostItselfChangedInAnEarlierPlayIsReadAnew() {
    Told told = bench.apply(THREE_PLAYS);
    assertThat(told.verdict("three")).isEqualTo(Verdict.CHANGED);
    assertThat(told.verdict("skipped")).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void nothingIsToldOrDoneBeforeItsTurn() {
    String playbook =
        """
        - hosts: all
          tasks:
            - name: first
              look: DIR/one
            - name: fails
              ask: exit 3
        - hosts: all
          tasks:
            - name: never
              check_mode: false
              ask: touch DIR/done
            - name: later
              look: DIR/one
        """;
    Told told = bench.apply(playbook);
    assertThat(told.verdicts()).containsExactly("first: OK", "fails: FAILED");
    assertThat(directory.resolve("done")).doesNotExist();
  }

  @Test
  void aHandlerThatAFailedRunLeftInALaterPlayIsRun() throws IOException {
    String playbook =
        """
        - hosts: all
          tasks:
            - name: one
              keep: {path: DIR/one, content: x}
        - hosts: all
          handlers:
            - name: restart
              ask: echo again >>DIR/restarted
          tasks:
            - name: two
              keep: {path: DIR/two, content: x}
              notify: restart
            - name: seen
              look: DIR/ready
              register: ready
            - name: fails
              ask: exit 3
              when: ready.content == "absent"
        """;
    assertThat(bench.apply(playbook).verdict("fails")).isEqualTo(Verdict.FAILED);
    assertThat(directory.resolve("restarted")).doesNotExist();
    Files.writeString(directory.resolve("ready"), "yes\n");
    bench.apply(playbook);
    assertThat(directory.resolve("restarted")).hasContent("again\n");
  }
}
