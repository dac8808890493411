package io.groundwork.modules.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Change;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.ModuleHarness.Outcome;
import io.groundwork.module.Plan;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitForModuleTest {

  private static final WaitForModule WAIT_FOR = new WaitForModule();
  private static final ModuleHarness HARNESS = ModuleHarness.create();

  @TempDir Path directory;

  @Test
  void anOpenPortHolds() throws IOException {
    try (ServerSocket server = server()) {
      long port = server.getLocalPort();

      assertThat(HARNESS.plan(WAIT_FOR, Map.of("port", port)).reason())
          .isEqualTo("port " + port + " of 127.0.0.1 is open");
      assertThat(HARNESS.plan(WAIT_FOR, Map.of("port", port, "state", "stopped")).changes())
          .extracting(Change::summary)
          .containsExactly("wait for port " + port + " of 127.0.0.1 to close, at most 300 s");
    }
  }

  @Test
  void aPortThatStaysClosedFailsAfterTheTimeout() throws IOException {
    long port = freePort();
    Outcome outcome = HARNESS.apply(WAIT_FOR, Map.of("port", port, "timeout", 1L));

    assertThat(outcome.plan().isChanging()).isFalse();
    assertThat(outcome.executions()).hasSize(1);
    assertThat(outcome.executions().get(0).exit()).isNotZero();
    assertThat(outcome.executions().get(0).err())
        .isEqualTo("port " + port + " of 127.0.0.1 did not open within 1 s");
  }

  @Test
  void ownWordsAreSaidInstead() throws IOException {
    Outcome outcome =
        HARNESS.apply(WAIT_FOR, Map.of("port", freePort(), "timeout", 0L, "msg", "no database"));

    assertThat(outcome.executions().get(0).err()).isEqualTo("no database");
  }

  @Test
  void aPathThatComesInTimeIsWaitedFor() throws IOException {
    Path awaited = directory.resolve("later");
    CompletableFuture<Void> maker =
        CompletableFuture.runAsync(
            () -> create(awaited), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
    Outcome outcome = HARNESS.apply(WAIT_FOR, Map.of("path", awaited.toString(), "timeout", 20L));
    maker.join();

    assertThat(outcome.executions()).allMatch(execution -> execution.exit() == 0);
    assertThat((Long) outcome.result().get("elapsed")).isBetween(0L, 20L);
    assertThat(HARNESS.plan(WAIT_FOR, Map.of("path", awaited.toString())).changes()).isEmpty();
    assertThat(
            HARNESS
                .plan(WAIT_FOR, Map.of("path", directory + "/never", "state", "absent"))
                .reason())
        .isEqualTo(directory + "/never is not there");
  }

  @Test
  void whatIsWaitedForIsNoStateThatAPlanReliesOn() throws IOException {
    assertThat(
            HARNESS
                .read(
                    WAIT_FOR
                        .probe(HARNESS.wanted(WAIT_FOR, Map.of("port", freePort())))
                        .call()
                        .orElseThrow())
                .state())
        .isEmpty();
  }

  @Test
  void withoutPortAndPathOnlyTimeIsWaitedFor() {
    Plan plan = HARNESS.plan(WAIT_FOR, Map.of("timeout", 7L));

    assertThat(plan.changes()).extracting(Change::summary).containsExactly("wait 7 s");
  }

  @Test
  void contradictionsAreRefusedWhileLoading() {
    assertThatThrownBy(() -> HARNESS.wanted(WAIT_FOR, Map.of("port", 1L, "path", "/x")))
        .isInstanceOf(LoadException.class);
    assertThatThrownBy(() -> HARNESS.wanted(WAIT_FOR, Map.of("port", 70000L)))
        .hasMessageContaining("from 1 to 65535");
    assertThatThrownBy(() -> HARNESS.wanted(WAIT_FOR, Map.of("port", 1L, "host", "x; reboot")))
        .hasMessageContaining("a name or an address");
    assertThatThrownBy(() -> HARNESS.wanted(WAIT_FOR, Map.of("port", 1L, "state", "drained")))
        .hasMessageContaining("drained");
  }

  private static void create(Path path) {
    try {
      Files.createFile(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static long freePort() throws IOException {
    try (ServerSocket server = server()) {
      return server.getLocalPort();
    }
  }
}
