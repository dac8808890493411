package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.groundwork.text.Secret;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SshLoginTest {

  @TempDir Path home;
  private Lab lab;
  private EmbeddedSshServer server;
  private SshConnector connector;

  @BeforeEach
  void start() throws Exception {
    lab = new Lab(home);
    connector = new SshConnector(lab.settings());
  }

  @AfterEach
  void stop() throws Exception {
    connector.close();
    if (server != null) {
      server.close();
    }
  }

  private void serve(EmbeddedSshServer.Builder builder) throws Exception {
    server = builder.start();
    lab.trust(server);
  }

  private void serveKey(KeyPair pair) throws Exception {
    serve(EmbeddedSshServer.builder().authorizedKey(Lab.line(pair)));
  }

  private void assertLogsIn(Target target) throws Exception {
    try (Connection connection = connector.connect(target)) {
      assertThat(connection.run(Lab.script("echo in")).out()).isEqualTo("in\n");
    }
  }

  private UnreachableException refused(Target target) {
    return catchThrowableOfType(
        UnreachableException.class, () -> connector.connect(target).close());
  }

  @ParameterizedTest
  @CsvSource({"Ed25519,0", "RSA,2048", "EC,256", "EC,384", "EC,521"})
  void aKeyOfEveryKindLogsInWithAndWithoutPassphrase(String algorithm, int size) throws Exception {
    KeyPair pair = Lab.generate(algorithm, size);
    serveKey(pair);

    assertLogsIn(lab.ask(server.port()).key(lab.write(pair, "plain", Optional.empty())).target());
    Path locked = lab.write(pair, "locked", Optional.of("open sesame"));
    assertLogsIn(lab.ask(server.port()).key(locked).passphrase("open sesame").target());
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519,,OpenSSH,''",
    "ed25519,,OpenSSH,pass phrase",
    "rsa,2048,OpenSSH,pass phrase",
    "rsa,2048,PEM,''",
    "rsa,2048,PEM,pass phrase",
    "rsa,2048,PKCS8,''",
    "ecdsa,256,OpenSSH,pass phrase",
    "ecdsa,256,PEM,''",
    "ecdsa,384,PEM,pass phrase",
    "ecdsa,521,PKCS8,''",
  })
  void aKeyWrittenBySshKeygenLogsIn(String type, String bits, String form, String passphrase)
      throws Exception {
    assumeThat(Path.of("/usr/bin/ssh-keygen")).as("ssh-keygen is not installed").exists();
    Path key = home.resolve("keygen");
    List<String> command =
        new ArrayList<>(
            List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", key.toString()));
    if (bits != null) {
      command.addAll(List.of("-b", bits));
    }
    if (!form.equals("OpenSSH")) {
      command.addAll(List.of("-m", form));
    }
    sh(command);
    serve(EmbeddedSshServer.builder().authorizedKey(Files.readString(Path.of(key + ".pub"))));

    Lab.Ask ask = lab.ask(server.port()).key(key);
    assertLogsIn((passphrase.isEmpty() ? ask : ask.passphrase(passphrase)).target());
  }

  private static String sh(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  @Test
  void theDefaultKeysAreTakenWhenNoneIsNamed() throws Exception {
    serveKey(lab.pair);
    Files.move(lab.key, home.resolve(".ssh/id_ed25519"));

    assertLogsIn(lab.ask(server.port()).noKey().target());
  }

  @Test
  void aPasswordLogsIn() throws Exception {
    serve(EmbeddedSshServer.builder().password(Secret.of("let me in")));

    assertLogsIn(lab.ask(server.port()).noKey().password("let me in").target());
  }

  @Test
  void aPasswordLogsInWhereOnlyKeyboardInteractiveIsOffered() throws Exception {
    serve(EmbeddedSshServer.builder().password(Secret.of("let me in")).keyboardInteractiveOnly());

    assertLogsIn(lab.ask(server.port()).noKey().password("let me in").target());
  }

  @Test
  void anAgentLogsInAndSoDoesALockedKeyThatTheAgentHolds() throws Exception {
    assumeThat(Path.of("/usr/bin/ssh-agent")).as("ssh-agent is not installed").exists();
    Path socket = home.resolve("agent");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .start();
    try {
      for (int i = 0; i < 100 && !Files.exists(socket); i++) {
        Thread.sleep(20);
      }
      addToAgent(socket, lab.key);
      KeyPair rsa = Lab.generate("RSA", 2048);
      addToAgent(socket, lab.write(rsa, "rsa", Optional.empty()));
      connector.close();
      connector = new SshConnector(SshSettings.of(home, Optional.of(socket)));
      serve(
          EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).authorizedKey(Lab.line(rsa)));

      assertLogsIn(lab.ask(server.port()).noKey().target());
      Path locked = lab.write(lab.pair, "locked", Optional.of("unknown"));
      assertLogsIn(lab.ask(server.port()).key(locked).target());
      server.close();
      serveKey(rsa);
      assertLogsIn(lab.ask(server.port()).noKey().target());
      assertThat(refused(lab.ask(server.port()).onlyNamedKeys().target()).getMessage())
          .doesNotContain("2 keys of the agent");
    } finally {
      agent.destroy();
    }
  }

  private static void addToAgent(Path socket, Path key) throws Exception {
    ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
    add.environment().put("SSH_AUTH_SOCK", socket.toString());
    assertThat(add.inheritIO().start().waitFor()).isZero();
  }

  @Test
  void aDeadAgentIsPassedOver() throws Exception {
    connector.close();
    connector = new SshConnector(SshSettings.of(home, Optional.of(home.resolve("nobody"))));
    serveKey(lab.pair);

    assertLogsIn(lab.ask(server.port()).target());
  }

  @Test
  void aWrongKeyIsReportedWithWhatWasOffered() throws Exception {
    serveKey(Lab.generate("Ed25519", 0));

    UnreachableException refusal = refused(lab.ask(server.port()).user("deploy").target());

    assertThat(refusal.problem().summary())
        .isEqualTo(
            "deploy@127.0.0.1:"
                + server.port()
                + " refuses the login; offered: the key "
                + lab.key);
    assertThat(refusal.problem().remedy().orElseThrow()).contains("ansible_ssh_private_key_file");
  }

  @Test
  void aWrongPasswordIsReportedButNeverShown() throws Exception {
    serve(EmbeddedSshServer.builder().password(Secret.of("right")));

    UnreachableException refusal =
        refused(lab.ask(server.port()).noKey().password("wrong-secret").target());

    assertThat(refusal.problem().summary()).contains("refuses the login; offered: the password");
    assertThat(everythingAbout(refusal)).doesNotContain("wrong-secret");
  }

  @Test
  void aWrongKeyboardInteractivePasswordEndsTheLogin() throws Exception {
    serve(EmbeddedSshServer.builder().password(Secret.of("right")).keyboardInteractiveOnly());

    assertThat(refused(lab.ask(server.port()).noKey().password("wrong").target()).getMessage())
        .contains("refuses the login");
  }

  private static String everythingAbout(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void aKeyThatLacksItsPassphraseIsNamed() throws Exception {
    serveKey(lab.pair);
    Path locked = lab.write(lab.pair, "locked", Optional.of("unknown"));

    assertThat(refused(lab.ask(server.port()).key(locked).target()).problem().summary())
        .contains("there was nothing to offer (not used: " + locked + ": it needs a passphrase)");
  }

  @Test
  void aWrongPassphraseIsSaidButNeverShown() throws Exception {
    serveKey(lab.pair);
    Path locked = lab.write(lab.pair, "locked", Optional.of("right"));

    UnreachableException refusal =
        refused(lab.ask(server.port()).key(locked).passphrase("wrong-secret").target());

    assertThat(refusal.problem().summary())
        .isEqualTo(
            "the private key " + locked + " cannot be used: the passphrase given does not open it");
    assertThat(everythingAbout(refusal)).doesNotContain("wrong-secret");
  }

  @Test
  void aNamedKeyThatIsMissingOrOpenToOthersOrNoKeyIsRefusedBeforeConnecting() throws Exception {
    Path missing = home.resolve("missing");
    assertThat(refused(lab.ask(1).key(missing).target()).problem().summary())
        .isEqualTo("the private key " + missing + " cannot be used: there is no such file");

    Files.setPosixFilePermissions(lab.key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(refused(lab.ask(1).target()).problem().summary())
        .contains("others may read it; do: chmod 600 " + lab.key);

    Path text = Files.writeString(home.resolve("text"), "no key");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
    assertThat(refused(lab.ask(1).key(text).target()).problem().summary())
        .contains("it holds no private key in OpenSSH or PEM form");
  }

  @Test
  void aRefusedConnectionIsSaidToBeRefused() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    UnreachableException refusal = refused(lab.ask(port).target());

    assertThat(refusal.problem().summary())
        .isEqualTo("127.0.0.1 port " + port + " refuses the connection");
    assertThat(refusal.problem().remedy().orElseThrow()).contains("ansible_port");
  }

  @Test
  void aNameWithoutAnAddressIsSaidToHaveNone() {
    assertThat(refused(lab.ask(22).address("no-such-host.invalid").target()).problem().summary())
        .isEqualTo("the name no-such-host.invalid has no address");
  }

  @Test
  void aHostThatAcceptsAndNeverSpeaksIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();

      UnreachableException refusal =
          refused(lab.ask(silent.getLocalPort()).within(Duration.ofMillis(700)).target());

      assertThat(refusal.problem().summary())
          .isEqualTo(
              "127.0.0.1 port "
                  + silent.getLocalPort()
                  + " accepts connections, but the login did not end within 700 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aHostThatDropsEveryPacketIsGivenUpInTime() throws Exception {
    List<SocketChannel> fill = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
        fill.add(channel);
      }
      Target target = lab.ask(full.getLocalPort()).within(Duration.ofMillis(600)).target();

      assertThat(refused(target).problem().summary())
          .isEqualTo("127.0.0.1 port " + full.getLocalPort() + " did not answer within 600 ms");
    } finally {
      for (SocketChannel channel : fill) {
        channel.close();
      }
    }
  }

  @Test
  void somethingThatIsNoSshServerIsSaidToBeNone() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answer =
          new Thread(
              () -> {
                try (var client = web.accept()) {
                  client
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      answer.start();

      assertThat(refused(lab.ask(web.getLocalPort()).target()).problem().summary())
          .startsWith("the login as ")
          .contains("failed: ");
    }
  }
}
