package io.groundwork.requirements.check;

import io.groundwork.facts.OperatingSystem;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a product runs on versions of an operating system.
 *
 * @param id the system's {@code ID} in os-release
 * @param from the oldest version this is about
 * @param below the first it is no longer about; empty for "and later"
 * @param standing how it stands there
 * @param note where it comes from, or why it cannot be had
 */
public record Support(
    String id, String from, Optional<String> below, Standing standing, String note) {

  /** How a product stands on a system. */
  public enum Standing {
    /** Its maker's packages are for that system. */
    SERVED,
    /** It gets there by another way, which the note names. */
    OTHER,
    /** It cannot run there. */
    REFUSED,
    /** Nobody could be found who says that it runs there, or that it does not. */
    UNVERIFIED
  }

  public Support {
    Objects.requireNonNull(id, "id");
    ListedSystem.requireVersion(from);
    below.ifPresent(ListedSystem::requireVersion);
    Objects.requireNonNull(standing, "standing");
    Objects.requireNonNull(note, "note");
  }

  /** Whether this is about the system. */
  boolean concerns(OperatingSystem system) {
    return id.equals(system.id())
        && ListedSystem.compare(system.version(), from) >= 0
        && below.map(bound -> ListedSystem.compare(system.version(), bound) < 0).orElse(true);
  }
}
