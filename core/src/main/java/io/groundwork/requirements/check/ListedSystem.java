package io.groundwork.requirements.check;

import com.google.common.base.Splitter;
import io.groundwork.facts.OperatingSystem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the document's lists of operating systems.
 *
 * @param name as the document writes it
 * @param id the system's {@code ID} in os-release
 * @param reference whether it is one the platform is designed for, else a compatible one
 * @param from the oldest version that counts
 * @param below the first version that no longer counts; empty for "and later"
 * @param variants editions that count; empty for all
 */
public record ListedSystem(
    String name,
    String id,
    boolean reference,
    String from,
    Optional<String> below,
    List<String> variants) {

  private static final Splitter DOTS = Splitter.on('.');

  public ListedSystem {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(id, "id");
    requireVersion(from);
    below.ifPresent(ListedSystem::requireVersion);
    variants = List.copyOf(variants);
  }

  static void requireVersion(String text) {
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})*")) {
      throw new IllegalArgumentException("\"" + text + "\" is no version such as 7 or 22.04");
    }
  }

  /** Whether a version lies within this line's, whatever the edition. */
  boolean includesVersion(String version) {
    return compare(version, from) >= 0
        && below.map(bound -> compare(version, bound) < 0).orElse(true);
  }

  /** Whether the edition counts; one that the host does not tell may. */
  boolean admits(OperatingSystem system) {
    return variants.isEmpty() || system.variant().map(variants::contains).orElse(true);
  }

  /** Compares dotted numbers: 7.9 is less than 7.10, and 12 the same as 12.0. */
  static int compare(String left, String right) {
    List<String> a = DOTS.splitToList(left);
    List<String> b = DOTS.splitToList(right);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int order = Long.compare(part(a, i), part(b, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static long part(List<String> parts, int at) {
    return at < parts.size() ? Long.parseLong(parts.get(at)) : 0;
  }
}
