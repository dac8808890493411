package io.groundwork.transport.ssh;

import io.groundwork.transport.UnreachableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;

/**
 * Connections that are begun before they are needed: keys are agreed on, and nobody is logged in.
 * One that does not come about in time, or has gone meanwhile, is as if it had never been begun.
 */
final class Approaches implements AutoCloseable {

  /** Less than what sshd grants for a login (LoginGraceTime, 120 s by default). */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Map<Hop, CompletableFuture<Optional<Approach>>> begun = new ConcurrentHashMap<>();

  /** A connection on the way to a login. */
  record Approach(Login login, ConnectFuture connecting, long since) {}

  /** Begins connections in the background; nothing that goes wrong is told here. */
  void begin(List<Hop> hops, Supplier<SshClient> client, SshSettings settings, KeyFiles keys) {
    if (hops.isEmpty()) {
      return;
    }
    Map<Hop, CompletableFuture<Optional<Approach>>> some = new ConcurrentHashMap<>();
    hops.forEach(hop -> some.put(hop, new CompletableFuture<>()));
    begun.putAll(some);
    Thread thread =
        new Thread(
            () ->
                some.forEach((hop, approach) -> approach.complete(to(hop, client, settings, keys))),
            "ssh-approach");
    thread.setDaemon(true);
    thread.start();
  }

  private static Optional<Approach> to(
      Hop hop, Supplier<SshClient> client, SshSettings settings, KeyFiles keys) {
    try {
      Login login = new Login(hop, settings, keys);
      if (!login.hostKey().hasMet()) {
        return Optional.empty();
      }
      AttributeRepository context = AttributeRepository.ofKeyValuePair(SshConnector.LOGIN, login);
      InetSocketAddress address = new InetSocketAddress(hop.address(), hop.port());
      ConnectFuture connecting = client.get().connect(hop.user(), address, context, null);
      return Optional.of(new Approach(login, connecting, System.nanoTime()));
    } catch (UnreachableException | IOException | RuntimeException e) {
      return Optional.empty(); // the login tells it
    }
  }

  /** The connection that was begun, for one login; empty where it is of no use any more. */
  Optional<Approach> take(Hop hop, Duration patience) {
    CompletableFuture<Optional<Approach>> early = begun.remove(hop);
    if (early == null) {
      return Optional.empty();
    }
    try {
      Optional<Approach> approach = early.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (approach.isEmpty()) {
        return Optional.empty();
      }
      ClientSession session = approach.get().connecting().verify(patience).getSession();
      boolean late = System.nanoTime() - approach.get().since() > GRACE.toNanos();
      if (late || session.isClosing() || session.isClosed()) {
        session.close(true);
        return Optional.empty();
      }
      return approach;
    } catch (IOException | ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Forgets those nobody came for; the client ends them with itself. */
  @Override
  public void close() {
    begun.clear();
  }
}
