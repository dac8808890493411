package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.groundwork.text.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private key files, each once: opening one with a passphrase takes a third of a second. */
final class KeyFiles {

  /**
   * What became of a key file.
   *
   * @param keys the keys in it
   * @param fault why there are none
   * @param locked whether it only lacks its passphrase
   */
  record Opened(Path file, List<KeyPair> keys, Optional<String> fault, boolean locked) {
    Opened {
      keys = List.copyOf(keys);
    }

    private static Opened not(Path file, String fault) {
      return new Opened(file, List.of(), Optional.of(fault), false);
    }
  }

  /** By file and passphrase. */
  private final ConcurrentHashMap<Map.Entry<Path, Optional<Secret>>, Opened> opened =
      new ConcurrentHashMap<>();

  Opened open(Path file, Optional<Secret> passphrase) {
    return opened.computeIfAbsent(
        Map.entry(file, passphrase), asked -> read(asked.getKey(), asked.getValue()));
  }

  private static Opened read(Path file, Optional<Secret> passphrase) {
    try {
      if (isOpenToOthers(file)) {
        return Opened.not(file, "others may read it; do: chmod 600 " + file);
      }
      return parse(file, passphrase, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Opened.not(file, "there is no such file");
    } catch (IOException e) {
      return Opened.not(file, "it cannot be read");
    }
  }

  private static Opened parse(Path file, Optional<Secret> passphrase, byte[] content) {
    if (new String(content, US_ASCII).contains("BEGIN ENCRYPTED PRIVATE KEY")) {
      return Opened.not(
          file, "it is in encrypted PKCS#8 form; convert it with: ssh-keygen -p -f " + file);
    }
    AtomicBoolean encrypted = new AtomicBoolean();
    FilePasswordProvider provider =
        (session, resource, retry) -> {
          encrypted.set(true);
          return passphrase.map(Secret::reveal).orElse(null);
        };
    try {
      var found =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName(file.toString()),
              new ByteArrayInputStream(content),
              provider);
      List<KeyPair> keys = new ArrayList<>();
      if (found != null) {
        found.forEach(keys::add);
      }
      return keys.isEmpty()
          ? Opened.not(file, "it holds no private key in OpenSSH or PEM form")
          : new Opened(file, keys, Optional.empty(), false);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return failed(file, passphrase, encrypted.get());
    }
  }

  private static Opened failed(Path file, Optional<Secret> passphrase, boolean encrypted) {
    if (!encrypted) {
      return Opened.not(file, "it holds no private key in OpenSSH or PEM form");
    }
    if (passphrase.isPresent()) {
      return Opened.not(file, "the passphrase given does not open it");
    }
    return new Opened(file, List.of(), Optional.of("it needs a passphrase"), true);
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.stream()
        .anyMatch(right -> right.name().startsWith("GROUP") || right.name().startsWith("OTHERS"));
  }

  /** The public half that stands beside a private key file, when it does. */
  static Optional<PublicKey> publicHalf(Path file) {
    try {
      String line = Files.readString(Path.of(file + ".pub"), US_ASCII).strip();
      return Optional.ofNullable(
          PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
