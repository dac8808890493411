package io.groundwork.modules.files;

import com.google.common.base.Splitter;
import io.groundwork.module.Mode;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is at a path on a host, as {@code path.probe.sh} found it.
 *
 * @param inside whether the path asked for is a directory and this is about a name in it
 * @param type what it is; a link that was followed is what it points to
 * @param attributes its owner, group and mode; empty when nothing is there
 * @param size bytes, where content was asked about
 * @param digest of the content, where it was asked for
 * @param same whether it is the same file as the source of a hard link
 * @param below the distinct attributes of all that is below a directory and itself
 * @param link what it points to, if it is a link
 * @param around what helps to plan but is not part of the state
 */
record PathState(
    boolean inside,
    Type type,
    Optional<Attributes> attributes,
    OptionalLong size,
    Optional<String> digest,
    boolean same,
    List<Attributes> below,
    Optional<String> link,
    Surroundings around) {

  /** Kinds of things a path can lead to. */
  enum Type {
    ABSENT("absent"),
    FILE("a file"),
    DIRECTORY("a directory"),
    LINK("a link"),
    OTHER("neither file nor directory");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** What to call it in a message. */
    String label() {
      return label;
    }
  }

  /**
   * Owner, group and mode of something that is there.
   *
   * @param mode permission, set-id and sticky bits
   */
  record Attributes(Type type, int mode, long uid, String user, long gid, String group) {

    /** The number of an owner who is not known before something is made. */
    static final long UNTOLD = -1;

    /** {@code 0644 root:root}. */
    String show() {
      return Mode.show(mode) + " " + user + ":" + group;
    }
  }

  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter WORDS = Splitter.on(' ');
  private static final int TYPE = 0170000;
  private static final int BITS = 07777;

  PathState {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(digest, "digest");
    below = List.copyOf(below);
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(around, "around");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static PathState parse(Reading reading) {
    boolean inside = false;
    boolean same = false;
    OptionalLong size = OptionalLong.empty();
    Optional<String> digest = Optional.empty();
    Optional<String> link = Optional.empty();
    Optional<List<String>> stat = Optional.empty();
    String user = "";
    String group = "";
    List<Attributes> below = new ArrayList<>();
    String state = reading.state();
    int at = state.startsWith("link ") ? 0 : state.indexOf("\nlink ") + 1;
    if (at > 0 || state.startsWith("link ")) {
      link = Optional.of(state.substring(at + "link ".length()));
      state = state.substring(0, Math.max(0, at - 1));
    }
    for (String line : LINES.split(state)) {
      String value = line.substring(line.indexOf(' ') + 1);
      switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
        case "is" -> stat = Optional.of(WORDS.splitToList(value));
        case "user" -> user = value;
        case "group" -> group = value;
        case "size" -> size = OptionalLong.of(Long.parseLong(value));
        case "digest" -> digest = Optional.of(value);
        case "below" -> below.add(below(WORDS.limit(4).splitToList(value)));
        default -> {
          switch (line) {
            case "inside" -> inside = true;
            case "same" -> same = true;
            case "absent" -> {}
            default -> throw new IllegalArgumentException("unexpected line: " + line);
          }
        }
      }
    }
    Surroundings around = Surroundings.parse(reading.context());
    if (stat.isEmpty()) {
      return new PathState(
          inside, Type.ABSENT, Optional.empty(), size, digest, same, below, link, around);
    }
    Attributes attributes = attributes(stat.get(), user, group);
    return new PathState(
        inside,
        attributes.type(),
        Optional.of(attributes),
        size,
        digest,
        same,
        below,
        link,
        around);
  }

  private static Attributes below(List<String> words) {
    String names = words.size() == 4 ? words.get(3) : "";
    int colon = names.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("unexpected attributes: " + words);
    }
    return attributes(words.subList(0, 3), names.substring(0, colon), names.substring(colon + 1));
  }

  private static Attributes attributes(List<String> words, String user, String group) {
    if (words.size() != 3) {
      throw new IllegalArgumentException("unexpected attributes: " + words);
    }
    int raw = Integer.parseInt(words.get(0), 16);
    return new Attributes(
        type(raw),
        raw & BITS,
        Long.parseLong(words.get(1)),
        user,
        Long.parseLong(words.get(2)),
        group);
  }

  private static Type type(int raw) {
    return switch (raw & TYPE) {
      case 0100000 -> Type.FILE;
      case 0040000 -> Type.DIRECTORY;
      case 0120000 -> Type.LINK;
      default -> Type.OTHER;
    };
  }

  boolean exists() {
    return type != Type.ABSENT;
  }

  boolean isFile() {
    return type == Type.FILE;
  }

  boolean isDirectory() {
    return type == Type.DIRECTORY;
  }

  /** Whether it is a link that leads nowhere or was not to be followed. */
  boolean isLink() {
    return type == Type.LINK;
  }

  /** The attributes of what is there. */
  Attributes present() {
    return attributes.orElseThrow(() -> new IllegalStateException("nothing is there"));
  }
}
