package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what is in a tar archive: ustar, with the long names of GNU tar and of pax. */
final class TarReader {

  private static final int BLOCK = 512;

  /** The longest extended header that is read, in bytes. */
  private static final long LONGEST = 1 << 20;

  private final InputStream in;
  private final List<ArchiveMember> members = new ArrayList<>();
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> extended = new HashMap<>();

  private TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * @throws IOException when it is no tar archive or breaks off
   */
  static List<ArchiveMember> read(InputStream in) throws IOException {
    TarReader reader = new TarReader(in);
    byte[] header = new byte[BLOCK];
    while (ByteStreams.read(in, header, 0, BLOCK) == BLOCK && header[0] != 0) {
      reader.member(header);
    }
    if (reader.members.isEmpty()) {
      throw new IOException("it is no tar archive, or an empty one");
    }
    return reader.members;
  }

  private void member(byte[] header) throws IOException {
    if (number(header, 148, 8) != checksum(header)) {
      throw new IOException("it is no tar archive");
    }
    String length = extended.get("size");
    long size = length == null ? number(header, 124, 12) : Long.parseLong(length);
    char type = (char) header[156];
    switch (type) {
      case 'x' -> records(body(size));
      case 'L' -> extended.put("path", text(body(size)));
      case 'K' -> extended.put("linkpath", text(body(size)));
      default -> {
        String name = extended.getOrDefault("path", name(header));
        String target = extended.getOrDefault("linkpath", field(header, 157, 100));
        extended.clear();
        take(type, name, target, size);
      }
    }
  }

  private void take(char type, String name, String target, long size) throws IOException {
    switch (type) {
      case '0', '\0', '7' -> {
        if (name.endsWith("/")) {
          members.add(new ArchiveMember(ArchiveMember.Type.DIRECTORY, name, ""));
          skip(size);
        } else {
          file(name, digest(size));
        }
      }
      case '1' -> {
        file(name, files.getOrDefault(target, ""));
        skip(size);
      }
      case '2' -> members.add(new ArchiveMember(ArchiveMember.Type.LINK, name, target));
      case '5' -> members.add(new ArchiveMember(ArchiveMember.Type.DIRECTORY, name, ""));
      default -> skip(size); // the host refuses what is neither file, directory nor link
    }
  }

  private void file(String name, String digest) {
    files.put(name, digest);
    members.add(new ArchiveMember(ArchiveMember.Type.FILE, name, digest));
  }

  private String digest(long size) throws IOException {
    HashingInputStream hashing =
        new HashingInputStream(Hashing.sha256(), ByteStreams.limit(in, size));
    if (ByteStreams.exhaust(hashing) != size) {
      throw new IOException("it breaks off");
    }
    pad(size);
    return hashing.hash().toString();
  }

  private byte[] body(long size) throws IOException {
    if (size > LONGEST) {
      throw new IOException("it has a name of " + size + " bytes");
    }
    byte[] body = new byte[(int) size];
    ByteStreams.readFully(in, body);
    pad(size);
    return body;
  }

  private void skip(long size) throws IOException {
    ByteStreams.skipFully(in, size);
    pad(size);
  }

  private void pad(long size) throws IOException {
    ByteStreams.skipFully(in, (BLOCK - size % BLOCK) % BLOCK);
  }

  /** Lines of an extended header of pax: length, blank, key=value. */
  private void records(byte[] body) throws IOException {
    int at = 0;
    while (at < body.length) {
      int blank = at;
      while (blank < body.length && body[blank] != ' ') {
        blank++;
      }
      int end = at + Integer.parseInt(new String(body, at, blank - at, US_ASCII));
      if (end <= blank || end > body.length) {
        throw new IOException("it has a broken extended header");
      }
      String record = text(Arrays.copyOfRange(body, blank + 1, end - 1));
      int equals = record.indexOf('=');
      if (equals > 0) {
        extended.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at = end;
    }
  }

  private static String name(byte[] header) throws IOException {
    String name = field(header, 0, 100);
    boolean posix = field(header, 257, 6).equals("ustar") && header[263] == '0';
    String prefix = posix ? field(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String field(byte[] header, int from, int length) throws IOException {
    return text(Arrays.copyOfRange(header, from, from + length));
  }

  private static String text(byte[] bytes) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
  }

  /** Octal digits, or a large number in bytes behind a set highest bit. */
  private static long number(byte[] header, int from, int length) throws IOException {
    if (header[from] < 0) {
      return ByteBuffer.wrap(header, from + length - 8, 8).getLong();
    }
    String digits = field(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("it is no tar archive", e);
    }
  }

  private static long checksum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }
}
