package io.groundwork.transport.ssh;

import io.groundwork.text.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** Says in an operator's words why a host could not be reached, logged in to, or was lost. */
final class Failures {

  private Failures() {}

  /** Why no connection came about. */
  static Problem connecting(Hop hop, Throwable cause, Duration timeout) {
    String place = hop.address() + " port " + hop.port();
    if (has(cause, UnknownHostException.class)) {
      return Problem.of("the name " + hop.address() + " has no address")
          .withRemedy("correct the name, set ansible_host, or mend the name service");
    }
    if (has(cause, TimeoutException.class)) {
      return Problem.of(place + " did not answer within " + seconds(timeout))
          .withRemedy("see that the host is up and that no firewall drops the connection");
    }
    if (has(cause, NoRouteToHostException.class)) {
      return Problem.of("there is no route to " + place)
          .withRemedy("see that the host is up, and that ansible_host is right");
    }
    if (has(cause, ConnectException.class)) {
      return Problem.of(place + " refuses the connection")
          .withRemedy("see that sshd runs there, and that ansible_host and ansible_port are right");
    }
    return Problem.of("no connection to " + place + ": " + words(cause))
        .withRemedy("see that sshd runs there, and that ansible_host and ansible_port are right");
  }

  /** Why the login did not succeed although there was a connection. */
  static Problem loggingIn(Login login, Throwable cause, Duration timeout) {
    Hop hop = login.hop();
    if (has(cause, TimeoutException.class)) {
      return Problem.of(
              hop.address()
                  + " port "
                  + hop.port()
                  + " accepts connections, but the login did not end within "
                  + seconds(timeout))
          .withRemedy(
              "see whether sshd hangs there, or give it more time with ansible_ssh_timeout");
    }
    if (isRefusal(cause)) {
      return refused(login);
    }
    return Problem.of("the login as " + hop.place() + " failed: " + words(cause))
        .withRemedy(
            "try it by hand: ssh -v -p " + hop.port() + " " + hop.user() + "@" + hop.address());
  }

  private static boolean isRefusal(Throwable cause) {
    return chain(cause)
        .filter(SshException.class::isInstance)
        .map(SshException.class::cast)
        .anyMatch(
            e ->
                e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                    || text(e).contains("no more authentication methods")
                    || text(e).contains("too many authentication failures"));
  }

  private static Problem refused(Login login) {
    String offered =
        login.offered().isEmpty()
            ? "there was nothing to offer"
            : String.join(", ", login.offered());
    String unusable =
        login.unusable().isEmpty()
            ? ""
            : " (not used: " + String.join("; ", login.unusable()) + ")";
    return Problem.of(login.hop().place() + " refuses the login; offered: " + offered + unusable)
        .withRemedy(
            "name the right user (ansible_user) and key (ansible_ssh_private_key_file,"
                + " --private-key), load the key into an agent, or give a password with -k");
  }

  /** A cause in a few words, for a connection that was lost. */
  static String words(Throwable cause) {
    String text = text(cause);
    if (text.contains("heartbeat")) {
      return "the host stopped answering";
    }
    if (text.contains("connection reset")) {
      return "the connection was reset";
    }
    if (text.contains("broken pipe") || has(cause, EOFException.class)) {
      return "the host closed the connection";
    }
    Throwable root = chain(cause).reduce((outer, inner) -> inner).orElse(cause);
    boolean telling = root instanceof IOException && root.getMessage() != null;
    return telling
        ? root.getMessage()
        : Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  static String seconds(Duration timeout) {
    return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
  }

  private static String text(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static boolean has(Throwable cause, Class<? extends Throwable> type) {
    return chain(cause).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> chain(Throwable cause) {
    return Stream.iterate(cause, one -> one != null, Throwable::getCause).limit(20);
  }
}
