package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fingerprints of texts under a key of their own: equal texts have equal ones, and without the key
 * they cannot be compared with those of any other file.
 */
public final class Seal {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final byte[] key;

  private Seal(byte[] key) {
    this.key = key;
  }

  /** One with a new random key. */
  public static Seal random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Seal(key);
  }

  /**
   * One with a key that was kept.
   *
   * @param key as {@link #key} gave it
   * @throws IllegalArgumentException when it is no such key
   */
  public static Seal of(String key) {
    byte[] bytes = Base64.getDecoder().decode(key);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + bytes.length);
    }
    return new Seal(bytes);
  }

  /** The key, to keep beside the fingerprints. */
  public String key() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** The fingerprint of these parts; where one ends and the next begins makes a difference. */
  public String of(Iterable<String> parts) {
    Mac mac = mac();
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      mac.update((bytes.length + ":").getBytes(UTF_8));
      mac.update(bytes);
    }
    return text(mac);
  }

  /** The fingerprint of what a file holds. */
  String of(Path file) throws IOException {
    Mac mac = mac();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        mac.update(buffer, 0, read);
      }
    }
    return text(mac);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String text(Mac mac) {
    return Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal());
  }
}
