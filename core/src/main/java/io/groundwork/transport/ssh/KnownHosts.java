package io.groundwork.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The files of known host keys that count for one host, in OpenSSH's form.
 *
 * @param files in the order they are read; the first is the one that new keys are written to
 */
record KnownHosts(List<Path> files) {

  private static final Splitter WORDS = Splitter.on(Pattern.compile("[ \t]+"));

  // One JVM may not lock a file twice: its threads queue here, other processes at the file's lock.
  private static final Object APPENDING = new Object();

  // Written out, as Position's is: every login compares them.
  @Override
  public boolean equals(Object other) {
    return other instanceof KnownHosts known && files.equals(known.files);
  }

  @Override
  public int hashCode() {
    return files.hashCode();
  }

  /** What a line means for the key on it. */
  enum Marker {
    NONE,
    REVOKED,
    AUTHORITY
  }

  /** A line that names the host. */
  record Entry(Path file, int line, Marker marker, HostKey key) {
    String place() {
      return file + ":" + line;
    }
  }

  KnownHosts {
    files = List.copyOf(files);
  }

  /** The name a host has in these files: {@code [host]:port} unless the port is SSH's own. */
  static String nameOf(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return port == 22 ? lower : "[" + lower + "]:" + port;
  }

  /**
   * Every line about the host. Lines that cannot be understood are passed over, as OpenSSH does.
   */
  List<Entry> entriesOf(String name) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files) {
      entries.addAll(read(file, name));
    }
    return entries;
  }

  private static List<Entry> read(Path file, String name) throws IOException {
    List<String> lines;
    try {
      lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      parse(file, i + 1, lines.get(i).strip(), name).ifPresent(entries::add);
    }
    return entries;
  }

  private static Optional<Entry> parse(Path file, int number, String line, String name) {
    if (line.isEmpty() || line.startsWith("#")) {
      return Optional.empty();
    }
    List<String> words = WORDS.splitToList(line);
    Marker marker = marker(words.get(0));
    int first = marker == Marker.NONE ? 0 : 1;
    if (words.get(0).startsWith("@") && marker == Marker.NONE) {
      return Optional.empty();
    }
    if (words.size() < first + 3 || !names(words.get(first), name)) {
      return Optional.empty();
    }
    HostKey key = new HostKey(words.get(first + 1), words.get(first + 2));
    return isBase64(key.base64())
        ? Optional.of(new Entry(file, number, marker, key))
        : Optional.empty();
  }

  private static Marker marker(String word) {
    return switch (word) {
      case "@revoked" -> Marker.REVOKED;
      case "@cert-authority" -> Marker.AUTHORITY;
      default -> Marker.NONE;
    };
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean names(String field, String name) {
    if (field.startsWith("|1|")) {
      return hashed(field, name);
    }
    boolean named = false;
    for (String pattern : Splitter.on(',').split(field)) {
      boolean not = pattern.startsWith("!");
      if (glob(not ? pattern.substring(1) : pattern, name)) {
        if (not) {
          return false;
        }
        named = true;
      }
    }
    return named;
  }

  /** Whether a pattern with {@code *} and {@code ?} covers the whole name, whatever the case. */
  static boolean glob(String pattern, String name) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(name).matches();
  }

  private static boolean hashed(String field, String name) {
    List<String> parts = Splitter.on('|').splitToList(field);
    if (parts.size() != 4) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts.get(2)), "HmacSHA1"));
      return Arrays.equals(
          mac.doFinal(name.getBytes(UTF_8)), Base64.getDecoder().decode(parts.get(3)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Writes a key down at the end of the first file, unless it stands in one already. Safe against
   * other threads and processes.
   *
   * @return the keys of the host that stood in the files by then; empty when the key was written
   */
  List<Entry> append(String name, HostKey key) throws IOException {
    Path file = files.get(0);
    synchronized (APPENDING) {
      create(file);
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        List<Entry> present = lock.isValid() ? entriesOf(name) : List.of();
        if (present.isEmpty()) {
          write(channel, name + " " + key.type() + " " + key.base64() + "\n");
        }
        return present;
      }
    }
  }

  private static void create(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      Files.createDirectories(folder, permissions("rwx------"));
    }
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileChannel.open(file, options, permissions("rw-------")).close();
  }

  private static java.nio.file.attribute.FileAttribute<?> permissions(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  private static void write(FileChannel channel, String line) throws IOException {
    long end = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    boolean midLine = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    ByteBuffer bytes = ByteBuffer.wrap(((midLine ? "\n" : "") + line).getBytes(UTF_8));
    channel.position(end);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
