package io.groundwork.transport.ssh;

import com.google.common.base.Splitter;
import io.groundwork.text.Problem;
import io.groundwork.text.Shell;
import io.groundwork.transport.Target;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.signature.Signature;

/** Judges the key that one host shows, and remembers why it was refused. */
final class HostKeyCheck {

  private final Hop hop;
  private final List<KnownHosts.Entry> known;
  private volatile Optional<Problem> refusal = Optional.empty();
  private volatile Optional<HostKey> stranger = Optional.empty();

  HostKeyCheck(Hop hop) throws IOException {
    this.hop = hop;
    this.known = hop.knownHosts().entriesOf(hop.keyName());
  }

  Optional<Problem> refusal() {
    return refusal;
  }

  /** Whether the host has been met before. */
  boolean hasMet() {
    return !known.isEmpty();
  }

  /** Whether the host would be refused whatever key it shows, since none is known. */
  boolean knowsNothing() {
    return known.isEmpty() && hop.policy() == Target.HostKeys.STRICT;
  }

  /** The key that was shown and refused, because none of the host's is known. */
  Optional<HostKey> stranger() {
    return stranger;
  }

  /**
   * The signature algorithms with those of the known keys first: a host has keys of several types
   * and shows the first one it is asked for.
   */
  List<NamedFactory<Signature>> preferred(List<NamedFactory<Signature>> all) {
    Set<String> knownTypes =
        usable().stream().map(entry -> entry.key().type()).collect(Collectors.toSet());
    List<NamedFactory<Signature>> ordered = new ArrayList<>(new LinkedHashSet<>(all));
    ordered.sort(
        (first, second) ->
            Boolean.compare(
                knownTypes.contains(keyType(second)), knownTypes.contains(keyType(first))));
    return ordered;
  }

  private static String keyType(NamedFactory<Signature> signature) {
    return signature.getName().startsWith("rsa-sha2-") ? "ssh-rsa" : signature.getName();
  }

  private List<KnownHosts.Entry> usable() {
    return known.stream().filter(entry -> entry.marker() == KnownHosts.Marker.NONE).toList();
  }

  boolean accepts(PublicKey shown) {
    List<String> words = Splitter.on(' ').splitToList(PublicKeyEntry.toString(shown));
    try {
      refusal = judge(new HostKey(words.get(0), words.get(1)));
    } catch (IOException e) {
      refusal =
          Optional.of(
              Problem.of("the host key of " + hop.address() + " cannot be written down: " + e)
                  .withRemedy("make " + hop.knownHosts().files().get(0) + " writable"));
    }
    return refusal.isEmpty();
  }

  private Optional<Problem> judge(HostKey shown) throws IOException {
    for (KnownHosts.Entry entry : known) {
      if (entry.marker() == KnownHosts.Marker.REVOKED && entry.key().sameKey(shown)) {
        return Optional.of(revoked(shown, entry));
      }
    }
    if (usable().stream().anyMatch(entry -> entry.key().sameKey(shown))) {
      return Optional.empty();
    }
    if (!usable().isEmpty()) {
      return Optional.of(changed(shown, usable()));
    }
    if (hop.policy() == Target.HostKeys.STRICT) {
      stranger = known.isEmpty() ? Optional.of(shown) : Optional.empty();
      return Optional.of(unknown(shown));
    }
    return recheck(shown, hop.knownHosts().append(hop.keyName(), shown));
  }

  /** Another thread or process may have written the host's key down in the meantime. */
  private Optional<Problem> recheck(HostKey shown, List<KnownHosts.Entry> present) {
    List<KnownHosts.Entry> keys =
        present.stream().filter(entry -> entry.marker() == KnownHosts.Marker.NONE).toList();
    boolean same = keys.stream().anyMatch(entry -> entry.key().sameKey(shown));
    return keys.isEmpty() || same ? Optional.empty() : Optional.of(changed(shown, keys));
  }

  private Problem unknown(HostKey shown) {
    boolean certified = !known.isEmpty();
    String summary =
        "the host key of "
            + hop.address()
            + " is not known: "
            + shown
            + (certified
                ? " (" + known.get(0).place() + " is no plain key; certificates are not used)"
                : "");
    return Problem.of(summary)
        .withRemedy(
            "compare the fingerprint with the host's own, then add the key with \"ssh-keyscan"
                + (hop.port() == 22 ? "" : " -p " + hop.port())
                + " "
                + hop.address()
                + " >> "
                + hop.knownHosts().files().get(0)
                + "\", or take new keys with --host-key-checking accept-new"
                + " (ansible_host_key_checking: accept-new)");
  }

  private Problem changed(HostKey shown, List<KnownHosts.Entry> old) {
    String held =
        old.stream()
            .map(entry -> entry.place() + " holds " + entry.key())
            .collect(Collectors.joining(", "));
    return Problem.of(
            "the host key of "
                + hop.address()
                + " has changed: it shows "
                + shown
                + ", but "
                + held)
        .withRemedy(
            "somebody may be listening in between; if the host was installed anew, remove the old"
                + " key with \"ssh-keygen -R "
                + Shell.quote(hop.keyName())
                + " -f "
                + Shell.quote(old.get(0).file().toString())
                + "\"");
  }

  private Problem revoked(HostKey shown, KnownHosts.Entry entry) {
    return Problem.of(
            "the host key of " + hop.address() + " is revoked by " + entry.place() + ": " + shown)
        .withRemedy("give the host a new key; do not connect to it before");
  }
}
