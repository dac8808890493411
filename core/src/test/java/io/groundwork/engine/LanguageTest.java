package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.Event.TaskDone;
import io.groundwork.event.HostRecap;
import io.groundwork.event.TaskResult.Pardon;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Connector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ansible's words of control mean here what they mean there. */
class LanguageTest {

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench = new Bench(directory);
  }

  private static String play(String tasks) {
    return "- name: p\n  hosts: all\n  tasks:\n" + tasks.indent(4);
  }

  private HostRecap only(Told told) {
    return told.recap().hosts().get(0);
  }

  // ---- blocks --------------------------------------------------------------------------------

  @Test
  void theStoryOfABlockThatIsRescued() {
    String playbook =
        """
        - name: p
          hosts: all
          tasks:
            - name: upgrade
              notify: restarted
              block:
                - {name: stop, ask: echo stop >>DIR/log}
                - {name: break, ask: echo no space >&2; exit 3}
                - {name: not reached, ask: echo never >>DIR/log}
              rescue:
                - name: tell
                  ask: "echo '${ansible_failed_task.name} ${ansible_failed_result.rc}' >>DIR/log"
                - {name: roll back, ask: echo back >>DIR/log}
              always:
                - {name: start, ask: echo start >>DIR/log}
            - {name: goes on, ask: echo on >>DIR/log}
          handlers:
            - {name: restarted, ask: echo restarted >>DIR/log}
        """;
    Told told = bench.apply(playbook);
    assertThat(told.verdicts())
        .containsExactly(
            "stop: CHANGED",
            "break: FAILED",
            "tell: CHANGED",
            "roll back: CHANGED",
            "start: CHANGED",
            "goes on: CHANGED",
            "restarted: CHANGED");
    assertThat(told.result("break").orElseThrow().pardon()).contains(Pardon.RESCUED);
    assertThat(only(told).failed()).isZero();
    assertThat(only(told).rescued()).isEqualTo(1);
    assertThat(told.recap().anyFailed()).isFalse();
    assertThat(directory.resolve("log")).hasContent("stop\nbreak 3\nback\nstart\non\nrestarted\n");
  }

  @Test
  void aBlockThatSucceedsSkipsItsRescueAndTravelsInOneBatch() {
    String playbook =
        play(
            """
            - block:
                - {name: a, keep: {path: DIR/a, content: x}}
              rescue:
                - {name: r, ask: "false"}
              always:
                - {name: z, keep: {path: DIR/z, content: x}}
            - {name: b, keep: {path: DIR/b, content: x}}
            """);
    Told told = bench.apply(playbook);
    assertThat(told.verdicts()).containsExactly("a: CHANGED", "z: CHANGED", "b: CHANGED");
    assertThat(told.exchanges()).isEqualTo(2);
    assertThat(bench.apply(playbook).exchanges()).isEqualTo(1);
  }

  @Test
  void withoutARescueAlwaysRunsAndTheHostFails() {
    Told told =
        bench.apply(
            play(
                """
                - block:
                    - block:
                        - {name: bad, ask: "false"}
                      always:
                        - {name: inner, ask: echo inner >>DIR/log}
                  always:
                    - {name: outer, ask: echo outer >>DIR/log}
                - {name: never, ask: echo never >>DIR/log}
                """));
    assertThat(told.verdicts()).containsExactly("bad: FAILED", "inner: CHANGED", "outer: CHANGED");
    assertThat(only(told).failed()).isEqualTo(1);
  }

  @Test
  void aFailureInARescueGoesOutward() {
    Told told =
        bench.apply(
            play(
                """
                - block:
                    - block:
                        - {name: bad, ask: "false"}
                      rescue:
                        - {name: worse, ask: "false"}
                      always:
                        - {name: inner, ask: echo inner >>DIR/log}
                  rescue:
                    - {name: saved, ask: echo saved >>DIR/log}
                """));
    assertThat(told.verdicts())
        .containsExactly("bad: FAILED", "worse: FAILED", "inner: CHANGED", "saved: CHANGED");
    assertThat(only(told).rescued()).isEqualTo(2);
    assertThat(only(told).failed()).isZero();
  }

  @Test
  void aBlockGivesItsKeywordsToItsTasks() {
    Told told =
        bench.apply(
            play(
                """
                - when: who == "me"
                  vars: {what: thing, who: me}
                  block:
                    - {name: a, keep: {path: DIR/f, content: "${what}"}}
                    - {name: b, keep: {path: DIR/g, content: x}, when: false}
                """));
    assertThat(told.verdicts()).containsExactly("a: CHANGED", "b: SKIPPED");
    assertThat(directory.resolve("f")).hasContent("thing\n");
  }

  @Test
  void aDryRunForeseesTheRescueOfAFailureThatIsCertain() {
    String playbook =
        play(
            """
            - block:
                - {name: f, keep: {path: DIR/deep/f, content: x}}
              rescue:
                - {name: r, keep: {path: DIR/r, content: x}}
            """);
    assertThat(bench.plan(playbook).verdicts()).containsExactly("f: FAILED", "r: CHANGED");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("f: FAILED", "r: CHANGED");
  }

  // ---- outcomes ------------------------------------------------------------------------------

  @Test
  void ignoredErrorsLetTheHostGoOn() {
    Told told =
        bench.apply(
            play(
                """
                - {name: bad, ask: "exit 4", ignore_errors: true, register: r}
                - name: f
                  keep: {path: DIR/f, content: "${r.rc} ${r.failed} ${r.changed}"}
                """));
    assertThat(told.verdicts()).containsExactly("bad: FAILED", "f: CHANGED");
    assertThat(told.result("bad").orElseThrow().pardon()).contains(Pardon.IGNORED);
    assertThat(only(told).ignored()).isEqualTo(1);
    assertThat(only(told).failed()).isZero();
    assertThat(directory.resolve("f")).hasContent("4 true false\n");
  }

  @Test
  void theTaskItselfSaysWhatIsAFailureAndWhatAChange() {
    Told told =
        bench.apply(
            play(
                """
                - name: grep
                  ask: "exit 1"
                  register: r
                  failed_when: r.rc > 1
                  changed_when: false
                - name: picky
                  ask: echo Warning
                  register: r
                  failed_when:
                    - r.rc == 0
                    - r.stdout?contains("Warn")
                  ignore_errors: true
                - {name: after, ask: "true", changed_when: [true, false]}
                """));
    assertThat(told.verdicts()).containsExactly("grep: OK", "picky: FAILED", "after: OK");
  }

  @Test
  void inADryRunACommandThatChangesNothingIsNoChange() {
    Told told =
        bench.plan(
            play(
                """
                - {name: a, ask: "true", changed_when: false}
                - {name: b, ask: "true", register: r, changed_when: r.rc == 2}
                """));
    assertThat(told.verdicts()).containsExactly("a: OK", "b: UNKNOWN");
    assertThat(told.result("b").orElseThrow().reason()).contains("known after apply");
  }

  @Test
  void aTaskIsTriedUntilItIsEnough() {
    String playbook =
        play(
            """
            - name: count
              ask: echo x >>DIR/n; wc -l <DIR/n
              register: r
              until: r.stdout?trim == "3"
              retries: 5
              delay: 0
            - {name: tell, keep: {path: DIR/f, content: "${r.attempts}"}}
            - name: gives up
              ask: "false"
              register: r
              until: r.rc == 0
              retries: 2
              delay: 0
              ignore_errors: true
            - {name: told, keep: {path: DIR/g, content: "${r.attempts} ${r.failed}"}}
            """);
    Told told = bench.apply(playbook);
    assertThat(told.verdicts())
        .containsExactly("count: CHANGED", "tell: CHANGED", "gives up: FAILED", "told: CHANGED");
    assertThat(told.result("count").orElseThrow().attempts()).isEqualTo(3);
    assertThat(directory.resolve("f")).hasContent("3\n");
    assertThat(directory.resolve("g")).hasContent("2 true\n");
  }

  @Test
  void aTaskThatTakesTooLongFails() {
    Told told =
        bench.apply(
            play("- {name: slow, ask: sleep 20, timeout: 1}\n- {name: after, ask: 'true'}\n"));
    assertThat(told.verdicts()).containsExactly("slow: FAILED");
    assertThat(told.result("slow").orElseThrow().failure().orElseThrow().summary())
        .contains("timed out after 1 s");
  }

  @Test
  void checkModeOfATaskBeatsThatOfTheRun() {
    String playbook =
        play(
            """
            - {name: really, ask: touch DIR/asked, check_mode: false, register: r}
            - {name: seen, keep: {path: DIR/f, content: "${r.rc}"}}
            - {name: never, keep: {path: DIR/g, content: x}, check_mode: true}
            """);
    Told planned = bench.plan(playbook);
    assertThat(planned.verdicts())
        .containsExactly("really: CHANGED", "seen: CHANGED", "never: CHANGED");
    assertThat(planned.result("really").orElseThrow().reason()).contains("check_mode is false");
    assertThat(directory.resolve("asked")).exists();
    assertThat(directory.resolve("f")).doesNotExist();
    bench.apply(playbook);
    assertThat(directory.resolve("f")).exists();
    assertThat(directory.resolve("g")).doesNotExist();
  }

  @Test
  void noLogHidesEverythingButTheVerdict() {
    String playbook =
        play(
            """
            - name: k
              keep: {path: "DIR/${item}", content: hush}
              loop: [sesame]
              no_log: true
            - {name: c, ask: "echo hush >&2; exit 1", no_log: yes}
            """);
    assertThat(bench.plan(playbook).events().toString())
        .doesNotContain("hush")
        .doesNotContain("sesame")
        .contains("hidden by no_log");
    assertThat(bench.apply(playbook).events().toString())
        .doesNotContain("hush")
        .doesNotContain("sesame");
  }

  @Test
  void theEnvironmentIsSetForTheTask() {
    bench.apply(
        """
        - hosts: all
          environment: {OUTER: out, BOTH: outer}
          tasks:
            - ask: echo "$OUTER $BOTH $HERE" >DIR/f
              environment: {BOTH: inner, HERE: "it's ${1 + 1}"}
            - ask: echo "$BOTH ${r"${HERE-unset}"}" >DIR/g
        """);
    assertThat(directory.resolve("f")).hasContent("out inner it's 2\n");
    assertThat(directory.resolve("g")).hasContent("outer unset\n");
  }

  // ---- loops ---------------------------------------------------------------------------------

  @Test
  void loopsTakeTheirValuesApartAsAnsibleDoes() {
    Told told =
        bench.apply(
            play(
                """
                - name: items
                  note: {seen: "${item}"}
                  with_items: [a, [b, c], [[d]]]
                - name: dict
                  note: {seen: "${item.key}=${item.value}"}
                  with_dict: {x: 1, y: 2}
                  loop_control: {label: "the ${item.key}"}
                - name: list
                  note: {seen: "${n}/${one}"}
                  loop: "${[5, 6]}"
                  loop_control: {loop_var: one, index_var: n, extended: true}
                  register: r
                - {name: k, keep: {path: DIR/f, content: "${seen} ${r.results[1].one}"}}
                """));
    assertThat(told.verdicts())
        .containsExactly(
            "items (a): OK",
            "items (b): OK",
            "items (c): OK",
            "items ([d]): OK",
            "dict (the x): OK",
            "dict (the y): OK",
            "list (5): OK",
            "list (6): OK",
            "k: CHANGED");
    assertThat(directory.resolve("f")).hasContent("1/6 6\n");
  }

  @Test
  void aLoopGoesOnAfterAnItemThatFailsAndFailsThen() {
    Told told =
        bench.apply(
            play(
                """
                - name: l
                  ask: "[ ${item} != 2 ]"
                  loop: [1, 2, 3]
                  register: r
                  ignore_errors: true
                - {name: k, keep: {path: DIR/f, content: "${r.failed} ${r.results[2].failed}"}}
                """));
    assertThat(told.verdicts())
        .containsExactly("l (1): CHANGED", "l (2): FAILED", "l (3): CHANGED", "k: CHANGED");
    assertThat(directory.resolve("f")).hasContent("true false\n");
  }

  @Test
  void aLoopOverWhatIsNotThereIsNoErrorWhereTheTaskIsSkipped() {
    Told told =
        bench.plan(
            play("- name: a\n  ask: 'true'\n  loop: '${nothing}'\n  when: nothing?has_content\n"));
    assertThat(told.verdicts()).containsExactly("a: SKIPPED");
  }

  // ---- includes ------------------------------------------------------------------------------

  @Test
  void includesBringTheirTasksWhereTheyStandAndImportsInheritTheCondition() {
    bench
        .file(
            "more.yml",
            "- {name: 'more ${item!\"\"}', keep: {path: 'DIR/m${item!\"\"}', content: '${v}'}}\n"
                .replace("DIR", directory.toString()))
        .file("off.yml", "- {name: off, ask: 'true'}\n");
    String playbook =
        play(
            """
            - {name: a, keep: {path: DIR/a, content: x}}
            - include_tasks: more.yml
              loop: [1, 2]
              vars: {v: "of ${item}"}
            - include_tasks: {file: "${which}.yml", apply: {vars: {v: applied}}}
              vars: {which: more}
            - import_tasks: off.yml
              when: 1 == 2
            - include_tasks: off.yml
              when: 1 == 2
            - {name: z, keep: {path: DIR/z, content: x}}
            """);
    Told told = bench.apply(playbook);
    assertThat(told.verdicts())
        .containsExactly(
            "a: CHANGED",
            "include_tasks (1): OK",
            "include_tasks (2): OK",
            "more 1: CHANGED",
            "more 2: CHANGED",
            "include_tasks: OK",
            "more : CHANGED",
            "off: SKIPPED",
            "include_tasks: SKIPPED",
            "z: CHANGED");
    assertThat(directory.resolve("m2")).hasContent("of 2\n");
    assertThat(told.exchanges()).isEqualTo(2);
    assertThat(bench.apply(playbook).exchanges()).isEqualTo(1);
  }

  @Test
  void anIncludedRoleComesWithItsVariablesAndHandlers() {
    bench
        .file("roles/web/defaults/main.yml", "port: 80\nsite: none\n")
        .file(
            "roles/web/handlers/main.yml",
            "- {name: reload, ask: 'echo r >>DIR/log'}\n".replace("DIR", directory.toString()))
        .file("roles/web/tasks/main.yml", "- include_tasks: site.yml\n")
        .file(
            "roles/web/tasks/site.yml",
            "- {name: s, keep: {path: 'DIR/${site}', content: '${port} ${role_name}'}, notify: reload}\n"
                .replace("DIR", directory.toString()));
    Told told =
        bench.apply(
            play(
                """
                - include_role: {name: "${r}"}
                  vars: {site: one, r: web}
                - include_role: {name: web, tasks_from: site}
                  vars: {site: two, port: 81}
                """));
    assertThat(told.recap().anyFailed()).as(told.verdicts().toString()).isFalse();
    assertThat(directory.resolve("one")).hasContent("80 web\n");
    assertThat(directory.resolve("two")).hasContent("81 web\n");
    assertThat(directory.resolve("log")).hasContent("r\n");
  }

  // ---- handlers ------------------------------------------------------------------------------

  @Test
  void handlersRunInTheirOwnOrderOnceAndByTopic() {
    String playbook =
        """
        - hosts: all
          pre_tasks:
            - {name: pre, ask: "true", notify: third}
          tasks:
            - {name: a, ask: "true", notify: [topic, "${'sec'}ond"]}
            - {name: b, ask: "true", notify: topic}
            - meta: flush_handlers
            - {name: c, ask: "true", notify: first}
          post_tasks:
            - {name: post, ask: "true"}
          handlers:
            - {name: first, ask: "true", listen: topic, notify: third}
            - {name: second, ask: "true"}
            - {name: listens, ask: "true", listen: [topic, other]}
            - {name: third, ask: "true"}
        """;
    assertThat(bench.apply(playbook).verdicts())
        .containsExactly(
            "pre: CHANGED",
            "third: CHANGED",
            "a: CHANGED",
            "b: CHANGED",
            "meta: OK",
            "first: CHANGED",
            "second: CHANGED",
            "listens: CHANGED",
            "third: CHANGED",
            "c: CHANGED",
            "first: CHANGED",
            "third: CHANGED",
            "post: CHANGED");
  }

  @Test
  void forcedHandlersRunOnAHostThatFailed() {
    String playbook =
        """
        - hosts: all
          force_handlers: true
          tasks:
            - {name: a, ask: "true", notify: h}
            - {name: bad, ask: "false"}
          handlers:
            - {name: h, ask: "true"}
        """;
    Told told = bench.apply(playbook);
    assertThat(told.verdicts()).containsExactly("a: CHANGED", "bad: FAILED", "h: CHANGED");
    assertThat(told.recap().anyFailed()).isTrue();
  }

  @Test
  void aHandlerThatAFailedRunLeftBehindIsRunByTheNextOne() {
    String playbook =
        """
        - hosts: all
          tasks:
            - {name: a, keep: {path: DIR/a, content: x}, notify: restart}
            - {name: bad, ask: "test -e DIR/mended"}
          handlers:
            - {name: restart, ask: "echo restarted >>DIR/log"}
            - {name: other, ask: "echo other >>DIR/log"}
        """;
    assertThat(bench.apply(playbook).verdicts()).containsExactly("a: CHANGED", "bad: FAILED");
    bench.file("mended", "");
    Told planned = bench.plan(playbook);
    assertThat(planned.verdicts()).containsExactly("a: OK", "bad: CHANGED", "restart: CHANGED");
    assertThat(planned.result("restart").orElseThrow().reason())
        .startsWith("pending from the run of ");
    assertThat(bench.planAndApply(playbook).verdict("restart")).isEqualTo(Verdict.CHANGED);
    assertThat(directory.resolve("log")).hasContent("restarted\n");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("a: OK", "bad: CHANGED");
  }

  @Test
  void aHandlerThatIsSkippedOrHasNothingToDoIsNotPendingAnyMore() {
    String playbook =
        """
        - hosts: all
          vars: {wanted: false}
          tasks:
            - {name: a, keep: {path: DIR/a, content: x}, notify: [skipped, held, looped, brought]}
            - {name: bad, ask: "test -e DIR/mended"}
          handlers:
            - {name: skipped, ask: "echo skipped >>DIR/log", when: wanted}
            - {name: held, keep: {path: DIR/a, content: x}}
            - name: looped
              keep: {path: "DIR/${item}", content: x}
              loop: [one, two]
            - {name: brought, include_tasks: brought.yml}
        """;
    bench.file("brought.yml", "- {name: inner, ask: test -e DIR/good}\n".replace("DIR", home()));
    assertThat(bench.apply(playbook).verdict("bad")).isEqualTo(Verdict.FAILED);
    bench.file("mended", "");
    Told second = bench.apply(playbook);
    assertThat(second.verdict("skipped")).isEqualTo(Verdict.SKIPPED);
    assertThat(second.verdict("held")).isEqualTo(Verdict.OK);
    assertThat(second.results("looped")).hasSize(2);
    assertThat(second.verdict("inner")).isEqualTo(Verdict.FAILED);
    bench.file("good", "");
    assertThat(bench.apply(playbook).verdicts())
        .containsExactly("a: OK", "bad: CHANGED", "brought: OK", "inner: CHANGED");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("a: OK", "bad: CHANGED");
  }

  @Test
  void aHandlerThatFailsInTheMiddleOfItsLoopStaysPending() {
    String playbook =
        """
        - hosts: all
          tasks:
            - {name: a, keep: {path: DIR/a, content: x}, notify: looped}
          handlers:
            - name: looped
              ask: "test ${item} != 1 || test -e DIR/mended"
              loop: [1, 2]
        """;
    assertThat(bench.apply(playbook).verdicts())
        .containsExactly("a: CHANGED", "looped (1): FAILED", "looped (2): CHANGED");
    bench.file("mended", "");
    assertThat(bench.apply(playbook).verdicts())
        .containsExactly("a: OK", "looped (1): CHANGED", "looped (2): CHANGED");
    assertThat(bench.apply(playbook).verdicts()).containsExactly("a: OK");
  }

  private String home() {
    return directory.toString();
  }

  @Test
  void rolesBringTheirDependenciesOnce() {
    String log = "'echo %s >>" + directory + "/log'";
    for (String role : List.of("base", "db", "web")) {
      bench.file(
          "roles/" + role + "/tasks/main.yml",
          "- {name: t, ask: " + log.formatted(role + "${size!0}") + "}\n");
    }
    bench
        .file("roles/db/meta/main.yml", "galaxy_info: {author: me}\ndependencies: [base]\n")
        .file(
            "roles/web/meta/main.yml",
            "dependencies:\n  - base\n  - {role: db, vars: {size: 2}}\n");
    bench.apply("- hosts: all\n  roles: [db, web, db]\n");
    assertThat(directory.resolve("log")).hasContent("base0\ndb0\ndb2\nweb0\n");
  }

  // ---- requests ------------------------------------------------------------------------------

  @Test
  void metaEndsThePlayForAHostOrForAll() {
    bench.inventory("all: {vars: {ansible_connection: local}, hosts: {a: {}, b: {}}}\n");
    Told told =
        bench.apply(
            """
            - hosts: all
              tasks:
                - meta: end_host
                  when: inventory_hostname == "a"
                - {name: one, ask: "true"}
                - meta: end_play
                - {name: two, ask: "true"}
            - hosts: all
              tasks:
                - {name: three, ask: "true"}
            """);
    assertThat(told.results("one")).hasSize(1);
    assertThat(told.results("two")).isEmpty();
    assertThat(told.results("three")).hasSize(2);
  }

  /** What happens before each login. */
  private interface BeforeLogin {
    void run() throws UnreachableException;
  }

  private static Connector connecting(BeforeLogin before) {
    Connector local = new LocalConnector();
    return new Connector() {
      @Override
      public Connection connect(Target target) throws UnreachableException {
        before.run();
        return local.connect(target);
      }

      @Override
      public void close() {
        local.close();
      }
    };
  }

  @Test
  void aHostThatCannotBeReachedGoesOnWhereThatIsIgnored() {
    AtomicInteger refusals = new AtomicInteger(1);
    bench.over(
        connecting(
            () -> {
              if (refusals.getAndDecrement() > 0) {
                throw new UnreachableException(Problem.of("nobody there"));
              }
            }));
    Told told =
        bench.apply(
            play(
                """
                - {name: one, ask: "true", ignore_unreachable: true, register: asked}
                - {name: two, ask: "true", when: asked.unreachable}
                """));
    assertThat(told.verdicts()).containsExactly("one: FAILED", "two: CHANGED");
    assertThat(told.result("one").orElseThrow().pardon()).contains(Pardon.IGNORED);
    assertThat(only(told).unreachable()).isEmpty();
    assertThat(only(told).ignored()).isEqualTo(1);
    assertThat(told.recap().anyFailed()).isFalse();
  }

  @Test
  void endBatchEndsThePlayForTheHostsOfTheBatchOnly() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  serial: 2
                  tasks:
                    - {name: one, ask: "true"}
                    - meta: end_batch
                      when: inventory_hostname == "a"
                    - {name: two, ask: "true"}
                - hosts: all
                  tasks:
                    - {name: three, ask: "true"}
                """);
    assertThat(told.results("one")).hasSize(4);
    assertThat(told.done().stream().filter(done -> done.task().name().equals("two")))
        .extracting(TaskDone::host)
        .containsExactlyInAnyOrder("c", "d");
    assertThat(told.results("three")).hasSize(4);
  }

  @Test
  void clearHostErrorsTakesHostsBackForTheNextPlay() {
    String playbook =
        """
        - hosts: all
          tasks:
            - {name: one, ask: "test ${inventory_hostname} != a"}
            REQUEST
        - hosts: all
          tasks:
            - {name: two, ask: "true"}
        """;
    Told kept = four().apply(playbook.replace("REQUEST", ""));
    assertThat(kept.results("two")).hasSize(3);
    Told cleared = four().apply(playbook.replace("REQUEST", "- meta: clear_host_errors"));
    assertThat(cleared.results("two")).hasSize(4);
    assertThat(cleared.recap().hosts().get(0).failed()).isEqualTo(1);
  }

  @Test
  void resetConnectionLogsInAnew() {
    AtomicInteger logins = new AtomicInteger();
    bench.over(connecting(logins::incrementAndGet));
    Told told =
        bench.apply(
            play(
                """
                - {name: one, ask: "true"}
                - meta: reset_connection
                - {name: two, ask: "true"}
                """));
    assertThat(told.results("two")).hasSize(1);
    assertThat(logins).hasValue(2);
    assertThat(told.exchanges()).isGreaterThan(1);
  }

  @Test
  void factsAreReadAgainOnceTheyAreCleared() {
    Told told =
        bench.apply(
            play(
                """
                - {name: one, ask: "echo ${ansible_hostname} >>DIR/log"}
                - meta: clear_facts
                - {name: two, ask: "echo ${ansible_hostname} >>DIR/log"}
                """));
    assertThat(told.verdicts()).contains("one: CHANGED", "two: CHANGED");
  }

  // ---- many hosts ----------------------------------------------------------------------------

  private Bench four() {
    return bench.inventory(
        "all: {vars: {ansible_connection: local}, hosts: {a: {}, b: {}, c: {}, d: {}}}\n");
  }

  @Test
  void serialTakesTheHostsInBatches() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  serial: [1, "50%"]
                  order: reverse_inventory
                  tasks:
                    - {name: t, ask: 'echo ${ansible_play_batch?join("")} >>DIR/log', notify: h}
                  handlers:
                    - {name: h, ask: 'echo h >>DIR/log', run_once: true}
                """);
    assertThat(told.recap().anyFailed()).isFalse();
    assertThat(directory.resolve("log")).hasContent("d\nh\ncb\ncb\nh\na\nh\n");
  }

  @Test
  void aFailedBatchEndsTheRun() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  serial: 2
                  tasks:
                    - {name: t, ask: "false"}
                - hosts: all
                  tasks:
                    - {name: later, ask: "true"}
                """);
    assertThat(told.results("t")).hasSize(2);
    assertThat(told.results("later")).isEmpty();
  }

  @Test
  void whatRunsOnceIsKnownToAll() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  tasks:
                    - {name: once, ask: 'echo x >>DIR/log; echo out', register: r, run_once: true}
                    - {name: k, keep: {path: 'DIR/${inventory_hostname}', content: '${r.stdout}'}}
                """);
    assertThat(told.results("once")).hasSize(1);
    assertThat(directory.resolve("log")).hasContent("x\n");
    assertThat(directory.resolve("d")).hasContent("out\n");
  }

  @Test
  void anErrorThatIsFatalStopsAllBeforeTheyChangeAnythingMore() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  any_errors_fatal: true
                  tasks:
                    - {name: first, ask: '[ ${inventory_hostname} != b ]'}
                    - {name: second, ask: "touch DIR/second"}
                """);
    assertThat(told.results("first")).hasSize(4);
    assertThat(directory.resolve("second")).doesNotExist();
    assertThat(told.results("second"))
        .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED));
  }

  @Test
  void moreFailuresThanMayBeEndThePlay() {
    String playbook =
        """
        - hosts: all
          max_fail_percentage: 25
          tasks:
            - {name: first, ask: '[ ${inventory_hostname} \\< MOST ]'}
            - {name: second, ask: "touch DIR/second"}
        """;
    four().apply(playbook.replace("\\< MOST", "!= b"));
    assertThat(directory.resolve("second")).exists();
    directory.resolve("second").toFile().delete();
    four()
        .apply(
            playbook.replace(
                "${inventory_hostname} \\< MOST", "${(inventory_hostname == \"a\")?c} = true"));
    assertThat(directory.resolve("second")).doesNotExist();
  }

  @Test
  void throttleLimitsHowManyHostsAreAtATaskAtATime() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  tasks:
                    - name: t
                      ask: "mkdir DIR/lock && sleep 0.1 && rmdir DIR/lock"
                      throttle: 1
                """);
    assertThat(told.recap().changed()).isEqualTo(4);
  }

  @Test
  void aDelegatedTaskRunsElsewhereWithTheVariablesOfItsHost() {
    bench.inventory(
        """
        all:
          hosts:
            a: {ansible_connection: local, color: red}
            b: {ansible_host: 127.0.0.1, ansible_port: 1, color: green}
        """);
    Told told =
        bench.apply(
            """
            - hosts: b
              tasks:
                - {name: d, keep: {path: 'DIR/${inventory_hostname}', content: '${color}'}, delegate_to: a}
                - {name: l, ask: "true", delegate_to: localhost}
            """);
    assertThat(told.verdicts()).containsExactly("d: CHANGED", "l: CHANGED");
    assertThat(directory.resolve("b")).hasContent("green\n");
  }

  @Test
  void hostsSeeWhatOthersHaveRegisteredSetAndAre() {
    Told told =
        four()
            .apply(
                """
                - hosts: all
                  tasks:
                    - {name: r, ask: 'sleep 0.2; echo ${inventory_hostname}', register: r}
                    - note: {mine: "of ${inventory_hostname}"}
                    - name: k
                      keep:
                        path: 'DIR/${inventory_hostname}'
                        content: "${hostvars['d'].r.stdout} ${hostvars['c'].mine} ${hostvars['b'].ansible_facts.kernel}"
                """);
    assertThat(told.recap().anyFailed()).as(told.done().toString()).isFalse();
    assertThat(directory.resolve("a"))
        .content()
        .startsWith("d of c ")
        .contains(System.getProperty("os.version"));
  }

  @Test
  void magicVariablesAreThere() {
    bench.apply(
        play(
            """
            - name: k
              keep:
                path: DIR/f
                content: "${ansible_check_mode?c} ${playbook_dir} ${ansible_play_name} ${ansible_play_hosts?join(',')}"
                stubborn: "${nothing!omit}"
            """));
    assertThat(directory.resolve("f")).hasContent("false " + directory + " p here\n");
  }

  @Test
  void variableFilesCanBeNamedByFacts() {
    bench.file(
        "of-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".yml", "v: found\n");
    bench.file("default.yml", "w: ${v}\n");
    bench.apply(
        """
        - hosts: all
          vars_files:
            - ["nowhere.yml", "of-${ansible_architecture}.yml"]
            - default.yml
          tasks:
            - keep: {path: DIR/f, content: "${v} ${w}"}
        """);
    assertThat(directory.resolve("f")).hasContent("found found\n");
  }

  @Test
  void importedPlaybooksAreRunWhereTheyStand() {
    bench.file("other.yml", "- hosts: all\n  tasks:\n    - {name: theirs, ask: 'true', tags: t}\n");
    Told told =
        bench.apply(
            "- import_playbook: other.yml\n  tags: all-of-it\n"
                + play("- {name: own, ask: 'true'}\n"));
    assertThat(told.verdicts()).containsExactly("theirs: CHANGED", "own: CHANGED");
    assertThat(
            bench
                .with(spec -> spec.tags(Set.of("all-of-it")))
                .plan(
                    "- import_playbook: other.yml\n  tags: all-of-it\n"
                        + play("- {name: own, ask: 'true'}\n"))
                .verdicts())
        .containsExactly("theirs: CHANGED");
  }

  @Test
  void whatNobodyDefinesIsRefusedInIncludesAndRescuesToo() {
    bench.file("more.yml", "- {name: m, note: {x: '${mispelt}'}}\n");
    assertThatThrownBy(
            () ->
                bench
                    .with(spec -> spec.extraVars(Map.of("misspelt", 1L)))
                    .apply(
                        play(
                            """
                        - include_tasks: more.yml
                        - block:
                            - ask: "true"
                          rescue:
                            - note: {y: "${nowhere} ${ansible_failed_result.rc}"}
                        """)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("more.yml:1:")
        .hasMessageContaining("did you mean \"misspelt\"?")
        .hasMessageContaining("\"nowhere\" is not defined")
        .hasMessageNotContaining("ansible_failed_result\" is");
  }
}
