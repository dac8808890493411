package io.groundwork.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.transport.Connection;
import io.groundwork.transport.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SshRunTest {

  @TempDir Path home;
  private Lab lab;
  private EmbeddedSshServer server;
  private SshConnector connector;

  @BeforeEach
  void start() throws Exception {
    lab = new Lab(home);
    server = EmbeddedSshServer.builder().authorizedKey(lab.publicLine()).start();
    lab.trust(server);
    connector = new SshConnector(lab.settings().withSilence(Duration.ofMillis(1600)));
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
}
