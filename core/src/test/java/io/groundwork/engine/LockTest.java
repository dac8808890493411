package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time on a host. */
class LockTest {

  private static final String LOCK =
      Optional.ofNullable(System.getenv("GROUNDWORK_LOCKS")).orElse("/run/lock")
          + "/groundwork.lock";

  @TempDir Path first;
  @TempDir Path second;

  private static String play(String tasks) {
    return "- hosts: all\n  tasks:\n" + tasks.indent(4);
  }

  private static final String SLOW =
      play(
          """
          - name: slow
            ask: "echo >DIR/begun; until [ -e DIR/go ]; do sleep 0.1; done; echo done >DIR/slow"
          """);

  private static final String QUICK =
      play(
          """
          - name: quick
            keep: {path: DIR/quick, content: x}
          """);

  private CompletableFuture<Told> begin() throws Exception {
    CompletableFuture<Told> slow = CompletableFuture.supplyAsync(() -> bench(first).apply(SLOW));
    for (int turn = 0; turn < 600 && !Files.exists(first.resolve("begun")); turn++) {
      Thread.sleep(50);
    }
    return slow;
  }

  private static Bench bench(Path directory) {
    return new Bench(directory)
        .with(
            spec ->
                spec.locking(
                    new Locking("run-" + directory.hashCode(), "anna@ops1", Duration.ZERO)));
  }

  @Test
  void aSecondRunIsRefusedAndToldWhoHasTheHostAndPlansAreNot() throws Exception {
    CompletableFuture<Told> slow = begin();
    Told refused = bench(second).apply(QUICK);
    assertThat(refused.done()).isEmpty();
    assertThat(second.resolve("quick")).doesNotExist();
    assertThat(refused.recap().hosts().get(0).unreachable().orElseThrow().toString())
        .contains("another run is at work on this host: anna@ops1, since 20")
        .contains("run run-" + first.hashCode())
        .contains("--wait");
    assertThat(bench(second).plan(QUICK).verdicts()).containsExactly("quick: CHANGED");
    Files.createFile(first.resolve("go"));
    assertThat(slow.join().verdicts()).containsExactly("slow: CHANGED");
    assertThat(Path.of(LOCK)).doesNotExist();
    assertThat(bench(second).apply(QUICK).verdicts()).containsExactly("quick: CHANGED");
    assertThat(Path.of(LOCK)).doesNotExist();
  }

  @Test
  void aRunThatMayWaitGoesOnWhenTheHostIsFree() throws Exception {
    CompletableFuture<Told> slow = begin();
    CompletableFuture<Told> patient =
        CompletableFuture.supplyAsync(
            () -> new Bench(second).with(spec -> spec.wait(Duration.ofSeconds(60))).apply(QUICK));
    Thread.sleep(1500);
    assertThat(second.resolve("quick")).doesNotExist();
    Files.createFile(first.resolve("go"));
    assertThat(slow.join().verdicts()).containsExactly("slow: CHANGED");
    Told waited = patient.join();
    assertThat(waited.verdicts()).containsExactly("quick: CHANGED");
    assertThat(waited.events())
        .filteredOn(Event.HostBusy.class::isInstance)
        .extracting(Object::toString)
        .anyMatch(text -> text.contains("waiting for another run: anna@ops1, since"));
    assertThat(waited.recap().hosts().get(0).exchanges()).isLessThanOrEqualTo(2);
  }

  @Test
  void aLockWhoseOwnerIsGoneIsTakenOver() throws IOException {
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    for (String left :
        new String[] {
          "dead " + boot + " 4194303.1 4194303.2 2026-01-01T00:00:00Z bob@ops2",
          // A process of this number is there, but it is another one.
          "dead " + boot + " 1.1 1.1 2026-01-01T00:00:00Z bob@ops2",
          "dead another-boot " + ProcessHandle.current().pid() + ".1 1.1 2026-01-01T00:00:00Z b",
          "rubbish",
          "",
        }) {
      Files.writeString(Path.of(LOCK), left.isEmpty() ? "" : left + "\n");
      Files.deleteIfExists(second.resolve("quick"));
      assertThat(bench(second).apply(QUICK).verdicts()).as(left).containsExactly("quick: CHANGED");
      assertThat(Path.of(LOCK)).doesNotExist();
    }
  }

  @Test
  void aConvergedRunLocksNothing() throws IOException {
    bench(second).apply(QUICK);
    Told again = bench(second).apply(QUICK);
    assertThat(again.verdicts()).containsExactly("quick: OK");
    assertThat(again.recap().hosts().get(0).exchanges()).isEqualTo(1);
  }
}
