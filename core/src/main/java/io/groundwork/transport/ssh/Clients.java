package io.groundwork.transport.ssh;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;

/** Sets up MINA's client: most of its defaults are not what one wants. */
final class Clients {

  /** How many questions may stay unanswered before the host counts as dead. */
  private static final int UNANSWERED = 3;

  private Clients() {}

  static SshClient start(SshSettings settings, Function<ClientSession, Login> logins) {
    SshClient client =
        ClientBuilder.builder()
            .keyExchangeFactories(Algorithms.clientKeyExchanges())
            .signatureFactories(Algorithms.SIGNATURES)
            .cipherFactories(Algorithms.CIPHERS)
            .macFactories(Algorithms.MACS)
            .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE))
            .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
            .serverKeyVerifier(
                (session, remote, key) -> logins.apply(session).hostKey().accepts(key))
            .build();
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(
        List.of(
            new KeyLogin(),
            UserAuthPasswordFactory.INSTANCE,
            UserAuthKeyboardInteractiveFactory.INSTANCE));
    client.addSessionListener(new Watch(logins));
    configure(client, settings.silence());
    client.start();
    return client;
  }

  private static void configure(SshClient client, Duration silence) {
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, silence.dividedBy(UNANSWERED + 1));
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
    // A shell reads its script as it pleases; whether the host still lives is the heartbeat's job.
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, Duration.ofDays(1));
  }

  private record Watch(Function<ClientSession, Login> logins) implements SessionListener {

    /** Early enough: the algorithms are proposed only after this. */
    @Override
    public void sessionCreated(Session session) {
      Login login = logins.apply((ClientSession) session);
      session.setSignatureFactories(login.hostKey().preferred(Algorithms.SIGNATURES));
    }

    @Override
    public void sessionException(Session session, Throwable cause) {
      logins.apply((ClientSession) session).failed(cause);
    }
  }
}
