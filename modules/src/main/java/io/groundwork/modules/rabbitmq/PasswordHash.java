package io.groundwork.modules.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import io.groundwork.text.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What RabbitMQ keeps in place of a password: Base64 of a salt of four bytes and SHA-256 of salt
 * and password. It is made here, so that the clear password never reaches the broker's host.
 */
final class PasswordHash {

  static final String ALGORITHM = "rabbit_password_hashing_sha256";
  private static final int SALT_BYTES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordHash() {}

  static byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  static Secret of(Secret password, byte[] salt) {
    byte[] digest =
        Hashing.sha256().hashBytes(Bytes.concat(salt, password.reveal().getBytes(UTF_8))).asBytes();
    return Secret.of(Base64.getEncoder().encodeToString(Bytes.concat(salt, digest)));
  }

  /**
   * Whether a hash is that of the password, by the salt that the hash has.
   *
   * @param known as the broker keeps it
   */
  static boolean matches(String known, Secret password) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(known);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return bytes.length > SALT_BYTES
        && MessageDigest.isEqual(
            known.getBytes(UTF_8),
            of(password, Arrays.copyOf(bytes, SALT_BYTES)).reveal().getBytes(UTF_8));
  }
}
