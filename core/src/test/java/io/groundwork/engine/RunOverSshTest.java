package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Bench.Told;
import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.TaskResult.Verdict;
import io.groundwork.text.Secret;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Connector;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over a real SSH server in this process. */
class RunOverSshTest {

  private static final String PASSWORD = "it's a \"pass\" $word";

  @TempDir Path directory;
  private EmbeddedSshServer server;
  private SshConnector connector;
  private Bench bench;

  @BeforeEach
  void serve() throws Exception {
    server = EmbeddedSshServer.builder().password(Secret.of(PASSWORD)).start();
    Files.writeString(directory.resolve("known_hosts"), server.knownHostsLine() + "\n", UTF_8);
    connector = new SshConnector();
    bench = new Bench(directory).over(connector).inventory(inventory(server.port(), PASSWORD));
  }

  @AfterEach
  void end() throws Exception {
    connector.close();
    server.close();
  }

  private String inventory(int port, String password) {
    return """
        all:
          vars:
            ansible_user: tester
            ansible_ssh_common_args: -o UserKnownHostsFile=%s -o GlobalKnownHostsFile=/dev/null
          hosts:
            up: {ansible_host: 127.0.0.1, ansible_port: %d, ansible_password: '%s'}
        """
        .formatted(directory.resolve("known_hosts"), port, password.replace("'", "''"));
  }

  private static String play(String tasks) {
    return "- hosts: all\n  tasks:\n" + tasks.indent(4);
  }

  @Test
  void fiftyTasksCostThreeExecChannelsAtMostHoweverTheyStand() {
    String playbook =
        play(
            "- name: f\n  keep: {path: DIR/facts, content: '${ansible_kernel}'}\n"
                + IntStream.range(0, 49)
                    .mapToObj(
                        n -> "- name: t" + n + "\n  keep: {path: DIR/f" + n + ", content: x}\n")
                    .collect(Collectors.joining()));
    assertThat(bench.apply(playbook).recap().changed()).isEqualTo(50);
    assertThat(server.execs())
        .as("facts and states, the fact's own state, changes, and the lock's release")
        .isEqualTo(4);
    long before = server.execs();
    assertThat(bench.apply(playbook).recap().changed()).isZero();
    assertThat(server.execs() - before).isLessThanOrEqualTo(3);
  }

  @Test
  void aConnectionThatGoesDuringAChangeIsCutNotFailedAndTheNextRunCompletes() throws Exception {
    // This server outlives its connections, and so would the lock of a run that lost its own.
    Locking same = Locking.byThisProcess();
    bench.with(spec -> spec.locking(same));
    String playbook =
        play(
            """
            - name: before
              keep: {path: DIR/before, content: x}
            - name: long
              ask: "[ -e DIR/begun ] || { echo begun | tee DIR/begun; n=0; until [ -e DIR/go ] || [ $n -gt 200 ]; do n=$((n + 1)); sleep 0.1; done; }; echo done >DIR/long"
            - name: after
              keep: {path: DIR/after, content: x}
            """);
    // Only what the change has said tells that its beginning has been heard of here.
    bench.listening(
        event -> {
          if (event instanceof Event.Progress progress && progress.line().isPresent()) {
            server.dropConnections();
          }
        });
    Told told = bench.apply(playbook);
    assertThat(told.verdicts()).containsExactly("before: CHANGED", "long: CUT");
    HostRecap recap = told.recap().hosts().get(0);
    assertThat(recap.failed()).isZero();
    assertThat(recap.unreachable().orElseThrow().toString())
        .contains("cut during a change")
        .contains("run again");
    assertThat(directory.resolve("after")).doesNotExist();

    bench.listening(event -> {});
    Told next = bench.apply(playbook);
    assertThat(next.verdicts()).containsExactly("before: OK", "long: CHANGED", "after: CHANGED");
    assertThat(next.recap().anyUnreachable()).isFalse();
    // The change that was left alone would hold the lock of this machine against other tests.
    Files.writeString(directory.resolve("go"), "");
    Thread.sleep(500);
  }

  @Test
  void aHostThatIsDownIsToldAndTheOthersGoOn() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    bench.inventory(
        inventory(server.port(), PASSWORD)
            + "    down: {ansible_host: 127.0.0.1, ansible_port: %d}\n".formatted(closed));
    Told told = bench.apply(play("- name: k\n  keep: {path: DIR/f, content: x}\n"));
    assertThat(told.verdict("k")).isEqualTo(Verdict.CHANGED);
    assertThat(told.recap().hosts()).extracting(HostRecap::succeeded).containsExactly(true, false);
    assertThat(told.events())
        .filteredOn(Event.HostUnreachable.class::isInstance)
        .singleElement()
        .asString()
        .contains("down")
        .contains("refuses the connection");
  }

  /** Counts logins, and whether they are given up again. */
  private final class Counting implements Connector {
    private final List<String> logins = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Connection connect(Target target) throws UnreachableException {
      logins.add(target.name());
      return connector.connect(target);
    }

    @Override
    public void close() {}
  }

  @Test
  void aLoginThatIsBegunEarlyIsTheOnlyOneAlsoWhereItFails() throws IOException {
    Counting counting = new Counting();
    bench.over(counting).inventory(inventory(server.port(), PASSWORD));
    String playbook = play("- name: k\n  keep: {path: DIR/f, content: x}\n");
    assertThat(bench.apply(playbook).verdict("k")).isEqualTo(Verdict.CHANGED);
    assertThat(counting.logins).containsExactly("up");

    bench.inventory(inventory(server.port(), "not the password"));
    assertThat(bench.apply(playbook).recap().anyUnreachable()).isTrue();
    assertThat(counting.logins).containsExactly("up", "up");
  }

  @Test
  void nobodyIsLoggedInWhereNothingHasToBeRead() throws IOException {
    Counting counting = new Counting();
    bench.over(counting).inventory(inventory(server.port(), PASSWORD));
    Told told = bench.apply(play("- name: n\n  note: {colour: green}\n"));
    assertThat(told.verdict("n")).isEqualTo(Verdict.OK);
    assertThat(counting.logins).isEmpty();
  }

  @Test
  void aWrongPasswordIsToldWithoutThePassword() {
    bench.inventory(inventory(server.port(), "not the password"));
    Told told = bench.apply(play("- name: k\n  keep: {path: DIR/f, content: x}\n"));
    assertThat(told.recap().anyUnreachable()).isTrue();
    assertThat(told.events().toString()).doesNotContain("not the password");
    assertThat(directory.resolve("f")).doesNotExist();
  }

  @Test
  void aChangedHostKeyIsRefusedWithBothFingerprints() throws Exception {
    try (EmbeddedSshServer other = EmbeddedSshServer.builder().start()) {
      String theirs = other.knownHostsLine().replace(":" + other.port(), ":" + server.port());
      Files.writeString(directory.resolve("known_hosts"), theirs + "\n", UTF_8);
    }
    Told told = bench.plan(play("- name: k\n  keep: {path: DIR/f, content: x}\n"));
    assertThat(told.recap().hosts().get(0).unreachable().orElseThrow().toString())
        .containsPattern("SHA256:.*[\\s\\S]*SHA256:");
  }
}
