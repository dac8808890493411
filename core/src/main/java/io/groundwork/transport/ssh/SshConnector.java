package io.groundwork.transport.ssh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.groundwork.text.Problem;
import io.groundwork.transport.Connection;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ShellConnection;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * Connects over SSH. Host keys are checked against the known hosts, nothing with SHA-1 is offered,
 * and a host that stops answering is noticed, also while a command runs silently.
 */
public final class SshConnector implements Connector {

  static final AttributeKey<Login> LOGIN = new AttributeKey<>();

  /** Hosts asked for their keys at a time. */
  private static final int MEETINGS = 20;

  private final SshSettings settings;
  private final KeyFiles keyFiles = new KeyFiles();
  private final Approaches approaches = new Approaches();

  @GuardedBy("this")
  private Optional<SshClient> client = Optional.empty();

  @GuardedBy("this")
  private Optional<SshConfig> config = Optional.empty();

  @GuardedBy("this")
  private boolean closed;

  /** With the home directory and the agent of this process. */
  public SshConnector() {
    this(SshSettings.system());
  }

  public SshConnector(SshSettings settings) {
    this.settings = settings;
  }

  static Login loginOf(ClientSession session) {
    return session.getConnectionContext().getAttribute(LOGIN);
  }

  @Override
  public Connection connect(Target target) throws UnreachableException {
    List<Hop> hops = new Route(config(), settings, target).hops();
    SshClient started = client();
    List<ClientSession> sessions = new ArrayList<>();
    try {
      Optional<Login> last = Optional.empty();
      for (Hop hop : hops) {
        last = Optional.of(enter(started, hop, sessions, target.connectTimeout()));
      }
      var starter =
          new SshSessions(
              sessions,
              last.orElseThrow(),
              started.getScheduledExecutorService(),
              target.connectTimeout());
      return new ShellConnection(starter, settings.outputLimit());
    } catch (UnreachableException | RuntimeException e) {
      sessions.forEach(session -> session.close(true));
      throw e;
    }
  }

  /** Logs in to the next host of a way. */
  private Login enter(SshClient client, Hop hop, List<ClientSession> before, Duration timeout)
      throws UnreachableException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Optional<Approaches.Approach> early =
        before.isEmpty() ? approaches.take(hop, timeout) : Optional.empty();
    Login login = early.isPresent() ? early.get().login() : new Login(hop, settings, keyFiles);
    try (login) {
      ClientSession session =
          early.isPresent()
              ? early.get().connecting().getSession()
              : connect(client, login, before, deadline, timeout);
      authenticate(session, login, deadline, timeout);
      before.add(session);
      return login;
    }
  }

  @Override
  public void approach(List<Target> targets) {
    List<Hop> near = new ArrayList<>();
    for (Target target : targets) {
      try {
        List<Hop> hops = new Route(config(), settings, target).hops();
        if (hops.size() == 1) {
          near.add(hops.get(0));
        }
      } catch (UnreachableException e) {
        // The login will say so.
      }
    }
    approaches.begin(near, this::client, settings, keyFiles);
  }

  /**
   * The hosts of whose keys none is known, with the keys they show. Asks only those, all at once,
   * and logs in nowhere; a host that does not answer is left for its own connection to tell of.
   *
   * @param targets where a run will log in
   */
  public List<Stranger> strangers(List<Target> targets) {
    Map<String, Callable<Optional<Stranger>>> questions = new LinkedHashMap<>();
    for (Target target : targets) {
      if (target.local()) {
        continue;
      }
      try {
        Hop hop = new Route(config(), settings, target).hops().get(0);
        if (new HostKeyCheck(hop).knowsNothing()) {
          questions.putIfAbsent(hop.keyName(), () -> meet(target, hop));
        }
      } catch (UnreachableException | IOException e) {
        // The connection will say so.
      }
    }
    if (questions.isEmpty()) {
      return List.of();
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(MEETINGS, questions.size()));
    try {
      List<Stranger> strangers = new ArrayList<>();
      for (Future<Optional<Stranger>> answer : threads.invokeAll(questions.values())) {
        answer.get().ifPresent(strangers::add);
      }
      return strangers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private Optional<Stranger> meet(Target target, Hop hop) throws IOException {
    try (Login login = new Login(hop, settings, keyFiles)) {
      try {
        long deadline = System.nanoTime() + target.connectTimeout().toNanos();
        ClientSession session =
            connect(client(), login, List.of(), deadline, target.connectTimeout());
        authenticate(session, login, deadline, target.connectTimeout());
        session.close(true);
      } catch (UnreachableException e) {
        return login
            .hostKey()
            .stranger()
            .map(
                key ->
                    new Stranger(
                        target.name(),
                        hop.address(),
                        hop.port(),
                        hop.keyName(),
                        key,
                        hop.knownHosts().files().get(0)));
      }
      return Optional.empty();
    } catch (UnreachableException e) {
      return Optional.empty();
    }
  }

  /** Writes the keys down as known. */
  public void trust(List<Stranger> strangers) throws IOException {
    for (Stranger stranger : strangers) {
      new KnownHosts(List.of(stranger.file())).append(stranger.keyName(), stranger.key());
    }
  }

  private synchronized SshConfig config() throws UnreachableException {
    JdkSecurity.register();
    if (config.isEmpty()) {
      try {
        List<Path> files = List.of(settings.dotSsh("config"), Path.of("/etc/ssh/ssh_config"));
        config = Optional.of(SshConfig.read(settings.home(), files));
      } catch (IOException e) {
        throw new UnreachableException(
            Problem.of("the SSH configuration cannot be read: " + e)
                .withRemedy("make ~/.ssh/config and the files it includes readable"));
      }
    }
    return config.get();
  }

  /**
   * Gets ready for the first login in the background, while other things are done: no host is
   * touched. Not needed, but a first connection comes sooner.
   */
  public void prepare() {
    Thread thread =
        new Thread(
            () -> {
              try {
                client();
                Readiness.rehearse();
              } catch (RuntimeException e) {
                // Told by the login, if it comes to one.
                return;
              }
            },
            "ssh-prepare");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized SshClient client() {
    JdkSecurity.register();
    if (closed) {
      throw new IllegalStateException("the connector is closed");
    }
    if (client.isEmpty()) {
      client = Optional.of(Clients.start(settings, SshConnector::loginOf));
    }
    return client.get();
  }

  private static void authenticate(
      ClientSession session, Login login, long deadline, Duration timeout)
      throws UnreachableException {
    try {
      login.password().ifPresent(secret -> session.addPasswordIdentity(secret.reveal()));
      login.password().ifPresent(secret -> session.setUserInteraction(new PasswordAnswer(secret)));
      session.auth().verify(left(deadline));
    } catch (IOException e) {
      session.close(true);
      Throwable first = login.error().orElse(e);
      throw new UnreachableException(
          login.hostKey().refusal().orElseGet(() -> Failures.loggingIn(login, first, timeout)));
    }
  }

  private static ClientSession connect(
      SshClient client, Login login, List<ClientSession> before, long deadline, Duration timeout)
      throws UnreachableException {
    Hop hop = login.hop();
    AttributeRepository context = AttributeRepository.ofKeyValuePair(LOGIN, login);
    IOException failure = new IOException("it has no address");
    try {
      for (InetSocketAddress address : addresses(hop, before)) {
        try {
          return client
              .connect(hop.user(), address, context, null)
              .verify(left(deadline))
              .getSession();
        } catch (IOException e) {
          failure = e;
        }
      }
    } catch (IOException e) {
      failure = e;
    }
    throw new UnreachableException(Failures.connecting(hop, failure, timeout));
  }

  /** Where to connect: every address of the host, or the near end of a tunnel. */
  private static List<InetSocketAddress> addresses(Hop hop, List<ClientSession> before)
      throws IOException {
    if (!before.isEmpty()) {
      var near =
          before
              .get(before.size() - 1)
              .createLocalPortForwardingTracker(
                  SshdSocketAddress.LOCALHOST_ADDRESS,
                  new SshdSocketAddress(hop.address(), hop.port()))
              .getBoundAddress();
      return List.of(near.toInetSocketAddress());
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(hop.address())) {
      addresses.add(new InetSocketAddress(address, hop.port()));
    }
    return addresses;
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    approaches.close();
    client.ifPresent(SshClient::stop);
    client = Optional.empty();
  }
}
