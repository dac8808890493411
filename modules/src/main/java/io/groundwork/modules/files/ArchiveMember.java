package io.groundwork.modules.files;

import java.util.Objects;

/**
 * One thing in an archive.
 *
 * @param name as the archive has it
 * @param held SHA-256 of a file, what a link points to, nothing for a directory
 */
record ArchiveMember(Type type, String name, String held) {

  /** Kinds of members. */
  enum Type {
    FILE,
    DIRECTORY,
    LINK
  }

  ArchiveMember {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(held, "held");
  }

  /** The name without the slash a directory has at its end. */
  String plain() {
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
