package io.groundwork.transport.ssh;

import io.groundwork.transport.Exec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.client.session.ClientSession;

/** Starts commands on the last session of a chain; the ones before it carry it. */
final class SshSessions implements Exec.Starter {

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
      return SshExec.start(
          session().createExecChannel(command), listener, scheduler, openTimeout, this::whyCut);
    } catch (IOException e) {
      throw new IOException(
          whyCut().orElseGet(() -> "no channel could be opened: " + e.getMessage()), e);
    }
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
