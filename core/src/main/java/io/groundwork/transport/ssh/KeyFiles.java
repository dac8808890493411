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

  private record Asked(Path file, Optional<Secret> passphrase) {

    /** Of the file alone: one of both, made at run time, takes a start 2 ms. */
    @Override
    public int hashCode() {
      return file.hashCode();
    }
  }

  private final ConcurrentHashMap<Asked, Opened> opened = new ConcurrentHashMap<>();

  Opened open(Path file, Optional<Secret> passphrase) {
    return opened.computeIfAbsent(new Asked(file, passphrase), KeyFiles::read);
  }

  private static Opened read(Asked asked) {
    Path file = asked.file();
    try {
      if (isOpenToOthers(file)) {
        return Opened.not(file, "others may read it; do: chmod 600 " + file);
      }
      return parse(asked, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Opened.not(file, "there is no such file");
    } catch (IOException e) {
      return Opened.not(file, "it cannot be read");
    }
  }

  private static Opened parse(Asked asked, byte[] content) {
    Path file = asked.file();
    if (new String(content, US_ASCII).contains("BEGIN ENCRYPTED PRIVATE KEY")) {
      return Opened.not(
          file, "it is in encrypted PKCS#8 form; convert it with: ssh-keygen -p -f " + file);
    }
    AtomicBoolean encrypted = new AtomicBoolean();
    FilePasswordProvider provider =
        (session, resource, retry) -> {
          encrypted.set(true);
          return asked.passphrase().map(Secret::reveal).orElse(null);
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
      return failed(asked, encrypted.get());
    }
  }

  private static Opened failed(Asked asked, boolean encrypted) {
    if (!encrypted) {
      return Opened.not(asked.file(), "it holds no private key in OpenSSH or PEM form");
    }
    if (asked.passphrase().isPresent()) {
      return Opened.not(asked.file(), "the passphrase given does not open it");
    }
    return new Opened(asked.file(), List.of(), Optional.of("it needs a passphrase"), true);
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
