package io.groundwork.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.groundwork.transport.Become;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same promises against a real sshd, where this machine has one. */
@Timeout(60)
class OpenSshTest {

  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  @TempDir Path home;
  private Lab lab;
  private Process sshd;
  private int port;
  private SshConnector connector;

  @BeforeEach
  void start() throws Exception {
    assumeThat(SSHD).as("this machine has no sshd").exists();
    lab = new Lab(home);
    port = freePort();
    KeyPair rsa = Lab.generate("RSA", 2048);
    KeyPair ed25519 = Lab.generate("Ed25519", 0);
    Path config =
        Files.writeString(
            home.resolve("sshd_config"),
            """
            ListenAddress 127.0.0.1:%d
            HostKey %s
            HostKey %s
            AuthorizedKeysFile %s
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            """
                .formatted(
                    port,
                    lab.write(rsa, "host_rsa", Optional.empty()),
                    lab.write(ed25519, "host_ed25519", Optional.empty()),
                    Files.writeString(home.resolve("authorized"), lab.publicLine() + "\n")));
    Files.writeString(lab.knownHosts(), "[127.0.0.1]:" + port + " " + Lab.line(rsa) + "\n");
    Path log = home.resolve("log");
    sshd =
        new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean listens = listens();
    assumeThat(listens).as("sshd does not start here: %s", Files.readString(log)).isTrue();
    connector = new SshConnector(lab.settings().withSilence(Duration.ofSeconds(2)));
  }

  @AfterEach
  void stop() throws Exception {
    if (connector != null) {
      connector.close();
    }
    if (sshd != null) {
      sshd.descendants().forEach(OpenSshTest::resume);
      sshd.destroy();
      assertThat(sshd.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() throws InterruptedException {
    for (int i = 0; i < 100 && sshd.isAlive(); i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    return false;
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void resume(ProcessHandle process) {
    signal(process, "-CONT");
  }

  private Connection connect() throws Exception {
    return connector.connect(lab.ask(port).target());
  }

  @Test
  void aLoginByEd25519WhereOnlyTheRsaHostKeyIsKnownRunsAScript() throws Exception {
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("echo out; echo err >&2; exit 3"));

      assertThat(exchange.exit()).hasValue(3);
      assertThat(exchange.out()).isEqualTo("out\n");
      assertThat(exchange.err()).isEqualTo("err\n");
    }
  }

  @Test
  void aProcessLeftInTheBackgroundDoesNotHoldTheScriptUp() throws Exception {
    try (Connection connection = connect()) {
      long start = System.nanoTime();

      Exchange exchange = connection.run(Lab.script("sleep 30 & echo done"));

      assertThat(exchange.exit()).hasValue(0);
      assertThat(exchange.out()).isEqualTo("done\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void aShellThatIsKilledIsCutWithTheSignal() throws Exception {
    try (Connection connection = connect()) {
      assertThat(connection.run(Lab.script("kill -9 $$")).cut())
          .hasValue("the shell was ended by signal KILL");
    }
  }

  @Test
  void aServerThatIsStoppedIsNoticed() throws Exception {
    try (Connection connection = connect()) {
      connection.run(Lab.script("true"));
      sshd.descendants().forEach(process -> signal(process, "-STOP"));

      assertThat(connection.run(Lab.script("sleep 30")).cut())
          .hasValue("the host stopped answering");
    }
  }

  @Test
  void scriptsThatAreGivenUpDoNotUseUpTheServersSessions() throws Exception {
    try (Connection connection = connect()) {
      for (int i = 0; i < 12; i++) {
        Script script = new Script("sleep 30", Become.NONE, Duration.ofMillis(50));
        assertThat(connection.run(script).cut()).isPresent();
      }

      assertThat(connection.run(Lab.script("echo on")).out()).isEqualTo("on\n");
    }
  }

  @Test
  void tenMegabytesGoInAndComeBack() throws Exception {
    String text = ("y".repeat(99) + "\n").repeat(100_000);
    try (Connection connection = connect()) {
      assertThat(connection.run(Lab.script("cat <<'EOF'\n" + text + "EOF\n")).out())
          .isEqualTo(text);
    }
  }
}
