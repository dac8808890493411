package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.groundwork.event.Event;
import io.groundwork.event.Recap;
import io.groundwork.inventory.Inventory;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.text.Secret;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import io.groundwork.transport.ssh.SshConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, once and twice, over a real SSH server in this process. */
class InterruptTest {

  private static final Path LOCK =
      Path.of(
          Optional.ofNullable(System.getenv("GROUNDWORK_LOCKS")).orElse("/run/lock"),
          "groundwork.lock");

  @TempDir Path directory;
  private final List<Event> events = new ArrayList<>();

  /** This server outlives its connections, and so would the lock of a run that lost its own. */
  @AfterEach
  void free() throws Exception {
    Files.deleteIfExists(LOCK);
  }

  private Recap run(Consumer<Run> onceBegun) throws Exception {
    try (EmbeddedSshServer server =
            EmbeddedSshServer.builder().password(Secret.of("secret")).start();
        SshConnector connector = new SshConnector()) {
      Files.writeString(directory.resolve("known_hosts"), server.knownHostsLine() + "\n");
      Files.writeString(
          directory.resolve("inventory.yml"),
          """
          all:
            hosts:
              up:
                ansible_host: 127.0.0.1
                ansible_port: %d
                ansible_user: tester
                ansible_password: secret
                ansible_ssh_common_args: -o UserKnownHostsFile=%s -o GlobalKnownHostsFile=/dev/null
          """
              .formatted(server.port(), directory.resolve("known_hosts")));
      Files.writeString(
          directory.resolve("playbook.yml"),
          """
          - hosts: all
            tasks:
              - name: slow
                ask: "echo >DIR/begun; sleep 3; echo done >DIR/slow"
              - name: next
                keep: {path: DIR/next, content: x}
          """
              .replace("DIR", directory.toString()));
      RunSpec spec =
          RunSpec.of(
              Playbook.load(directory.resolve("playbook.yml"), Registry.of(TestModules.ALL)),
              Inventory.load(List.of(directory.resolve("inventory.yml"))));
      try (Run run = Run.open(spec, connector, events::add)) {
        CompletableFuture<Void> hand =
            CompletableFuture.runAsync(
                () -> {
                  for (int turn = 0; turn < 600; turn++) {
                    if (Files.exists(directory.resolve("begun"))) {
                      onceBegun.accept(run);
                      return;
                    }
                    Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(50));
                  }
                });
        Recap recap = run.apply();
        hand.join();
        awaitEndOfTheChange();
        return recap;
      }
    }
  }

  /** What is left alone would hold the lock of this machine against other tests. */
  private void awaitEndOfTheChange() {
    for (int turn = 0; turn < 100 && !Files.exists(directory.resolve("slow")); turn++) {
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(50));
    }
    Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(300));
  }

  private List<String> verdicts() {
    return events.stream()
        .filter(Event.TaskDone.class::isInstance)
        .map(Event.TaskDone.class::cast)
        .map(done -> done.task().title() + ": " + done.result().verdict())
        .toList();
  }

  @Test
  void onceLetsTheChangeUnderWayEndAndStartsNoOther() throws Exception {
    Recap recap = run(Run::interrupt);
    assertThat(verdicts()).containsExactly("slow: CHANGED");
    assertThat(directory.resolve("slow")).exists();
    assertThat(directory.resolve("next")).doesNotExist();
    assertThat(recap.interrupted()).isTrue();
    assertThat(recap.anyFailed()).isFalse();
    assertThat(recap.anyUnreachable()).isFalse();
  }

  @Test
  void twiceEndsTheConnectionsAndTellsWhatIsUnknown() throws Exception {
    long start = System.nanoTime();
    Recap recap =
        run(
            run -> {
              run.interrupt();
              run.abort();
            });
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(verdicts()).containsExactly("slow: CUT");
    assertThat(recap.interrupted()).isTrue();
    assertThat(directory.resolve("next")).doesNotExist();
  }
}
