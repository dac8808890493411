package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whether an archive is unpacked on a host, as {@code unarchive.probe.sh} found it.
 *
 * @param outcome whether it is, and how that is known
 * @param comparable whether the host's tools can compare an archive with a directory
 * @param directory whether the directory to unpack in is there
 * @param obstacle whether something else is in its place
 * @param source whether an archive on the host is there
 * @param commands those of the needed commands that are there
 * @param wrong the first differences
 */
record ArchiveState(
    Outcome outcome,
    boolean comparable,
    boolean directory,
    boolean obstacle,
    boolean source,
    Set<String> commands,
    Surroundings.Account user,
    Surroundings.Account group,
    List<String> wrong) {

  /** What is known of it. */
  enum Outcome {
    /** What tells that it is unpacked is there. */
    UNPACKED,
    /** All of it is in the directory. */
    SAME,
    DIFFERS
  }

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  ArchiveState {
    Objects.requireNonNull(outcome, "outcome");
    commands = Set.copyOf(commands);
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(group, "group");
    wrong = List.copyOf(wrong);
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static ArchiveState parse(Reading reading) {
    Outcome outcome =
        switch (reading.state()) {
          case "unpacked" -> Outcome.UNPACKED;
          case "same" -> Outcome.SAME;
          case "differs" -> Outcome.DIFFERS;
          default -> throw new IllegalArgumentException("unexpected state: " + reading.state());
        };
    Set<String> flags = new HashSet<>();
    Set<String> commands = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    Surroundings.Account user = Surroundings.Account.NOT_ASKED;
    Surroundings.Account group = Surroundings.Account.NOT_ASKED;
    for (String line : LINES.split(reading.context())) {
      String value = line.substring(line.indexOf(' ') + 1).strip();
      if (line.startsWith("wrong ")) {
        wrong.add(value);
      } else if (line.startsWith("command ")) {
        commands.add(value);
      } else if (line.equals("uid") || line.startsWith("uid ")) {
        user = Surroundings.Account.of(line.substring(3).strip());
      } else if (line.equals("gid") || line.startsWith("gid ")) {
        group = Surroundings.Account.of(line.substring(3).strip());
      } else {
        flags.add(line);
      }
    }
    return new ArchiveState(
        outcome,
        !flags.contains("comparable no"),
        flags.contains("directory"),
        flags.contains("obstacle"),
        flags.contains("source"),
        commands,
        user,
        group,
        wrong);
  }
}
