package io.groundwork.yaml;

import io.groundwork.text.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A value of a YAML file that remembers where it stands. */
public sealed interface Node {

  Position position();

  /** What to call this kind of node in a message: "a list", "a mapping", "a text". */
  String kind();

  /** How a scalar is written. */
  enum Style {
    /** Without quotes: the only form in which numbers, booleans and nulls can be meant. */
    PLAIN,
    /** In single or double quotes. */
    QUOTED,
    /** As a block, after {@code |} or {@code >}. */
    BLOCK
  }

  /**
   * One scalar. The text is what the file says: {@code 1.10} stays {@code 1.10}, {@code 0644} stays
   * {@code 0644}, {@code yes} stays {@code yes}. Who reads it decides what it means.
   *
   * @param text the text, empty for a null
   * @param style how it is written
   * @param tag a local tag such as {@code !vault}, if one is given
   * @param position where the scalar begins, its quote, {@code |} or tag included
   * @param start where the first character of the text stands, if the text stands in the file
   *     character for character (a block: line for line); empty where YAML changed it, as by an
   *     escape or by joining lines
   */
  record Scalar(
      String text, Style style, Optional<String> tag, Position position, Optional<Position> start)
      implements Node {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS =
        Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(style, "style");
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(position, "position");
      Objects.requireNonNull(start, "start");
    }

    /** A text that did not come from a file, or whose exact place does not matter. */
    public Scalar(String text, boolean plain, Optional<String> tag, Position position) {
      this(text, plain ? Style.PLAIN : Style.QUOTED, tag, position, Optional.empty());
    }

    /** Whether it stands without quotes and not as a block. */
    public boolean plain() {
      return style == Style.PLAIN;
    }

    /** Whether nothing, {@code ~} or {@code null} was written. */
    public boolean isNull() {
      return plain() && tag.isEmpty() && NULLS.contains(text);
    }

    /**
     * What the scalar means where nothing says what to expect: a Long for a plain decimal whole
     * number without leading zeros, a Boolean for a plain {@code true} or {@code false}, empty for
     * a null, the text as it is for everything else. So versions, modes, times and {@code yes} stay
     * texts.
     */
    public Optional<Object> value() {
      if (!plain() || tag.isPresent()) {
        return Optional.of(text);
      }
      if (isNull()) {
        return Optional.empty();
      }
      if (BOOLEANS.contains(text)) {
        return Optional.of(text.charAt(0) == 't' || text.charAt(0) == 'T');
      }
      return Optional.of(INTEGER.matcher(text).matches() ? (Object) Long.valueOf(text) : text);
    }

    /**
     * The place in the file of a place in the text, as near as the way it is written allows.
     *
     * @param line line within the text, counted from 1
     * @param column column within that line, counted from 1
     */
    public Position at(int line, int column) {
      if (start.isEmpty() || line < 1 || column < 1) {
        return position;
      }
      Position first = start.get();
      return new Position(first.file(), first.line() + line - 1, first.column() + column - 1);
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
