package io.groundwork.modules.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import io.groundwork.vault.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The operator's own key that signs bundles, made once, and what is asked of other keys; by {@code
 * gpg} with a key ring of its own, which closing removes.
 */
public final class BundleKey implements AutoCloseable {

  private static final int SECONDS = 60;

  private final Path home;
  private final String fingerprint;

  private BundleKey(Path home, String fingerprint) {
    this.home = home;
    this.fingerprint = fingerprint;
  }

  /**
   * Takes the key in a file that only the operator can read; makes both where there is none.
   *
   * @throws LoadException when there is no gpg here, or the key cannot be used
   */
  public static BundleKey open(Path file) {
    try {
      Path home = PrivateFile.directory();
      BundleKey none = new BundleKey(home, "");
      try {
        return open(file, none);
      } catch (IOException | RuntimeException e) {
        none.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(file + " cannot be used: " + e.getMessage());
    }
  }

  private static BundleKey open(Path file, BundleKey none) throws IOException {
    if (Files.exists(file)) {
      none.gpg(Files.readAllBytes(file), "--import");
    } else {
      none.gpg(
          new byte[0],
          "--pinentry-mode",
          "loopback",
          "--passphrase",
          "",
          "--quick-generate-key",
          "Groundwork bundle",
          "ed25519",
          "sign",
          "never");
      Files.createDirectories(file.toAbsolutePath().getParent());
      PrivateFile.write(file, none.gpg(new byte[0], "--armor", "--export-secret-keys"));
    }
    List<String> found =
        primaries(new String(none.gpg(new byte[0], "--with-colons", "--list-secret-keys"), UTF_8));
    if (found.size() != 1) {
      throw unusable(file + " holds " + found.size() + " keys instead of one");
    }
    return new BundleKey(none.home, found.get(0));
  }

  /** What tells the key from all others. */
  public String fingerprint() {
    return fingerprint;
  }

  /** The public key, in letters. */
  public byte[] exported() throws IOException {
    return gpg(new byte[0], "--armor", "--export", fingerprint);
  }

  /** The text with a signature in it. */
  public byte[] signed(String text) throws IOException {
    return gpg(text.getBytes(UTF_8), "--digest-algo", "SHA256", "--clearsign");
  }

  /** The fingerprints of all primary keys in a file's content. */
  public List<String> fingerprints(byte[] keys) throws IOException {
    return primaries(new String(gpg(keys, "--with-colons", "--show-keys"), UTF_8));
  }

  private static List<String> primaries(String listing) {
    List<String> found = new ArrayList<>();
    boolean primary = false;
    for (String line : listing.lines().toList()) {
      String[] fields = line.split(":", -1);
      if (fields[0].equals("pub") || fields[0].equals("sec")) {
        primary = true;
      } else if (fields[0].equals("fpr") && primary && fields.length > 9) {
        found.add(fields[9].toUpperCase(Locale.ROOT));
        primary = false;
      }
    }
    return found;
  }

  private byte[] gpg(byte[] input, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("gpg", "--homedir", home.toString(), "--batch", "--no-tty", "--quiet"));
    command.addAll(List.of(arguments));
    Path in = Files.write(home.resolve("in"), input);
    Path out = home.resolve("out");
    Path errors = home.resolve("errors");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile())
              .start();
    } catch (IOException e) {
      throw unusable("there is no gpg here, which signs bundles");
    }
    if (!ended(process)) {
      throw new IOException("gpg does not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException("gpg says: " + Files.readString(errors, UTF_8).strip());
    }
    return Files.readAllBytes(out);
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  private static LoadException unusable(String why) {
    return new LoadException(
        Problem.of(why).withRemedy("install gnupg on this machine: apt-get install gnupg"));
  }

  @Override
  public void close() {
    try {
      Process agent =
          new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      ended(agent);
    } catch (IOException e) {
      // Without gpgconf there is no agent either.
    }
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It is the user's own directory in memory, and gone with the next start of the machine.
    }
  }
}
