package io.groundwork.transport;

import io.groundwork.text.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to reach a host and log in, as the inventory's {@code ansible_*} variables and the command
 * line say. What is empty here is taken from {@code ~/.ssh/config} and then from SSH's defaults.
 *
 * @param name the host's name in the inventory
 * @param local whether it is this machine itself ({@code ansible_connection: local})
 * @param address its address or host name, or an alias of {@code ~/.ssh/config}
 * @param port SSH port
 * @param user login user
 * @param password for password and keyboard-interactive logins
 * @param privateKey a private key file
 * @param passphrase of the private key
 * @param onlyNamedKeys whether no other key is offered than the ones named here or in the
 *     configuration ({@code IdentitiesOnly})
 * @param jump hosts to go through, as {@code [user@]host[:port]}, nearest first
 * @param knownHosts files of known host keys; empty for SSH's own
 * @param hostKeys what to do with the host's key
 * @param connectTimeout for the connection and the login together
 */
public record Target(
    String name,
    boolean local,
    String address,
    OptionalInt port,
    Optional<String> user,
    Optional<Secret> password,
    Optional<Path> privateKey,
    Optional<Secret> passphrase,
    boolean onlyNamedKeys,
    List<String> jump,
    List<Path> knownHosts,
    HostKeys hostKeys,
    Duration connectTimeout) {

  /** What to do with a host key that is not known. A changed key is refused in every case. */
  public enum HostKeys {
    /** Refuse it. */
    STRICT,
    /** Take it and write it down. */
    ACCEPT_NEW
  }

  public Target {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(port, "port");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(privateKey, "privateKey");
    Objects.requireNonNull(passphrase, "passphrase");
    jump = List.copyOf(jump);
    knownHosts = List.copyOf(knownHosts);
    Objects.requireNonNull(hostKeys, "hostKeys");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
  }

  /** This target, given up after another time. */
  public Target within(Duration time) {
    return new Target(
        name,
        local,
        address,
        port,
        user,
        password,
        privateKey,
        passphrase,
        onlyNamedKeys,
        jump,
        knownHosts,
        hostKeys,
        time);
  }
}
