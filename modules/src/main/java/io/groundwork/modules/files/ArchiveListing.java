package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import com.google.common.io.ByteSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What a local archive would leave in a directory, for a host to compare.
 *
 * @param things lines: {@code d NAME} for a directory; {@code l NAME} and its target for a link
 * @param sums the files as {@code sha256sum -c} reads them
 */
record ArchiveListing(String things, String sums) {

  /** The largest number of members that is sent to a host at every run. */
  private static final int MOST = 20_000;

  private static final Splitter PARTS = Splitter.on('/');

  ArchiveListing {
    Objects.requireNonNull(things, "things");
    Objects.requireNonNull(sums, "sums");
  }

  /**
   * @param included only these; all when empty
   * @param excluded not these; with wildcards
   * @throws IOException when it cannot be read, or is too large to be compared at every run
   */
  static ArchiveListing of(
      ByteSource archive, ArchiveKind kind, List<String> included, List<String> excluded)
      throws IOException {
    List<ArchiveMember> chosen =
        members(archive, kind).stream()
            .filter(included.isEmpty() ? one -> true : inAny(kind, included))
            .filter(Predicate.not(outOf(kind, excluded)))
            .toList();
    if (chosen.size() > MOST) {
      throw new IOException("it has more than " + MOST + " members");
    }
    if (chosen.stream().anyMatch(one -> (one.name() + one.held()).matches("(?s).*[\n\r\0].*"))) {
      throw new IOException("a name in it holds a line break");
    }
    String things =
        chosen.stream()
            .filter(one -> one.type() != ArchiveMember.Type.FILE)
            .map(
                one ->
                    one.type() == ArchiveMember.Type.LINK
                        ? "l " + one.plain() + "\n" + one.held() + "\n"
                        : "d " + one.plain() + "\n")
            .collect(Collectors.joining());
    String sums =
        chosen.stream()
            .filter(one -> one.type() == ArchiveMember.Type.FILE)
            .map(one -> one.held() + "  ./" + one.plain() + "\n")
            .collect(Collectors.joining());
    return new ArchiveListing(things, sums);
  }

  private static List<ArchiveMember> members(ByteSource archive, ArchiveKind kind)
      throws IOException {
    if (kind == ArchiveKind.TAR || kind == ArchiveKind.GZIP) {
      try (InputStream in = archive.openBufferedStream()) {
        return TarReader.read(kind == ArchiveKind.TAR ? in : new GZIPInputStream(in));
      }
    }
    Path copy = Files.createTempFile("groundwork", ".archive");
    try {
      archive.copyTo(com.google.common.io.Files.asByteSink(copy.toFile()));
      return kind.isZip() ? ZipReader.read(copy) : unpacked(copy, kind.tool());
    } finally {
      Files.delete(copy);
    }
  }

  /** By the command of this machine, since Java knows gzip only. */
  private static List<ArchiveMember> unpacked(Path archive, String tool) throws IOException {
    Process process =
        new ProcessBuilder(tool, "-dc")
            .redirectInput(archive.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream in = new BufferedInputStream(process.getInputStream())) {
      return TarReader.read(in);
    } finally {
      process.destroy();
    }
  }

  /** Names as tar and unzip take them: tar's bring what is below, unzip's have wildcards. */
  private static Predicate<ArchiveMember> inAny(ArchiveKind kind, List<String> names) {
    if (kind.isZip()) {
      return outOf(kind, names);
    }
    return one ->
        names.stream()
            .map(name -> name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
            .anyMatch(name -> one.plain().equals(name) || one.name().startsWith(name + "/"));
  }

  private static Predicate<ArchiveMember> outOf(ArchiveKind kind, List<String> names) {
    List<Pattern> patterns = names.stream().map(Wildcard::pattern).toList();
    return one ->
        patterns.stream()
            .anyMatch(
                pattern ->
                    kind.isZip()
                        ? pattern.matcher(one.name()).matches()
                        : fitsAPart(pattern, PARTS.splitToList(one.plain())));
  }

  /** Whether it fits the name, a directory above, or what is behind a slash of either. */
  private static boolean fitsAPart(Pattern pattern, List<String> parts) {
    for (int from = 0; from < parts.size(); from++) {
      for (int to = from + 1; to <= parts.size(); to++) {
        if (pattern.matcher(String.join("/", parts.subList(from, to))).matches()) {
          return true;
        }
      }
    }
    return false;
  }
}
