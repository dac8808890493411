package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.runner.Recorded;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.transport.Target;
import io.groundwork.transport.ssh.EmbeddedSshServer;
import io.groundwork.transport.ssh.SshConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are met for the first time are asked about once, all together. */
class FirstContactTest {

  @TempDir Path directory;
  private EmbeddedSshServer first;
  private EmbeddedSshServer second;
  private SshConnector ssh;

  @BeforeEach
  void serve() throws Exception {
    first = EmbeddedSshServer.builder().start();
    second = EmbeddedSshServer.builder().start();
    ssh = new SshConnector();
  }

  @AfterEach
  void end() throws Exception {
    ssh.close();
    first.close();
    second.close();
  }

  private Path known() {
    return directory.resolve("known_hosts");
  }

  private List<Target> targets() {
    return List.of(target("db1", first.port()), target("akd1", second.port()));
  }

  private Target target(String name, int port) {
    return new Target(
        name,
        false,
        "127.0.0.1",
        OptionalInt.of(port),
        Optional.of("tester"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of(known()),
        Target.HostKeys.STRICT,
        Duration.ofSeconds(20));
  }

  @Test
  void oneQuestionNamesThemAllWithTheirFingerprints() throws Exception {
    Recorded someone = Recorded.answering("yes");

    FirstContact.with(ssh, targets(), someone.terminal().keyboard());
    FirstContact.with(ssh, targets(), someone.terminal().keyboard());

    assertThat(someone.questions()).hasSize(1);
    assertThat(someone.questions().get(0))
        .startsWith("2 hosts not met before:\n")
        .containsPattern("db1 \\(127.0.0.1\\) +ssh-ed25519 SHA256:\\S{43}\n")
        .containsPattern("akd1 \\(127.0.0.1\\) +ssh-ed25519 SHA256:\\S{43}\n")
        .contains("written to " + known());
    assertThat(Files.readString(known()))
        .isEqualTo(first.knownHostsLine() + second.knownHostsLine());
  }

  @Test
  void withNobodyToAskAllAreListedWithTheCommandsThatMakeThemKnown() {
    LoadException refusal = refused(Recorded.pipe());

    Problem problem = refusal.problems().get(0);
    assertThat(problem.summary())
        .startsWith("the host keys of 2 hosts are not known:\n")
        .containsPattern("db1 .*SHA256:\\S{43}\n.*akd1 .*SHA256:\\S{43}");
    assertThat(problem.remedy().orElseThrow())
        .contains("--host-key-checking accept-new")
        .contains("ssh-keyscan -p " + first.port() + " 127.0.0.1 >> " + known())
        .contains("ssh-keyscan -p " + second.port() + " 127.0.0.1 >> " + known());
    assertThat(known()).doesNotExist();
  }

  @Test
  void anyOtherAnswerThanYesMakesNothingKnown() {
    assertThat(refused(Recorded.answering("n")).problems()).hasSize(1);
    assertThat(known()).doesNotExist();
  }

  private LoadException refused(Recorded someone) {
    return catchThrowableOfType(
        LoadException.class,
        () -> FirstContact.with(ssh, targets(), someone.terminal().keyboard()));
  }
}
