package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is at a mount point.
 *
 * @param exists whether anything is there to mount over
 * @param directory whether it is a directory
 * @param mounted what is mounted there
 * @param table the table of file systems, if it was asked for
 */
record MountState(boolean exists, boolean directory, Optional<Mounted> mounted, TextFile table) {

  private static final Splitter WORDS = Splitter.on(' ');

  /**
   * A file system that is mounted.
   *
   * @param root what of it is mounted, {@code /} for all
   * @param options of the mount itself, with commas
   */
  record Mounted(String root, String options, String type, String source) {

    static Mounted parse(String text) {
      List<String> words = WORDS.splitToList(text);
      int dash = words.indexOf("-");
      if (dash < 2 || words.size() < dash + 3) {
        throw new IllegalArgumentException("unexpected mount: " + text);
      }
      return new Mounted(
          FstabEntry.unescape(words.get(0)),
          words.get(1),
          words.get(dash + 1),
          FstabEntry.unescape(words.get(dash + 2)));
    }
  }

  MountState {
    Objects.requireNonNull(mounted, "mounted");
    Objects.requireNonNull(table, "table");
  }

  /** The same with the table as it will be. */
  MountState withTable(TextFile later) {
    return new MountState(exists, directory, mounted, later);
  }

  static MountState parse(Reading reading) {
    Fields fields = Fields.parse(reading);
    return new MountState(
        fields.has("directory") || fields.has("occupied"),
        fields.has("directory"),
        fields.optional("mounted").map(Mounted::parse),
        TextFile.parse(reading));
  }
}
