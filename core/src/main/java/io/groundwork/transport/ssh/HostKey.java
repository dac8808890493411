package io.groundwork.transport.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * A host's public key as SSH writes it.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key in SSH's own form, as it stands in known_hosts
 */
public record HostKey(String type, String base64) {

  public HostKey {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(base64, "base64");
  }

  static HostKey of(String type, byte[] blob) {
    return new HostKey(type, Base64.getEncoder().encodeToString(blob));
  }

  boolean sameKey(HostKey other) {
    return Arrays.equals(blob(), other.blob());
  }

  private byte[] blob() {
    return Base64.getDecoder().decode(base64);
  }

  /** The form {@code ssh} and {@code ssh-keygen -l} show. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return type + " " + fingerprint();
  }
}
