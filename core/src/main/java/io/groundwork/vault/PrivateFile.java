package io.groundwork.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Writes and removes local files whose content nobody else may see, not even for a moment. */
public final class PrivateFile {

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /**
   * Puts a content into a file as a whole: a reader sees the old one or the new one. A file that is
   * there keeps owner, group and mode; a new one is the user's own.
   */
  public static void write(Path path, byte[] content) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path beside =
        Files.createTempFile(
            target.getParent(), ".vault", "", PosixFilePermissions.asFileAttribute(OWN));
    try {
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        out.write(content);
        channel.force(true);
      }
      if (Files.exists(target)) {
        likeness(target, beside);
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void likeness(Path of, Path to) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(of, PosixFileAttributes.class);
    PosixFileAttributes is = Files.readAttributes(to, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (!wanted.owner().equals(is.owner())) {
      view.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(is.group())) {
      view.setGroup(wanted.group());
    }
    view.setPermissions(wanted.permissions());
  }

  /** A new directory that only this user can enter, in memory where the system has such a place. */
  public static Path directory() throws IOException {
    Optional<Path> memory =
        Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
            .map(Path::of)
            .filter(Files::isWritable)
            .or(() -> Optional.of(Path.of("/dev/shm")).filter(Files::isWritable));
    var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return memory.isPresent()
        ? Files.createTempDirectory(memory.get(), "groundwork", own)
        : Files.createTempDirectory("groundwork", own);
  }

  /** Overwrites and removes a directory's files, those an editor left behind too, and itself. */
  public static void shred(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          overwrite(file);
        }
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static void overwrite(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(channel.size(), 8192));
      for (long left = channel.size(); left > 0 && zeros.capacity() > 0; left -= zeros.capacity()) {
        zeros.clear().limit((int) Math.min(left, zeros.capacity()));
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
      }
      channel.force(true);
    }
  }
}
