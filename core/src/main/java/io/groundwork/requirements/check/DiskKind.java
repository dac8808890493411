package io.groundwork.requirements.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a file system is stored on in the end. */
public enum DiskKind {
  NVME("NVMe"),
  SSD("SSD"),
  ROTATIONAL("rotating disk"),
  NETWORK("network storage"),
  /** Memory or something else that keeps nothing. */
  NONE("no disk"),
  /** Something there that the host is not shown. */
  HIDDEN("kind not shown");

  private static final List<DiskKind> REAL = List.of(NVME, SSD, ROTATIONAL, NETWORK);

  private final String label;

  DiskKind(String label) {
    this.label = label;
  }

  /** What to call it in a message. */
  public String label() {
    return label;
  }

  /** Whether data may be kept on it at all: the kinds that a requirement can name. */
  static List<DiskKind> real() {
    return REAL;
  }

  /** The word for it in the data. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DiskKind> of(String word) {
    return Stream.of(values())
        .filter(kind -> REAL.contains(kind) && kind.word().equals(word))
        .findFirst();
  }
}
