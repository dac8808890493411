package io.groundwork.modules.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.groundwork.text.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL keeps in place of a password (RFC 5802, RFC 7677): {@code
 * SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}. It is made here, so that the clear
 * password never reaches the server or its log.
 */
final class ScramVerifier {

  /** PostgreSQL's own number; logins cost as much. */
  static final int ITERATIONS = 4096;

  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;
  // A verifier from a host must not keep us busy for long.
  private static final int MAX_ITERATIONS = 1_000_000;
  private static final Pattern KNOWN =
      Pattern.compile(
          "SCRAM-SHA-256\\$([1-9][0-9]{0,8}):([A-Za-z0-9+/=]{1,128})\\$([A-Za-z0-9+/=]{1,64})(:.*)?");
  private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]+");
  private static final SecureRandom RANDOM = new SecureRandom();

  private ScramVerifier() {}

  /** Whether a password is spelt the same by every client, whatever it does to other characters. */
  static boolean takes(Secret password) {
    return PRINTABLE_ASCII.matcher(password.reveal()).matches();
  }

  /** A fresh salt, in Base64. */
  static String salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return Base64.getEncoder().encodeToString(salt);
  }

  /** The verifier of a password. It is enough to pose as the server, so it is a secret too. */
  static Secret of(Secret password, String salt, int iterations) {
    byte[] salted = salted(password, Base64.getDecoder().decode(salt), iterations);
    Base64.Encoder base64 = Base64.getEncoder();
    return Secret.of(
        "SCRAM-SHA-256$"
            + iterations
            + ":"
            + salt
            + "$"
            + base64.encodeToString(storedKey(salted))
            + ":"
            + base64.encodeToString(hmac(salted, "Server Key")));
  }

  /**
   * Whether this is a verifier of the password.
   *
   * @param known as the server keeps it; the server key may be missing
   */
  static boolean matches(String known, Secret password) {
    Matcher parts = KNOWN.matcher(known);
    if (!parts.matches()) {
      return false;
    }
    int iterations = Integer.parseInt(parts.group(1));
    Optional<byte[]> salt = decode(parts.group(2));
    Optional<byte[]> stored = decode(parts.group(3));
    if (iterations > MAX_ITERATIONS || salt.isEmpty() || stored.isEmpty()) {
      return false;
    }
    return MessageDigest.isEqual(stored.get(), storedKey(salted(password, salt.get(), iterations)));
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] salted(Secret password, byte[] salt, int iterations) {
    PBEKeySpec key = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, KEY_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      key.clearPassword();
    }
  }

  private static byte[] storedKey(byte[] salted) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
