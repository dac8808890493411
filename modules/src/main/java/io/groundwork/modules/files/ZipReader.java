package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells what is in a zip archive. */
final class ZipReader {

  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;

  private ZipReader() {}

  /**
   * @throws IOException when it is no zip archive
   */
  static List<ArchiveMember> read(Path archive) throws IOException {
    Set<String> links = links(archive);
    List<ArchiveMember> members = new ArrayList<>();
    try (ZipFile zip = new ZipFile(archive.toFile(), UTF_8)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        members.add(member(zip, entry, links.contains(entry.getName())));
      }
    }
    return members;
  }

  private static ArchiveMember member(ZipFile zip, ZipEntry entry, boolean link)
      throws IOException {
    if (entry.isDirectory()) {
      return new ArchiveMember(ArchiveMember.Type.DIRECTORY, entry.getName(), "");
    }
    ByteSource content =
        new ByteSource() {
          @Override
          public InputStream openStream() throws IOException {
            return zip.getInputStream(entry);
          }
        };
    return link
        ? new ArchiveMember(
            ArchiveMember.Type.LINK, entry.getName(), content.asCharSource(UTF_8).read())
        : new ArchiveMember(
            ArchiveMember.Type.FILE, entry.getName(), content.hash(Hashing.sha256()).toString());
  }

  /** The names whose mode says that they are links, which java.util.zip does not tell. */
  private static Set<String> links(Path archive) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
      ByteBuffer end = end(file);
      int size = end.getInt(12);
      long offset = Integer.toUnsignedLong(end.getInt(16));
      if (size < 0 || offset + size > file.length()) {
        throw new IOException("it is no zip archive, or one larger than 4 GiB");
      }
      ByteBuffer directory = bytes(file, offset, size);
      Set<String> links = new HashSet<>();
      while (directory.remaining() >= ENTRY_LENGTH && directory.getInt() == ENTRY) {
        int start = directory.position() - 4;
        int name = Short.toUnsignedInt(directory.getShort(start + 28));
        int more =
            Short.toUnsignedInt(directory.getShort(start + 30))
                + Short.toUnsignedInt(directory.getShort(start + 32));
        int mode = directory.getInt(start + 38) >>> 16;
        if ((mode & TYPE) == LINK) {
          byte[] bytes = new byte[name];
          directory.get(start + ENTRY_LENGTH, bytes);
          links.add(new String(bytes, UTF_8));
        }
        directory.position(Math.min(directory.limit(), start + ENTRY_LENGTH + name + more));
      }
      return links;
    }
  }

  private static ByteBuffer end(RandomAccessFile file) throws IOException {
    long from = Math.max(0, file.length() - END_LENGTH - LONGEST_COMMENT);
    ByteBuffer tail = bytes(file, from, (int) (file.length() - from));
    for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return tail.slice(at, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw new IOException("it is no zip archive");
  }

  private static ByteBuffer bytes(RandomAccessFile file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(from);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
