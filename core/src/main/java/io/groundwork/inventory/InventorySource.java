package io.groundwork.inventory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** One thing an inventory is made of: what a {@code -i} names. */
public sealed interface InventorySource {

  /**
   * A file in Ansible's YAML or INI form, or a directory of such files.
   *
   * @param path the file or directory
   */
  record At(Path path) implements InventorySource {
    public At {
      Objects.requireNonNull(path, "path");
    }
  }

  /**
   * Hosts named on the spot.
   *
   * @param names their names, with a comma behind or between them: {@code db1,db2} or {@code db1,}
   */
  record Named(String names) implements InventorySource {
    public Named {
      Objects.requireNonNull(names, "names");
    }
  }

  /** What a {@code -i} says: hosts if there is a comma and no such file, a path otherwise. */
  static InventorySource of(String given) {
    return given.contains(",") && !Files.exists(Path.of(given))
        ? new Named(given)
        : new At(Path.of(given));
  }
}
