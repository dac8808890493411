package io.groundwork.vault;

import io.groundwork.text.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one cipher of the format: AES-256 in counter mode, with a key, a second key for the checksum
 * and the first counter drawn from password and salt.
 */
final class VaultCipher {

  private static final int ROUNDS = 10_000;
  private static final int SALT_BYTES = 32;
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private VaultCipher() {}

  private record Keys(SecretKeySpec cipher, SecretKeySpec checksum, IvParameterSpec counter) {}

  static Envelope seal(byte[] clear, Secret password, Optional<String> label) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Keys keys = keys(password, salt);
    byte[] content = crypt(Cipher.ENCRYPT_MODE, padded(clear), keys);
    return new Envelope(label, salt, checksum(content, keys), content);
  }

  /** The content, unless the password is another one or the envelope was changed. */
  static Optional<byte[]> open(Envelope envelope, Secret password) {
    Keys keys = keys(password, envelope.salt());
    if (!MessageDigest.isEqual(checksum(envelope.content(), keys), envelope.checksum())) {
      return Optional.empty();
    }
    return Optional.of(unpadded(crypt(Cipher.DECRYPT_MODE, envelope.content(), keys)));
  }

  private static Keys keys(Secret password, byte[] salt) {
    int bits = 8 * (2 * KEY_BYTES + BLOCK_BYTES);
    PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, ROUNDS, bits);
    try {
      byte[] drawn =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return new Keys(
          new SecretKeySpec(drawn, 0, KEY_BYTES, "AES"),
          new SecretKeySpec(drawn, KEY_BYTES, KEY_BYTES, "HmacSHA256"),
          new IvParameterSpec(drawn, 2 * KEY_BYTES, BLOCK_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2 with SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] crypt(int mode, byte[] bytes, Keys keys) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, keys.cipher(), keys.counter());
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in counter mode", e);
    }
  }

  private static byte[] checksum(byte[] content, Keys keys) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.checksum());
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }

  /** To whole blocks, as PKCS#7 has it: counter mode does not need it, the format does. */
  private static byte[] padded(byte[] clear) {
    int padding = BLOCK_BYTES - clear.length % BLOCK_BYTES;
    byte[] padded = Arrays.copyOf(clear, clear.length + padding);
    Arrays.fill(padded, clear.length, padded.length, (byte) padding);
    return padded;
  }

  private static byte[] unpadded(byte[] padded) {
    int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
    boolean whole = padding >= 1 && padding <= BLOCK_BYTES && padding <= padded.length;
    return whole ? Arrays.copyOf(padded, padded.length - padding) : padded;
  }
}
