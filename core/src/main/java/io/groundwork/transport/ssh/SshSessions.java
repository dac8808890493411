package io.groundwork.transport.ssh;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.groundwork.transport.Exec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** Starts commands on the last session of a chain; the ones before it carry it. */
final class SshSessions implements Exec.Starter {

  /** Between attempts to open a channel that the server refuses. */
  private static final List<Duration> PAUSES =
      Stream.of(20, 50, 100, 200, 400, 800).map(Duration::ofMillis).toList();

  private final List<ClientSession> sessions;
  private final Login login;
  private final ScheduledExecutorService scheduler;
  private final Duration openTimeout;

  SshSessions(
      List<ClientSession> sessions,
      Login login,
      ScheduledExecutorService scheduler,
      Duration openTimeout) {
    this.sessions = List.copyOf(sessions);
    this.login = login;
    this.scheduler = scheduler;
    this.openTimeout = openTimeout;
  }

  private ClientSession session() {
    return sessions.get(sessions.size() - 1);
  }

  @Override
  public Exec start(String command, Exec.Listener listener) throws IOException {
    if (!session().isOpen()) {
      throw new IOException(whyCut().orElse("the connection was closed"));
    }
    try {
      return patiently(command, listener);
    } catch (IOException e) {
      throw new IOException(
          whyCut()
              .orElseGet(
                  () -> "no channel could be opened: " + Throwables.getRootCause(e).getMessage()),
          e);
    }
  }

  /**
   * A server with few sessions ({@code MaxSessions}) may still count the one that has just ended,
   * and refuses the next at first.
   */
  private Exec patiently(String command, Exec.Listener listener) throws IOException {
    for (Duration pause : PAUSES) {
      try {
        return open(command, listener);
      } catch (IOException e) {
        if (Throwables.getCausalChain(e).stream().noneMatch(SshSessions::isRefusal)) {
          throw e;
        }
        Uninterruptibles.sleepUninterruptibly(pause);
      }
    }
    return open(command, listener);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof SshChannelOpenException;
  }

  private Exec open(String command, Exec.Listener listener) throws IOException {
    return SshExec.start(
        session().createExecChannel(command), listener, scheduler, openTimeout, this::whyCut);
  }

  private Optional<String> whyCut() {
    return login.error().map(Failures::words);
  }

  @Override
  public String user() {
    return login.hop().user();
  }

  /** Closes the sessions, the innermost first. What is still on its way is dropped. */
  @Override
  public void close() {
    for (int i = sessions.size() - 1; i >= 0; i--) {
      var unused = sessions.get(i).close(i > 0);
    }
  }
}
