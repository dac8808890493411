package io.groundwork.transport.ssh;

import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.transport.UnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** Logging in to one host: its key is checked, our keys are offered, and what happens is kept. */
final class Login implements AutoCloseable {

  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final Hop hop;
  private final SshSettings settings;
  private final KeyFiles keyFiles;
  private final HostKeyCheck hostKey;
  private final List<String> offered = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();
  private Optional<AgentClient> agent = Optional.empty();
  private volatile Optional<Throwable> error = Optional.empty();

  Login(Hop hop, SshSettings settings, KeyFiles keyFiles) throws UnreachableException {
    this.hop = hop;
    this.settings = settings;
    this.keyFiles = keyFiles;
    try {
      this.hostKey = new HostKeyCheck(hop);
    } catch (IOException e) {
      throw new UnreachableException(
          Problem.of("the known hosts cannot be read: " + e)
              .withRemedy("make the files readable: " + hop.knownHosts().files()));
    }
    requireExplicitKey();
  }

  /** A key the operator named has to be there; a locked one may still be in the agent. */
  private void requireExplicitKey() throws UnreachableException {
    if (hop.explicitKey().isEmpty()) {
      return;
    }
    KeyFiles.Opened key = keyFiles.open(hop.explicitKey().get(), hop.passphrase());
    if (key.fault().isPresent() && !key.locked()) {
      throw new UnreachableException(
          Problem.of("the private key " + key.file() + " cannot be used: " + key.fault().get())
              .withRemedy("correct --private-key or ansible_ssh_private_key_file"));
    }
  }

  Hop hop() {
    return hop;
  }

  HostKeyCheck hostKey() {
    return hostKey;
  }

  Optional<Secret> password() {
    return hop.password();
  }

  /** The first error of the session: the later ones follow from it. */
  void failed(Throwable cause) {
    if (error.isEmpty()) {
      error = Optional.of(cause);
    }
  }

  Optional<Throwable> error() {
    return error;
  }

  /** What was offered to the host, for the message when nothing was accepted. */
  synchronized List<String> offered() {
    List<String> all = new ArrayList<>(offered);
    hop.password().ifPresent(secret -> all.add("the password"));
    return all;
  }

  /** Why keys that could have been offered were not. */
  synchronized List<String> unusable() {
    return List.copyOf(unusable);
  }

  /** Our keys in the order they are offered: named ones, the agent's, then the default files. */
  synchronized Iterable<PublicKeyIdentity> keys(
      ClientSession session, SignatureFactoriesManager signatures) {
    Set<String> seen = new HashSet<>();
    List<PublicKeyIdentity> keys = new ArrayList<>();
    Set<Path> named = new LinkedHashSet<>();
    hop.explicitKey().ifPresent(named::add);
    named.addAll(hop.identities());
    named.forEach(file -> addFile(file, session, signatures, seen, keys));
    addAgent(named, seen, keys);
    if (named.isEmpty()) {
      DEFAULT_KEYS.stream()
          .map(settings::dotSsh)
          .filter(Files::exists)
          .forEach(file -> addFile(file, session, signatures, seen, keys));
    }
    return keys;
  }

  private void addFile(
      Path file,
      ClientSession session,
      SignatureFactoriesManager signatures,
      Set<String> seen,
      List<PublicKeyIdentity> keys) {
    KeyFiles.Opened opened = keyFiles.open(file, hop.passphrase());
    opened.fault().ifPresent(fault -> unusable.add(file + ": " + fault));
    for (KeyPair pair : opened.keys()) {
      if (seen.add(PublicKeyEntry.toString(pair.getPublic()))) {
        keys.add(new KeyPairIdentity(signatures, session, pair));
        offered.add("the key " + file);
      }
    }
  }

  private void addAgent(Set<Path> named, Set<String> seen, List<PublicKeyIdentity> keys) {
    if (!hop.agent() || settings.agent().isEmpty() || (hop.onlyIdentities() && named.isEmpty())) {
      return;
    }
    try {
      AgentClient client = new AgentClient(settings.agent().get());
      agent = Optional.of(client);
      Set<String> wanted = hop.onlyIdentities() ? publicHalves(named) : Set.of();
      int count = 0;
      for (Map.Entry<PublicKey, String> key : client.getIdentities()) {
        String line = PublicKeyEntry.toString(key.getKey());
        if ((!hop.onlyIdentities() || wanted.contains(line)) && seen.add(line)) {
          keys.add(new KeyAgentIdentity(client, key.getKey(), key.getValue()));
          count++;
        }
      }
      offered.add(count == 1 ? "1 key of the agent" : count + " keys of the agent");
    } catch (IOException e) {
      unusable.add("the agent at " + settings.agent().get() + " does not answer");
    }
  }

  private static Set<String> publicHalves(Set<Path> files) {
    Set<String> lines = new HashSet<>();
    files.stream()
        .map(KeyFiles::publicHalf)
        .flatMap(Optional::stream)
        .flatMap(key -> Stream.of(PublicKeyEntry.toString(key)))
        .forEach(lines::add);
    return lines;
  }

  @Override
  public synchronized void close() {
    agent.ifPresent(
        client -> {
          try {
            client.close();
          } catch (IOException e) {
            failed(e);
          }
        });
    agent = Optional.empty();
  }
}
