package io.groundwork.yaml;

import io.groundwork.text.Position;
import io.groundwork.text.Secret;
import io.groundwork.vault.Vault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A value of a YAML file that remembers where it stands. */
public sealed interface Node {

  Position position();

  /** What to call this kind of node in a message: "a list", "a mapping", "a text". */
  String kind();

  /** The same with all texts secret. */
  default Node secret(Vault vault) {
    return map(this, scalar -> scalar.secret(vault));
  }

  /** The same with all texts to be shown, but those that are sealed themselves. */
  default Node disclosed() {
    return map(this, Scalar::disclosed);
  }

  private static Node map(Node node, UnaryOperator<Scalar> change) {
    if (node instanceof Scalar scalar) {
      return change.apply(scalar);
    }
    if (node instanceof Sequence sequence) {
      return new Sequence(
          sequence.items().stream().map(item -> map(item, change)).toList(), node.position());
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    ((Mapping) node)
        .entries()
        .forEach(
            (key, entry) ->
                entries.put(key, new Entry(entry.keyPosition(), map(entry.value(), change))));
    return new Mapping(entries, node.position());
  }

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
   * @param vault if the text is secret, what opens it where it is sealed: where its tag is {@code
   *     !vault}
   */
  record Scalar(
      String text,
      Style style,
      Optional<String> tag,
      Position position,
      Optional<Position> start,
      Optional<Vault> vault)
      implements Node {

    private static final String SEALED = "!vault";

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
      Objects.requireNonNull(vault, "vault");
    }

    /** A text that did not come from a file, or whose exact place does not matter. */
    public Scalar(String text, boolean plain, Optional<String> tag, Position position) {
      this(
          text,
          plain ? Style.PLAIN : Style.QUOTED,
          tag,
          position,
          Optional.empty(),
          Optional.empty());
    }

    /** Whether the text must not be shown: it is sealed, or came out of a sealed file. */
    public boolean isSecret() {
      return vault.isPresent() || isSealed();
    }

    /** Whether the text has to be opened before it can be used. */
    public boolean isSealed() {
      return tag.filter(SEALED::equals).isPresent();
    }

    /**
     * What a sealed text holds.
     *
     * @throws io.groundwork.text.LoadException when there is no password that fits
     */
    public Secret open() {
      return vault.orElse(Vault.EMPTY).open(text, position);
    }

    @Override
    public Scalar secret(Vault opener) {
      return new Scalar(text, style, tag, position, start, Optional.of(opener));
    }

    @Override
    public Scalar disclosed() {
      return isSealed() ? this : new Scalar(text, style, tag, position, start, Optional.empty());
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

    @Override
    public String toString() {
      return (isSecret() ? Secret.MASK : text) + " at " + position;
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
