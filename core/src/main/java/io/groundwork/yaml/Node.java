package io.groundwork.yaml;

import io.groundwork.text.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A value of a YAML file that remembers where it stands. */
public sealed interface Node {

  Position position();

  /** What to call this kind of node in a message: "a list", "a mapping", "a text". */
  String kind();

  /**
   * One scalar. The text is what the file says: {@code 1.10} stays {@code 1.10}, {@code 0644} stays
   * {@code 0644}, {@code yes} stays {@code yes}. Who reads it decides what it means.
   *
   * @param text the text, empty for a null
   * @param plain whether it stands without quotes and not as a block
   * @param tag a local tag such as {@code !vault}, if one is given
   */
  record Scalar(String text, boolean plain, Optional<String> tag, Position position)
      implements Node {
    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(position, "position");
    }

    /** Whether nothing, {@code ~} or {@code null} was written. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "a text";
    }
  }

  /** A list. */
  record Sequence(List<Node> items, Position position) implements Node {
    public Sequence {
      items = List.copyOf(items);
      Objects.requireNonNull(position, "position");
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping, in the order of the file, without duplicate keys. */
  record Mapping(Map<String, Entry> entries, Position position) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      Objects.requireNonNull(position, "position");
    }

    public Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * One key of a mapping with its value.
   *
   * @param keyPosition where the key stands
   */
  record Entry(Position keyPosition, Node value) {}
}
