package io.groundwork.transport;

import io.groundwork.text.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line says about connections. An inventory variable counts before it.
 *
 * @param user login user
 * @param privateKey private key file
 * @param password login password
 * @param passphrase of private key files
 * @param become whether tasks run as another user
 * @param becomeUser that user
 * @param becomePassword what sudo may ask for
 * @param hostKeys what to do with unknown host keys
 * @param timeout for connection and login together
 */
public record ConnectionOptions(
    Optional<String> user,
    Optional<Path> privateKey,
    Optional<Secret> password,
    Optional<Secret> passphrase,
    boolean become,
    Optional<String> becomeUser,
    Optional<Secret> becomePassword,
    Target.HostKeys hostKeys,
    Duration timeout) {

  public ConnectionOptions {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(privateKey, "privateKey");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(passphrase, "passphrase");
    Objects.requireNonNull(becomeUser, "becomeUser");
    Objects.requireNonNull(becomePassword, "becomePassword");
    Objects.requireNonNull(hostKeys, "hostKeys");
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("a connection timeout of " + timeout);
    }
  }

  /** Nothing said: strict host keys and ten seconds. */
  public static ConnectionOptions defaults() {
    return new ConnectionOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Target.HostKeys.STRICT,
        Duration.ofSeconds(10));
  }
}
