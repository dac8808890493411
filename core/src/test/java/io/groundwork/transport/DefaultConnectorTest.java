package io.groundwork.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DefaultConnectorTest {

  private static Target target(boolean local) {
    return new Target(
        "web1",
        local,
        "web1",
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Target.HostKeys.STRICT,
        Duration.ofSeconds(1));
  }

  /** Counts instead of connecting. */
  private static final class Counting implements Connector {
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public Connection connect(Target target) {
      connected.incrementAndGet();
      return new LocalConnector().connect(target);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void aLocalTargetIsThisMachineAndEveryOtherIsRemote() throws Exception {
    Counting remote = new Counting();
    Counting local = new Counting();
    try (Connector connector = new DefaultConnector(remote, local)) {
      connector.connect(target(true)).close();
      connector.connect(target(false)).close();
      connector.connect(target(false)).close();
    }

    assertThat(local.connected).hasValue(1);
    assertThat(remote.connected).hasValue(2);
    assertThat(local.closed).hasValue(1);
    assertThat(remote.closed).hasValue(1);
  }

  @Test
  void thisMachineRunsScriptsLikeAnyOther() throws Exception {
    try (Connection connection = new LocalConnector().connect(target(true))) {
      Exchange exchange =
          connection.run(
              new Script("echo out; echo err >&2; exit 5", Become.NONE, Duration.ofSeconds(20)));

      assertThat(exchange)
          .isEqualTo(new Exchange(OptionalInt.of(5), "out\n", "err\n", Optional.empty()));
      assertThat(connection.exchanges()).isEqualTo(1);
    }
  }

  @Test
  void aLocalScriptThatOverrunsItsTimeIsEndedWithItsChildren() throws Exception {
    try (Connection connection = new LocalConnector().connect(target(true))) {
      Exchange exchange =
          connection.run(
              new Script("echo begun; sleep 987654", Become.NONE, Duration.ofMillis(400)));

      assertThat(exchange.cut()).hasValue("given up after 0.4 s");
      assertThat(exchange.out()).isEqualTo("begun\n");
      Thread.sleep(100);
      assertThat(
              ProcessHandle.current()
                  .descendants()
                  .anyMatch(process -> process.info().commandLine().orElse("").contains("987654")))
          .isFalse();
    }
  }
}
