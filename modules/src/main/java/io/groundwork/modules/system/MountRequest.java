package io.groundwork.modules.system;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A file system as it is to be mounted, or not.
 *
 * @param entry what is mounted where; its source is empty where the state needs none
 * @param options whether the task gives options of its own
 * @param table path of the table of file systems
 */
record MountRequest(State state, FstabEntry entry, boolean options, String table, boolean backup) {

  static final String TABLE = "/etc/fstab";

  /** What is to be. */
  enum State {
    MOUNTED,
    PRESENT,
    ABSENT,
    ABSENT_FROM_FSTAB,
    UNMOUNTED,
    REMOUNTED,
    EPHEMERAL;

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it says what is to be mounted. */
    boolean needsSource() {
      return this == MOUNTED || this == PRESENT || this == EPHEMERAL;
    }

    boolean readsTable() {
      return this == MOUNTED || this == PRESENT || this == ABSENT || this == ABSENT_FROM_FSTAB;
    }
  }

  MountRequest {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(table, "table");
  }

  /** The table, where the state has to do with it. */
  String tableRead() {
    return state.readsTable() ? table : "";
  }

  /** Arguments of mount that make it read another table than its own. */
  List<String> otherTable() {
    return table.equals(TABLE) ? List.of() : List.of("-T", table);
  }
}
