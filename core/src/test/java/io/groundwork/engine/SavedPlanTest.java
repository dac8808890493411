package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench =
        new Bench(directory)
            .inventory(
                """
                all:
                  hosts:
                    one: {ansible_connection: local, db_password: "geheim word"}
                    two: {ansible_connection: local, db_password: "geheim word"}
                """);
  }

  private static String play(String tasks) {
    return "- name: p\n  hosts: all\n  tasks:\n" + tasks.indent(4);
  }

  private static String keep(String name, String file, String content) {
    return """
        - name: %s
          keep: {path: "DIR/${inventory_hostname}-%s", content: "%s"}
        """
        .formatted(name, file, content);
  }

  private Origin origin(String version, Map<String, Object> extraVars) {
    return new Origin(
        version,
        directory.resolve("playbook.yml"),
        List.of(directory.resolve("inventory.yml").toString()),
        Optional.of("all"),
        Set.of("a"),
        Set.of(),
        extraVars);
  }

  private SavedPlan planned(String playbook) {
    PlanRecorder recorder = new PlanRecorder();
    bench.listening(recorder).run(playbook, run -> run.plan(recorder));
    return SavedPlan.of(origin("1.0", Map.of("size", "7")), recorder, NOON);
  }

  private Told applied(String playbook, SavedPlan plan, AtomicReference<Approval> approval) {
    PlanRecorder present = new PlanRecorder();
    return bench
        .listening(present)
        .run(
            playbook,
            run -> {
              run.plan(present);
              approval.set(Approval.of(plan, present));
              return run.apply(approval.get());
            });
  }

  private Told applied(String playbook, SavedPlan plan) {
    return applied(playbook, plan, new AtomicReference<>());
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  @Test
  void aPlanIsKeptInAFileAndAppliedFromItAsItWasMade() throws IOException {
    String playbook = play(keep("a", "f", "x") + keep("b", "g", "${db_password}"));
    SavedPlan plan = planned(playbook);
    Path file = directory.resolve("plan.json");
    PlanFile.write(file, plan);

    SavedPlan again = PlanFile.read(file);

    assertThat(PlanFile.isOne(file)).isTrue();
    assertThat(PlanFile.isOne(directory.resolve("playbook.yml"))).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(again.hosts()).isEqualTo(plan.hosts());
    assertThat(again.hosts().get("one")).hasSize(2);
    assertThat(Files.readString(file)).doesNotContain("geheim").contains("***");
    assertThat(applied(playbook, again).recap().changed()).isEqualTo(4);
    assertThat(read("one-g")).isEqualTo("geheim word\n");
  }

  @Test
  void aHostThatMovedIsRefusedAsAWholeAndTheOthersGoOn() throws IOException {
    String playbook = play(keep("a", "f", "x") + keep("b", "g", "y"));
    SavedPlan plan = planned(playbook);
    Files.writeString(directory.resolve("one-g"), "someone else's\n");
    AtomicReference<Approval> approval = new AtomicReference<>();

    Told told = applied(playbook, plan, approval);

    assertThat(told.recap().hosts()).extracting(host -> host.host()).containsExactly("two");
    assertThat(directory.resolve("one-f")).doesNotExist();
    assertThat(read("two-g")).isEqualTo("y\n");
    List<Moved> moved = approval.get().moved().get("one");
    assertThat(moved).hasSize(1);
    assertThat(moved.get(0).task().name()).isEqualTo("b");
    assertThat(moved.get(0).how()).isEqualTo("its state on the host is another");
    assertThat(moved.get(0).planned().get(0).diffs().get(0).before()).isEqualTo("absent\n");
    assertThat(moved.get(0).now().get(0).diffs().get(0).before()).isEqualTo("someone else's\n");
    assertThat(approval.get().refusal("one").orElseThrow().summary())
        .isEqualTo("one has moved since the plan was made: 1 task would do otherwise");
  }

  @Test
  void whatIsDoneAlreadyOrComesOnTopHasMovedToo() throws IOException {
    Files.writeString(directory.resolve("one-g"), "y\n");
    String playbook = play(keep("a", "f", "x") + keep("b", "g", "y"));
    SavedPlan plan = planned(playbook);
    Files.writeString(directory.resolve("one-f"), "x\n");
    Files.writeString(directory.resolve("one-g"), "other\n");
    AtomicReference<Approval> approval = new AtomicReference<>();

    applied(playbook, plan, approval);

    assertThat(approval.get().moved().get("one"))
        .extracting(moved -> moved.task().name() + ": " + moved.how())
        .containsExactly("a: nothing is to do any more", "b: nothing was to do then");
    assertThat(directory.resolve("one-g")).hasContent("other");
  }

  @Test
  void whatWasPlannedOnTopOfAnApprovedChangeIsPlannedInItsTurn() throws IOException {
    String playbook =
        play(
            "- name: c\n  ask: echo other >DIR/${inventory_hostname}-f\n"
                + keep("k", "f", "mine")
                + "- name: r\n  ask: echo 5\n  register: out\n"
                + keep("late", "h", "${out.stdout}"));
    SavedPlan plan = planned(playbook);
    assertThat(plan.hosts().get("one"))
        .extracting(Planned::verdict)
        .contains(Verdict.CHANGED, Verdict.UNKNOWN);

    Told told = applied(playbook, plan);

    assertThat(told.recap().anyFailed()).isFalse();
    assertThat(read("one-f")).isEqualTo("mine\n");
  }

  @Test
  void aChangeThatIsNotInThePlanIsNotMade() throws IOException {
    Files.writeString(directory.resolve("one-f"), "mine\n");
    Files.writeString(directory.resolve("two-f"), "mine\n");
    String playbook = play("- name: c\n  ask: echo other >DIR/one-f\n" + keep("k", "f", "mine"));
    SavedPlan plan = planned(playbook);

    Told told = applied(playbook, plan);

    assertThat(told.done())
        .filteredOn(done -> done.result().verdict() == Verdict.FAILED)
        .singleElement()
        .satisfies(
            done ->
                assertThat(done.result().failure().orElseThrow().summary())
                    .contains("not in the plan"));
    assertThat(read("one-f")).isEqualTo("other\n");
  }

  @Test
  void aHandlerOfAnApprovedChangeRuns() {
    String playbook =
        """
        - name: p
          hosts: all
          tasks:
            - name: r
              ask: echo 5
              register: out
            - name: late
              keep: {path: "DIR/${inventory_hostname}-h", content: "${out.stdout}"}
              notify: again
          handlers:
            - name: again
              ask: echo run >>DIR/handled
        """;

    Told told = applied(playbook, planned(playbook));

    assertThat(told.recap().anyFailed()).isFalse();
    assertThat(directory.resolve("handled")).exists();
  }

  @Test
  void aHostThatThePlanHasNotIsRefused() {
    String playbook = play(keep("a", "f", "x"));
    bench.with(spec -> spec.limit("two"));
    SavedPlan plan = planned(playbook);
    bench.with(spec -> spec);
    AtomicReference<Approval> approval = new AtomicReference<>();

    applied(playbook, plan, approval);

    assertThat(approval.get().refused().keySet()).containsExactly("one");
    assertThat(directory.resolve("one-f")).doesNotExist();
  }

  private List<String> objections(SavedPlan plan, Origin now, Duration after) {
    return plan.objections(now, NOON.plus(after), SavedPlan.MAX_AGE).stream()
        .map(Problem::summary)
        .toList();
  }

  @Test
  void aPlanIsRefusedWhereWhatItWasMadeFromIsAnother() throws IOException {
    Files.createDirectories(directory.resolve("group_vars"));
    Files.createDirectories(directory.resolve("roles/r/tasks"));
    Files.writeString(directory.resolve("group_vars/all.yml"), "a: 1\n");
    Files.writeString(directory.resolve("roles/r/tasks/main.yml"), "[]\n");
    SavedPlan plan = planned(play(keep("a", "f", "x")));
    Origin same = origin("1.0", Map.of("size", "7"));

    assertThat(objections(plan, same, Duration.ofHours(23))).isEmpty();
    assertThat(objections(plan, same, Duration.ofHours(25)))
        .containsExactly("the plan is 25 hours old, and may be 24 hours");
    assertThat(objections(plan, origin("1.1", Map.of("size", "7")), Duration.ZERO))
        .containsExactly("the plan was made by Groundwork 1.0, this is 1.1");
    assertThat(objections(plan, origin("1.0", Map.of("size", "8")), Duration.ZERO))
        .containsExactly("the values of --extra-vars are not those the plan was made with");
    assertThat(objections(plan, origin("1.0", Map.of()), Duration.ZERO))
        .containsExactly(
            "the plan was made with --extra-vars for size, and now there is no --extra-vars");
    Files.writeString(directory.resolve("group_vars/all.yml"), "a: 2\n");
    Files.writeString(directory.resolve("roles/r/tasks/more.yml"), "[]\n");
    assertThat(objections(plan, same, Duration.ZERO))
        .containsExactly(
            "the playbook is not the one the plan was made from: group_vars/all.yml is changed,"
                + " roles/r/tasks/more.yml is new",
            "the inventory is not the one the plan was made from: group_vars/all.yml is changed");
  }

  @Test
  void noValueOfAnExtraVariableIsKept() {
    PlanRecorder recorder = new PlanRecorder();
    bench.listening(recorder).run(play(keep("a", "f", "x")), run -> run.plan(recorder));
    Path file = directory.resolve("plan.json");

    PlanFile.write(
        file,
        SavedPlan.of(
            origin("1.0", Map.of("token", Secret.of("s3cret"), "n", List.of("plain-value"))),
            recorder,
            NOON));

    assertThat(file).content().contains("token").doesNotContain("s3cret", "plain-value");
  }

  @Test
  void aDamagedFileIsRefusedWithTheReason() throws IOException {
    Path file = directory.resolve("plan.json");
    Files.writeString(file, "{\"form\": 1, \"hosts\": {}}");

    assertThatThrownBy(() -> PlanFile.read(file))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("\"groundwork\" is not a text");
    Files.writeString(file, "{\"form\": 99}");
    assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("another version");
  }
}
