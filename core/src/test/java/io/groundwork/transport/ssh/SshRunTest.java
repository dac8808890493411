package io.groundwork.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.groundwork.transport.Become;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import io.groundwork.transport.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SshRunTest {

  @TempDir Path home;
  private Lab lab;
  private EmbeddedSshServer server;
  private SshConnector connector;

  @BeforeEach
  void start() throws Exception {
    lab = new Lab(home);
    restart(EmbeddedSshServer.builder());
    connector = new SshConnector(lab.settings().withSilence(Duration.ofMillis(1600)));
  }

  private void restart(EmbeddedSshServer.Builder builder) throws Exception {
    if (server != null) {
      server.close();
    }
    server = builder.authorizedKey(lab.publicLine()).start();
    lab.trust(server);
  }

  @AfterEach
  void stop() throws Exception {
    connector.close();
    server.close();
  }

  private Connection connect() throws Exception {
    return connector.connect(lab.ask(server.port()).target());
  }

  @Test
  void aScriptsStatusAndBothItsStreamsComeBack() throws Exception {
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("echo out; echo err >&2; exit 3"));

      assertThat(exchange.exit()).hasValue(3);
      assertThat(exchange.out()).isEqualTo("out\n");
      assertThat(exchange.err()).isEqualTo("err\n");
      assertThat(exchange.cut()).isEmpty();
    }
  }

  @Test
  void anEmptyScriptAndOneOfCommentsOnlySucceed() throws Exception {
    try (Connection connection = connect()) {
      assertThat(connection.run(Lab.script("")).exit()).hasValue(0);
      assertThat(connection.run(Lab.script("# nothing to do")).exit()).hasValue(0);
    }
  }

  @Test
  void bytesThatAreNoTextComeBackOneCharEach() throws Exception {
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("printf '\\377\\000\\303\\244'"));

      assertThat(exchange.out()).isEqualTo("\u00ff\u0000\u00c3\u00a4");
    }
  }

  @Test
  void aCommandThatReadsItsInputCannotSwallowTheRestOfTheScript() throws Exception {
    try (Connection connection = connect()) {
      assertThat(connection.run(Lab.script("cat >/dev/null\necho still here\n")).out())
          .isEqualTo("still here\n");
    }
  }

  @Test
  void aScriptThatDidNotArriveWholeRunsNotAtAll() throws Exception {
    Path trace = home.resolve("trace");
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("touch " + trace + "\nif true; then\n"));

      assertThat(exchange.exit().getAsInt()).isNotZero();
      assertThat(trace).doesNotExist();
    }
  }

  @Test
  void exchangesAreCountedAndEachIsOneExecChannel() throws Exception {
    try (Connection connection = connect()) {
      assertThat(connection.exchanges()).isZero();
      connection.run(Lab.script("true"));
      connection.run(Lab.script("true"));

      assertThat(connection.exchanges()).isEqualTo(2);
      assertThat(server.execs()).isEqualTo(2);
    }
  }

  @Test
  void aScriptOfTenMegabytesThatPrintsWhileItIsReadDoesNotBlock() throws Exception {
    String line = "echo " + "x".repeat(90) + "\n";
    String script = "cat <<'EOF'\n" + "y".repeat(99).concat("\n").repeat(60_000) + "EOF\n";
    String printing = line.repeat(40_000);
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script(script + printing));

      assertThat(exchange.exit()).hasValue(0);
      assertThat(exchange.out()).hasSize(60_000 * 100 + 40_000 * 91);
    }
  }

  @Test
  void aShellThatEndsWithoutReadingItsScriptIsNoCut() throws Exception {
    restart(EmbeddedSshServer.builder().loginShell("/bin/sh", "-c", "exit 1"));
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("# " + "z".repeat(4 << 20)));

      assertThat(exchange.exit()).hasValue(1);
    }
  }

  @Test
  void fiftyMegabytesOfOutputComeBackWhole() throws Exception {
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("head -c 52428800 /dev/zero"));

      assertThat(exchange.exit()).hasValue(0);
      assertThat(exchange.out()).hasSize(52_428_800);
    }
  }

  @Test
  void outputBeyondTheBoundCutsTheScriptAndSaysSo() throws Exception {
    try (SshConnector bounded = new SshConnector(lab.settings().withOutputLimit(1 << 20));
        Connection connection = bounded.connect(lab.ask(server.port()).target())) {
      Exchange exchange = connection.run(Lab.script("cat /dev/zero"));

      assertThat(exchange.cut()).hasValue("it wrote more than 1 MiB to standard output");
      assertThat(exchange.out()).hasSizeBetween((1 << 20) - 200, 1 << 20);
      assertThat(connection.run(Lab.script("echo on")).out()).isEqualTo("on\n");
    }
  }

  @Test
  void aScriptThatOverrunsItsTimeIsCutAndWhatItWroteIsKept() throws Exception {
    try (Connection connection = connect()) {
      Script script = new Script("echo begun; sleep 30", Become.NONE, Duration.ofMillis(500));

      Exchange exchange = connection.run(script);

      assertThat(exchange.exit()).isEmpty();
      assertThat(exchange.cut()).hasValue("given up after 0.5 s");
      assertThat(exchange.out()).isEqualTo("begun\n");
    }
  }

  @Test
  void aProcessLeftInTheBackgroundDoesNotHoldTheScriptUp() throws Exception {
    try (Connection connection = connect()) {
      long start = System.nanoTime();
      Exchange exchange = connection.run(Lab.script("sleep 20 & echo done"));

      assertThat(exchange.out()).isEqualTo("done\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void aHostThatHangsAfterTheLoginIsNoticedWhileACommandRuns() throws Exception {
    try (Connection connection = connect()) {
      connection.run(Lab.script("true"));
      server.stopAnswering();
      long start = System.nanoTime();

      Exchange exchange = connection.run(Lab.script("sleep 60"));

      assertThat(exchange.cut()).hasValue("the host stopped answering");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(connection.run(Lab.script("true")).cut()).hasValue("the host stopped answering");
    }
  }

  @Test
  void aSilentCommandOnALivingHostOutlastsTheKeepAlive() throws Exception {
    try (Connection connection = connect()) {
      assertThat(connection.run(Lab.script("sleep 3; echo woke")).out()).isEqualTo("woke\n");
    }
  }

  @Test
  void aConnectionCutInTheMiddleKeepsWhatCame() throws Exception {
    restart(EmbeddedSshServer.builder().dropAfterBytes(100));
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("printf %099d 1; sleep 1; echo second"));

      assertThat(exchange.exit()).isEmpty();
      assertThat(exchange.cut()).isPresent();
      assertThat(exchange.out()).matches("0{20,99}");
    }
  }

  @Test
  void aLostConnectionIsSaidAgainByEveryLaterScript() throws Exception {
    try (Connection connection = connect()) {
      connection.run(Lab.script("true"));
      server.dropConnections();
      Thread.sleep(200);

      Exchange exchange = connection.run(Lab.script("echo never"));

      assertThat(exchange.cut()).isPresent();
      assertThat(exchange.out()).isEmpty();
    }
  }

  @Test
  void whatTheLoginPrintsIsNotTheScriptsOutput() throws Exception {
    restart(
        EmbeddedSshServer.builder()
            .loginShell("/bin/sh", "-c", "echo Welcome; echo hint >&2; eval \"$0\""));
    try (Connection connection = connect()) {
      Exchange exchange = connection.run(Lab.script("echo out"));

      assertThat(exchange.exit()).hasValue(0);
      assertThat(exchange.out()).isEqualTo("out\n");
      assertThat(exchange.err()).isEmpty();
    }
  }

  @Test
  void everyLoginShellThereIsStartsAScriptAlike() throws Exception {
    int tried = 0;
    for (String shell : new String[] {"/bin/dash", "/bin/bash", "/usr/bin/fish", "/bin/csh"}) {
      if (!Files.isExecutable(Path.of(shell))) {
        continue;
      }
      restart(EmbeddedSshServer.builder().loginShell(shell, "-c"));
      try (Connection connection = connect()) {
        assertThat(connection.run(Lab.script("echo \"$((1+1))\"")).out()).isEqualTo("2\n");
      }
      tried++;
    }
    assumeThat(tried).as("no known login shell on this machine").isPositive();
  }
}
