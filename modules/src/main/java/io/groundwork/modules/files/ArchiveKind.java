package io.groundwork.modules.files;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of archives, told by the end of their name. */
enum ArchiveKind {
  TAR("", "tar"),
  GZIP("gzip", "tar.gz", "tgz"),
  XZ("xz", "tar.xz", "txz"),
  BZIP2("bzip2", "tar.bz2", "tbz2", "tbz"),
  ZSTD("zstd", "tar.zst", "tzst"),
  ZIP("", "zip", "jar", "war");

  private final String tool;
  private final ImmutableList<String> endings;

  ArchiveKind(String tool, String... endings) {
    this.tool = tool;
    this.endings = ImmutableList.copyOf(endings);
  }

  static Optional<ArchiveKind> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(kind -> kind.endings.stream().anyMatch(end -> lower.endsWith("." + end)))
        .findFirst();
  }

  boolean isZip() {
    return this == ZIP;
  }

  /** The command that unpacks the compression; empty for none. */
  String tool() {
    return tool;
  }

  /** The command a host must have to take the archive apart. */
  String command() {
    return isZip() ? "zipinfo" : "tar";
  }
}
