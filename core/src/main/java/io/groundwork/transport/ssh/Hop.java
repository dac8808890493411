package io.groundwork.transport.ssh;

import io.groundwork.text.Secret;
import io.groundwork.transport.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One login on the way to a host, the last one being the host itself.
 *
 * @param address host name or address
 * @param port SSH port
 * @param user login user
 * @param keyName the name its keys have in the known hosts
 * @param knownHosts where its key is looked for
 * @param policy what to do with a key that is not there
 * @param explicitKey a key file the operator named for this host
 * @param identities key files that the SSH configuration names
 * @param onlyIdentities whether other keys of the agent and the default files stay aside
 * @param agent whether an agent may be asked
 * @param passphrase of key files
 * @param password for password and keyboard-interactive logins
 */
record Hop(
    String address,
    int port,
    String user,
    String keyName,
    KnownHosts knownHosts,
    Target.HostKeys policy,
    Optional<Path> explicitKey,
    List<Path> identities,
    boolean onlyIdentities,
    boolean agent,
    Optional<Secret> passphrase,
    Optional<Secret> password) {

  Hop {
    identities = List.copyOf(identities);
  }

  // Written out, as Position's are: every login looks for the connection that was begun for it.
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Hop hop && parts().equals(hop.parts()));
  }

  /** Of what tells hops apart most. */
  @Override
  public int hashCode() {
    return Objects.hash(address, port, user);
  }

  private List<Object> parts() {
    return List.of(
        address,
        port,
        user,
        keyName,
        knownHosts,
        policy,
        explicitKey,
        identities,
        onlyIdentities,
        agent,
        passphrase,
        password);
  }

  /** {@code user@address:port}, for messages. */
  String place() {
    String host = address.contains(":") ? "[" + address + "]" : address;
    return user + "@" + host + (port == 22 ? "" : ":" + port);
  }
}
