package io.groundwork.modules.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A host as it is to be known, or not.
 *
 * @param name in small letters
 * @param line its line; empty for all of its lines, when it is not to be known
 * @param hashed whether the name is written as a digest
 */
record KnownHost(String name, Optional<KnownHostLine> line, boolean hashed, boolean present) {

  KnownHost {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(line, "line");
    if (present && line.isEmpty()) {
      throw new IllegalArgumentException("a host is known by a line");
    }
  }

  /** The lines as they should be. */
  List<String> edit(List<String> lines) {
    if (line.isEmpty()) {
      return lines.stream().filter(text -> !isOwn(text)).toList();
    }
    KnownHostLine wanted = hashed ? line.get().hashed(name) : line.get();
    int at = find(lines, wanted);
    boolean same =
        at >= 0 && KnownHostLine.parse(lines.get(at)).filter(wanted::saysTheSame).isPresent();
    if (present && same) {
      return lines;
    }
    List<String> edited = new ArrayList<>(lines);
    if (at >= 0) {
      edited.remove(at);
    }
    if (present) {
      edited.add(wanted.text());
    }
    return edited;
  }

  /** A line of this host alone; what is said of authorities and of revoked keys stays. */
  private boolean isOwn(String text) {
    return KnownHostLine.parse(text)
        .filter(one -> one.marker().isEmpty() && one.isAbout(name))
        .isPresent();
  }

  /** The first line of this host that says the same or has a key of the same type; -1 for none. */
  private int find(List<String> lines, KnownHostLine wanted) {
    for (int i = 0; i < lines.size(); i++) {
      boolean found =
          KnownHostLine.parse(lines.get(i))
              .filter(one -> one.isAbout(name) && one.type().equals(wanted.type()))
              .isPresent();
      if (found) {
        return i;
      }
    }
    return -1;
  }
}
