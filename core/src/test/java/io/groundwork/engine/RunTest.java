package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.Event;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.LoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench = new Bench(directory);
  }

  private static String play(String tasks) {
    return "- name: p\n  hosts: all\n  tasks:\n" + tasks.indent(4);
  }

  private static String keep(String name, String file, String content) {
    return """
        - name: %s
          keep: {path: DIR/%s, content: "%s"}
        """
        .formatted(name, file, content);
  }

  @Test
  void aDryRunTellsTheDiffAndChangesNothing() {
    Told told = bench.plan(play(keep("a", "f", "x")));
    assertThat(told.verdict("a")).isEqualTo(Verdict.CHANGED);
    assertThat(told.result("a").orElseThrow().steps().get(0).diffs().get(0).after())
        .isEqualTo("x\n");
    assertThat(directory.resolve("f")).doesNotExist();
  }

  @Test
  void aRunDoesWhatTheDryRunToldAndASecondOneNothing() {
    String playbook = play(keep("a", "f", "x") + keep("b", "g", "y"));
    Told planned = bench.plan(playbook);
    Told applied = bench.apply(playbook);
    assertThat(applied.verdicts()).isEqualTo(planned.verdicts());
    assertThat(directory.resolve("g")).hasContent("y\n");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("a: OK", "b: OK");
  }

  @Test
  void aConvergedHostCostsOneExchangeWhateverTheNumberOfTasks() {
    String tasks =
        IntStream.range(0, 50)
            .mapToObj(n -> keep("t" + n, "f" + n, "x" + n))
            .collect(Collectors.joining());
    Told fresh = bench.apply(play(tasks));
    assertThat(fresh.recap().changed()).isEqualTo(50);
    assertThat(fresh.exchanges()).as("read once, change once").isEqualTo(2);
    Told converged = bench.apply(play(tasks));
    assertThat(converged.recap().changed()).isZero();
    assertThat(converged.exchanges()).isEqualTo(1);
  }

  @Test
  void theRunAfterADryRunStartsFromWhatThatHasRead() {
    assertThat(bench.planAndApply(play(keep("a", "f", "x"))).exchanges()).isEqualTo(2);
  }

  @Test
  void aRunAfterADryRunThatFoundNothingToDoTellsTheSameAndAsksNoHost() {
    String playbook = play(keep("a", "f", "x"));
    bench.apply(playbook);

    Told told = bench.planAndApply(playbook);

    assertThat(told.exchanges()).isEqualTo(1);
    assertThat(told.verdicts()).containsExactly("a: OK", "a: OK");
    assertThat(told.events())
        .filteredOn(Event.RunFinished.class::isInstance)
        .extracting(event -> ((Event.RunFinished) event).mode())
        .containsExactly(Event.Mode.PLAN, Event.Mode.APPLY);
  }

  @Test
  void aTaskThatNeedsWhatAnEarlierOneBringsIsPlannedAfterIt() {
    String playbook = play("- name: d\n  folder: {path: DIR/deep}\n" + keep("f", "deep/f", "x"));
    Told planned = bench.plan(playbook);
    assertThat(planned.verdict("f")).isEqualTo(Verdict.CHANGED);
    assertThat(planned.result("f").orElseThrow().after()).contains("d");
    assertThat(bench.apply(playbook).recap().anyFailed()).isFalse();
    assertThat(directory.resolve("deep/f")).hasContent("x\n");
  }

  @Test
  void aTaskThatNeedsWhatNothingBringsFailsInDryRunAndRunAlike() {
    String playbook = play(keep("f", "deep/f", "x"));
    for (Told told : List.of(bench.plan(playbook), bench.apply(playbook))) {
      assertThat(told.verdict("f")).isEqualTo(Verdict.FAILED);
      assertThat(told.result("f").orElseThrow().failure().orElseThrow().summary())
          .endsWith("deep does not exist");
    }
  }

  @Test
  void aChangeAnEarlierTaskMadesOtherwiseIsPlannedAgain() {
    // The command writes the very file the next task keeps: the first plan of that is out of date.
    String playbook = play("- name: c\n  ask: echo other >DIR/f\n" + keep("k", "f", "mine"));
    Told told = bench.apply(playbook);
    assertThat(told.verdicts()).containsExactly("c: CHANGED", "k: CHANGED");
    assertThat(directory.resolve("f")).hasContent("mine\n");
    assertThat(told.result("k").orElseThrow().steps().get(0).diffs().get(0).before())
        .isEqualTo("other\n");
  }

  @Test
  void aTaskThatHeldBeforeAnEarlierChangeIsLookedAtAgainAfterIt() throws Exception {
    Files.writeString(directory.resolve("f"), "mine\n");
    String playbook = play("- name: c\n  ask: echo other >DIR/f\n" + keep("k", "f", "mine"));
    assertThat(bench.apply(playbook).verdicts()).containsExactly("c: CHANGED", "k: CHANGED");
    assertThat(directory.resolve("f")).hasContent("mine\n");
  }

  @Test
  void aChangeThatDoesNotHoldIsAFailure() {
    Told told = bench.apply(play("- name: a\n  keep: {path: DIR/f, content: x, stubborn: yes}\n"));
    assertThat(told.verdict("a")).isEqualTo(Verdict.FAILED);
    assertThat(told.result("a").orElseThrow().failure().orElseThrow().summary())
        .startsWith("the change was made, but the host is still not as wanted: it would write");
  }

  @Test
  void aFailureStopsItsHostAndTellsWhatTheHostSaid() {
    String playbook =
        play("- name: bad\n  ask: echo oh no >&2; exit 3\n" + keep("after", "f", "x"));
    Told told = bench.apply(playbook);
    assertThat(told.verdicts()).containsExactly("bad: FAILED");
    assertThat(told.result("bad").orElseThrow().failure().orElseThrow().summary())
        .endsWith(": oh no");
    assertThat(directory.resolve("f")).doesNotExist();
  }

  @Test
  void registeredResultsCanBeUsedByLaterTasks() {
    String playbook =
        play(
            """
            - name: c
              ask: echo hello
              register: said
            - name: k
              keep: {path: DIR/f, content: "${said.stdout}"}
              when: said.changed && said.rc == 0
            """);
    Told planned = bench.plan(playbook);
    assertThat(planned.verdict("k")).isEqualTo(Verdict.UNKNOWN);
    assertThat(planned.result("k").orElseThrow().reason()).contains("task \"c\" has to run");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("c: CHANGED", "k: CHANGED");
    assertThat(directory.resolve("f")).hasContent("hello\n");
  }

  @Test
  void aResultThatNeedsNoChangeIsKnownInADryRunToo() throws Exception {
    Files.writeString(directory.resolve("in"), "seen");
    String playbook =
        play(
            """
            - name: l
              look: DIR/in
              register: found
            - name: k
              keep: {path: DIR/out, content: "${found.content}"}
            """);
    assertThat(bench.plan(playbook).verdict("k")).isEqualTo(Verdict.CHANGED);
    bench.apply(playbook);
    assertThat(directory.resolve("out")).hasContent("seen\n");
  }

  @Test
  void factsThatTasksSetAreSeenAheadWithoutAnotherExchange() {
    String playbook =
        play(
            """
            - name: n
              note: {greeting: hi, port: 5432}
            - name: k
              keep: {path: DIR/f, content: "${greeting} ${port + 1}"}
            """);
    assertThat(bench.apply(playbook).exchanges()).isEqualTo(2);
    assertThat(directory.resolve("f")).hasContent("hi 5433\n");
    assertThat(bench.apply(playbook).exchanges()).isEqualTo(1);
  }

  @Test
  void factsOfTheHostAreReadWhenATaskAsksForThemAndOnlyThen() {
    String playbook =
        play(
            keep("a", "a", "x")
                + """
                - name: k
                  keep: {path: DIR/f, content: "${ansible_facts.architecture} ${ansible_kernel}"}
                """);
    Told told = bench.apply(playbook);
    assertThat(told.recap().anyFailed()).isFalse();
    assertThat(told.exchanges())
        .as("facts and probes, the rest of the probes, changes")
        .isEqualTo(3);
    assertThat(directory.resolve("f")).content().contains(System.getProperty("os.version"));
  }

  @Test
  void aConditionThatDoesNotHoldSkips() {
    Told told = bench.apply(play(keep("a", "f", "x") + "  when: 1 == 2\n" + keep("b", "g", "y")));
    assertThat(told.verdicts()).containsExactly("a: SKIPPED", "b: CHANGED");
  }

  @Test
  void aLoopIsOneTurnForEachItemAndRegistersThemAll() {
    String playbook =
        play(
            """
            - name: k
              keep: {path: "DIR/${item.name}", content: "${item.value}"}
              loop:
                - {name: one, value: 1}
                - {name: two, value: 2}
              when: item.value != 2
              register: all
            - name: n
              keep: {path: DIR/n, content: "${all.results?size} ${all.changed}"}
            """);
    Told told = bench.apply(playbook);
    assertThat(told.verdicts())
        .containsExactly("k (one): CHANGED", "k (two): SKIPPED", "n: CHANGED");
    assertThat(directory.resolve("n")).hasContent("2 true\n");
  }

  @Test
  void aNotifiedHandlerRunsOnceAtTheEndAndOnlyWhenSomethingChanged() {
    String playbook =
        """
        - hosts: all
          tasks:
            - name: a
              keep: {path: DIR/a, content: x}
              notify: restart
            - name: b
              keep: {path: DIR/b, content: x}
              notify: [restart]
            - name: c
              keep: {path: DIR/c, content: x}
          handlers:
            - name: restart
              ask: echo restarted >>DIR/log
            - name: other
              ask: echo other >>DIR/log
        """;
    assertThat(bench.plan(playbook).verdicts())
        .containsExactly("a: CHANGED", "b: CHANGED", "c: CHANGED", "restart: CHANGED");
    assertThat(bench.apply(playbook).verdicts())
        .containsExactly("a: CHANGED", "b: CHANGED", "c: CHANGED", "restart: CHANGED");
    assertThat(directory.resolve("log")).hasContent("restarted\n");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("a: OK", "b: OK", "c: OK");
  }

  @Test
  void tagsChooseTasks() {
    String playbook =
        """
        - hosts: all
          tasks:
            - {name: a, keep: {path: DIR/a, content: x}, tags: one}
            - {name: b, keep: {path: DIR/b, content: x}, tags: [one, two]}
            - {name: c, keep: {path: DIR/c, content: x}, tags: always}
            - {name: d, keep: {path: DIR/d, content: x}, tags: [never, three]}
        """;
    assertThat(bench.with(spec -> spec.tags(Set.of("two"))).plan(playbook).verdicts())
        .containsExactly("b: CHANGED", "c: CHANGED");
    assertThat(bench.with(spec -> spec.skipTags(Set.of("two"))).plan(playbook).verdicts())
        .containsExactly("a: CHANGED", "c: CHANGED");
    assertThat(bench.with(spec -> spec.tags(Set.of("three"))).plan(playbook).verdicts())
        .containsExactly("c: CHANGED", "d: CHANGED");
    assertThatThrownBy(() -> bench.with(spec -> spec.tags(Set.of("tow"))).plan(playbook))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("no task has the tag \"tow\"")
        .hasMessageContaining("did you mean \"two\"?");
  }

  @Test
  void aVariableThatNothingDefinesIsRefusedBeforeAnyHostIsTouched() {
    String playbook =
        """
        - hosts: all
          vars: {greeting: hi}
          tasks:
            - keep: {path: DIR/f, content: x}
              register: r
            - {name: fine, keep: {path: DIR/g, content: "${r.anything} ${ansible_kernel}"}}
            - {name: skipped, keep: {path: DIR/g, content: "${nowhere}"}, when: false}
            - {name: b, keep: {path: DIR/h, content: "${greting}"}}
        """;
    assertThatThrownBy(() -> bench.apply(playbook))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("playbook.yml:8:")
        .hasMessageContaining("\"greting\" is not defined")
        .hasMessageContaining("did you mean \"greeting\"?")
        .hasMessageNotContaining("nowhere");
    assertThat(directory.resolve("f")).doesNotExist();
  }

  @Test
  void aTaskThatOnlyFactsShowToBeWrongStopsItsHostBeforeAnythingIsChanged() {
    String wrong = "- name: b\n  keep: {path: \"${ansible_kernel}\", content: x}\n";
    Told told = bench.apply(play(keep("a", "f", "x") + wrong));
    assertThat(told.verdicts()).containsExactly("b: FAILED");
    assertThat(told.result("b").orElseThrow().failure().orElseThrow().summary())
        .contains("takes an absolute path");
    assertThat(directory.resolve("f")).doesNotExist();
  }

  @Test
  void secretsStandInNoEvent() {
    String secret = "s3cret 'with' \"quotes\" $and more";
    String playbook =
        play(
            """
            - name: k
              keep: {path: DIR/f, content: "password=${db_password}"}
            - name: c
              ask: echo '${db_password?replace("'", "")}' >&2; exit 1
            """);
    Told told =
        bench.with(spec -> spec.extraVars(Map.of("db_password", secret))).planAndApply(playbook);
    assertThat(directory.resolve("f")).hasContent("password=" + secret + "\n");
    assertThat(told.events().toString()).doesNotContain("s3cret 'with'").contains("password=***");
  }

  @Test
  void hostsRunSideBySideAndEachKeepsItsOwnVariables() {
    bench.inventory(
        """
        all:
          vars: {ansible_connection: local}
          hosts:
            a: {color: red}
            b: {color: green}
            c: {color: blue}
        """);
    Told told =
        bench.apply(
            play("- name: k\n  keep: {path: 'DIR/${inventory_hostname}', content: '${color}'}\n"));
    assertThat(told.recap().changed()).isEqualTo(3);
    assertThat(directory.resolve("b")).hasContent("green\n");
  }

  @Test
  void aPatternThatNamesNothingIsRefusedBeforeAnyHostIsTouched() {
    assertThatThrownBy(() -> bench.plan("- hosts: databse\n  tasks: []\n"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("databse");
  }
}
