package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a host has around a path: it helps to plan, but may move before the change.
 *
 * @param above length in bytes of the nearest path above that exists, if nothing is at the path
 * @param obstacle whether that one is no directory
 * @param user what the wanted owner is there, if it is not the present one
 * @param group what the wanted group is there, if it is not the present one
 * @param source whether the source of a link exists
 * @param filled whether a directory stands where a link should be, and is not empty
 * @param tool the first of the commands asked about that is there
 * @param content of the file; empty when it was not sent
 */
record Surroundings(
    OptionalInt above,
    boolean obstacle,
    Account user,
    Account group,
    boolean source,
    boolean filled,
    Optional<String> tool,
    Optional<byte[]> content) {

  /**
   * A user or a group that was looked up.
   *
   * @param asked whether it was
   * @param id its number; empty when there is none of that name
   */
  record Account(boolean asked, OptionalLong id) {
    static final Account NOT_ASKED = new Account(false, OptionalLong.empty());

    static Account of(String id) {
      return new Account(
          true, id.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id)));
    }

    boolean missing() {
      return asked && id.isEmpty();
    }

    boolean is(long number) {
      return id.isPresent() && id.getAsLong() == number;
    }
  }

  private static final Splitter LINES = Splitter.on('\n');

  Surroundings {
    Objects.requireNonNull(above, "above");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(tool, "tool");
    Objects.requireNonNull(content, "content");
  }

  /** The same around a file that holds this. */
  Surroundings holding(byte[] bytes) {
    return new Surroundings(above, obstacle, user, group, source, filled, tool, Optional.of(bytes));
  }

  static Surroundings parse(String context) {
    OptionalInt above = OptionalInt.empty();
    boolean obstacle = false;
    Account user = Account.NOT_ASKED;
    Account group = Account.NOT_ASKED;
    boolean source = false;
    boolean filled = false;
    Optional<String> tool = Optional.empty();
    List<String> lines = LINES.splitToList(context);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String value = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("above ")) {
        above = OptionalInt.of(Integer.parseInt(value));
      } else if (line.startsWith("obstacle ")) {
        above = OptionalInt.of(Integer.parseInt(value));
        obstacle = true;
      } else if (line.equals("uid") || line.startsWith("uid ")) {
        user = Account.of(line.substring(3).strip());
      } else if (line.equals("gid") || line.startsWith("gid ")) {
        group = Account.of(line.substring(3).strip());
      } else if (line.equals("source")) {
        source = true;
      } else if (line.startsWith("tool ")) {
        tool = Optional.of(value);
      } else if (line.equals("filled")) {
        filled = true;
      } else if (line.equals("content")) {
        String rest = String.join("\n", lines.subList(i + 1, lines.size()));
        return new Surroundings(
            above,
            obstacle,
            user,
            group,
            source,
            filled,
            tool,
            Optional.of(Base64.getMimeDecoder().decode(rest)));
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException("unexpected line: " + line);
      }
    }
    return new Surroundings(above, obstacle, user, group, source, filled, tool, Optional.empty());
  }
}
