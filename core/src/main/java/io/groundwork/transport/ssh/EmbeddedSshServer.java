package io.groundwork.transport.ssh;

import io.groundwork.text.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/**
 * A real SSH server inside this process, on a free port of 127.0.0.1. It runs what it is told with
 * {@code /bin/sh} as the user of this process. For demonstrations and tests; its host keys live as
 * long as it does.
 */
public final class EmbeddedSshServer implements AutoCloseable {

  static {
    JdkSecurity.register();
  }

  /** A type of host key. */
  public enum HostKeyType {
    ED25519,
    ECDSA,
    RSA
  }

  private final SshServer server;
  private final List<KeyPair> hostKeys;
  private final AtomicLong execs = new AtomicLong();
  private final AtomicBoolean deaf = new AtomicBoolean();

  private EmbeddedSshServer(SshServer server, List<KeyPair> hostKeys) {
    this.server = server;
    this.hostKeys = hostKeys;
  }

  /** A server to be described; it lets nobody in until told whom. */
  public static Builder builder() {
    return new Builder();
  }

  /** What the server is to be like. */
  public static final class Builder {
    private List<HostKeyType> hostKeyTypes = List.of(HostKeyType.ED25519);
    private List<String> authorizedKeys = List.of();
    private Optional<Secret> password = Optional.empty();
    private boolean keyboardOnly;
    private boolean forwarding;
    private long dropAfter = Long.MAX_VALUE;
    private List<String> shell = List.of("/bin/sh", "-c");
    private final Map<String, String> environment = new TreeMap<>();
    private Optional<Path> directory = Optional.empty();

    private Builder() {}

    /** Lets in whoever has the private key of this line, as it stands in authorized_keys. */
    public Builder authorizedKey(String line) {
      List<String> lines = new ArrayList<>(authorizedKeys);
      lines.add(Objects.requireNonNull(line, "line"));
      authorizedKeys = lines;
      return this;
    }

    /** Lets in whoever knows the password. */
    public Builder password(Secret secret) {
      password = Optional.of(secret);
      return this;
    }

    /** Takes the password by keyboard-interactive only. */
    public Builder keyboardInteractiveOnly() {
      keyboardOnly = true;
      return this;
    }

    public Builder hostKeys(HostKeyType... types) {
      hostKeyTypes = List.of(types);
      return this;
    }

    /** Lets clients reach other hosts through this one. */
    public Builder forwarding() {
      forwarding = true;
      return this;
    }

    /** Drops the connection once a command has written this many bytes. */
    public Builder dropAfterBytes(long bytes) {
      dropAfter = bytes;
      return this;
    }

    /** The login shell: the command to run comes as a further argument. */
    public Builder loginShell(String... words) {
      shell = List.of(words);
      return this;
    }

    /** Sets an environment variable for every command. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Where commands start. */
    public Builder directory(Path path) {
      directory = Optional.of(path);
      return this;
    }

    /** Starts the server. */
    public EmbeddedSshServer start() throws IOException {
      return EmbeddedSshServer.start(this);
    }
  }

  private static EmbeddedSshServer start(Builder built) throws IOException {
    List<KeyPair> keys = new ArrayList<>();
    for (HostKeyType type : built.hostKeyTypes) {
      keys.add(generate(type));
    }
    SshServer server =
        ServerBuilder.builder()
            .signatureFactories(Algorithms.SIGNATURES)
            .keyExchangeFactories(Algorithms.serverKeyExchanges())
            .cipherFactories(Algorithms.CIPHERS)
            .macFactories(Algorithms.MACS)
            .build();
    EmbeddedSshServer embedded = new EmbeddedSshServer(server, List.copyOf(keys));
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(keys));
    admit(server, built);
    server.setCommandFactory(
        (channel, command) -> {
          embedded.execs.incrementAndGet();
          List<String> words = new ArrayList<>(built.shell);
          words.add(command);
          ProcessBuilder process = new ProcessBuilder(words);
          process.environment().putAll(built.environment);
          built.directory.ifPresent(path -> process.directory(path.toFile()));
          return new EmbeddedCommand(process, built.dropAfter, embedded.deaf);
        });
    if (built.forwarding) {
      server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    }
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Duration.ofDays(1));
    server.setGlobalRequestHandlers(List.of(new DeafKeepAlive(embedded.deaf)));
    server.start();
    return embedded;
  }

  private static void admit(SshServer server, Builder built) {
    List<PublicKey> keys = built.authorizedKeys.stream().map(EmbeddedSshServer::parse).toList();
    server.setPublickeyAuthenticator(
        (user, key, session) -> keys.stream().anyMatch(one -> KeyUtils.compareKeys(one, key)));
    server.setPasswordAuthenticator(
        (user, given, session) ->
            built.password.filter(secret -> secret.reveal().equals(given)).isPresent());
    server.setKeyboardInteractiveAuthenticator(DefaultKeyboardInteractiveAuthenticator.INSTANCE);
    server.setUserAuthFactories(
        built.keyboardOnly
            ? List.of(UserAuthKeyboardInteractiveFactory.INSTANCE)
            : List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
  }

  private static PublicKey parse(String line) {
    try {
      return PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key in OpenSSH's form", e);
    }
  }

  private static KeyPair generate(HostKeyType type) {
    try {
      KeyPairGenerator generator;
      switch (type) {
        case ED25519 -> generator = KeyPairGenerator.getInstance("Ed25519");
        case ECDSA -> {
          generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        default -> {
          generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(2048);
        }
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make a " + type + " key", e);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** Its keys as they stand in known_hosts, a line each. */
  public String knownHostsLine() {
    return hostKeys.stream()
        .map(pair -> PublicKeyEntry.toString(pair.getPublic()))
        .map(key -> "[127.0.0.1]:" + port() + " " + key + "\n")
        .collect(Collectors.joining());
  }

  /** How many exec channels were opened so far. */
  public long execs() {
    return execs.get();
  }

  /** From now on commands write nothing and questions whether the server lives stay unanswered. */
  public void stopAnswering() {
    deaf.set(true);
  }

  /** Drops every connection at once, as a crash would. */
  public void dropConnections() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
