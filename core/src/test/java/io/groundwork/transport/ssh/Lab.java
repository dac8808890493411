package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.Secret;
import io.groundwork.transport.Become;
import io.groundwork.transport.Script;
import io.groundwork.transport.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** A home directory with keys, and targets that point at embedded servers. */
final class Lab {

  static {
    JdkSecurity.register();
  }

  final Path home;
  final Path key;
  final KeyPair pair;

  Lab(Path home) throws Exception {
    this.home = home;
    Files.createDirectories(home.resolve(".ssh"));
    this.pair = generate("Ed25519", 0);
    this.key = write(pair, "key", Optional.empty());
  }

  static KeyPair generate(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (size > 0) {
      generator.initialize(size);
    }
    return generator.generateKeyPair();
  }

  /** Writes the private half in OpenSSH's form. */
  Path write(KeyPair keys, String name, Optional<String> passphrase) throws Exception {
    Path file = home.resolve(name);
    OpenSSHKeyEncryptionContext encryption = null;
    if (passphrase.isPresent()) {
      encryption = new OpenSSHKeyEncryptionContext();
      encryption.setCipherName("AES");
      encryption.setCipherType("256");
      encryption.setCipherMode("CTR");
      encryption.setPassword(passphrase.get());
      encryption.setKdfRounds(4);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, "test", encryption, out);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  String publicLine() {
    return line(pair);
  }

  static String line(KeyPair keys) {
    return PublicKeyEntry.toString(keys.getPublic());
  }

  Path knownHosts() {
    return home.resolve(".ssh/known_hosts");
  }

  /** Makes the server's keys known. */
  void trust(EmbeddedSshServer server) throws IOException {
    String known = Files.exists(knownHosts()) ? Files.readString(knownHosts()) : "";
    Files.writeString(knownHosts(), known + server.knownHostsLine(), UTF_8);
  }

  SshSettings settings() {
    return SshSettings.of(home, Optional.empty());
  }

  Ask ask(int port) {
    return new Ask(port, Optional.of(key));
  }

  static Script script(String text) {
    return new Script(text, Become.NONE, Duration.ZERO);
  }

  /** A target in the making. */
  static final class Ask {
    private final int port;
    private Optional<String> user = Optional.empty();
    private Optional<Path> key;
    private Optional<Secret> password = Optional.empty();
    private Optional<Secret> passphrase = Optional.empty();
    private boolean onlyNamedKeys;
    private List<String> jump = List.of();
    private List<Path> knownHosts = List.of();
    private Target.HostKeys policy = Target.HostKeys.STRICT;
    private Duration timeout = Duration.ofSeconds(20);
    private String address = "127.0.0.1";

    private Ask(int port, Optional<Path> key) {
      this.port = port;
      this.key = key;
    }

    Ask address(String name) {
      address = name;
      return this;
    }

    Ask user(String name) {
      user = Optional.of(name);
      return this;
    }

    Ask key(Path file) {
      key = Optional.of(file);
      return this;
    }

    Ask noKey() {
      key = Optional.empty();
      return this;
    }

    Ask password(String clear) {
      password = Optional.of(Secret.of(clear));
      return this;
    }

    Ask passphrase(String clear) {
      passphrase = Optional.of(Secret.of(clear));
      return this;
    }

    Ask onlyNamedKeys() {
      onlyNamedKeys = true;
      return this;
    }

    Ask jump(String... hosts) {
      jump = List.of(hosts);
      return this;
    }

    Ask knownHosts(Path... files) {
      knownHosts = List.of(files);
      return this;
    }

    Ask acceptNew() {
      policy = Target.HostKeys.ACCEPT_NEW;
      return this;
    }

    Ask within(Duration limit) {
      timeout = limit;
      return this;
    }

    Target target() {
      return new Target(
          "db1",
          false,
          address,
          port > 0 ? OptionalInt.of(port) : OptionalInt.empty(),
          user,
          password,
          key,
          passphrase,
          onlyNamedKeys,
          jump,
          knownHosts,
          policy,
          timeout);
    }
  }
}
