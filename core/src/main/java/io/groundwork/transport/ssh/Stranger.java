package io.groundwork.transport.ssh;

import io.groundwork.text.Shell;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A host of whose keys none is known, and the key it has shown.
 *
 * @param host its name in the inventory
 * @param address where it is
 * @param port its SSH port
 * @param keyName the name its keys have in files of known hosts
 * @param key the key it has shown
 * @param file the file of known hosts that the key would go to
 */
public record Stranger(
    String host, String address, int port, String keyName, HostKey key, Path file) {
  public Stranger {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(keyName, "keyName");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(file, "file");
  }

  /** Such as {@code ssh-ed25519 SHA256:…}, as {@code ssh} shows it. */
  public String fingerprint() {
    return key.toString();
  }

  /** The command that makes its keys known. */
  public String command() {
    return "ssh-keyscan"
        + (port == 22 ? "" : " -p " + port)
        + " "
        + Shell.quote(address)
        + " >> "
        + Shell.quote(file.toString());
  }
}
