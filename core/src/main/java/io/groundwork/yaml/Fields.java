package io.groundwork.yaml;

import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Problems;
import io.groundwork.text.Suggestion;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Scalar;
import io.groundwork.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Reads a mapping whose keys are known beforehand: a play, a task, a group. Whatever is wrong goes
 * to the {@link Problems} it was given and reads as if it had not been written, so that a loader
 * goes straight on and throws once, at its end.
 *
 * <pre>{@code
 * Problems problems = new Problems();
 * Fields play = Fields.of(node, "a play", List.of("hosts", "become", "tasks"), problems);
 * String hosts = play.requiredText("hosts").orElse("all");
 * boolean become = play.flag("become").orElse(false);
 * for (Node task : play.list("tasks")) {
 *   …
 * }
 * problems.throwIfAny();
 * }</pre>
 *
 * <p>A key whose value is null ({@code tasks:} and nothing behind it) counts as not given.
 */
public final class Fields {

  private final Map<String, Entry> entries;
  private final Position position;
  private final String what;
  private final Collection<String> keys;
  private final boolean usable;
  private final Problems problems;

  private Fields(
      Map<String, Entry> entries,
      Position position,
      String what,
      Collection<String> keys,
      boolean usable,
      Problems problems) {
    this.entries = entries;
    this.position = position;
    this.what = what;
    this.keys = keys;
    this.usable = usable;
    this.problems = problems;
  }

  /**
   * A mapping that may hold the given keys and no other.
   *
   * @param node what should be that mapping
   * @param what what to call it in messages, with its article: "a play"
   * @param keys its keys, in the order to list them in messages
   * @param problems where unknown keys, and all problems of later readings, go
   */
  public static Fields of(Node node, String what, Collection<String> keys, Problems problems) {
    Fields fields = open(node, what, keys, problems);
    fields.others().forEach((key, entry) -> problems.add(fields.unknown(key, entry)));
    return fields;
  }

  /**
   * A mapping that holds, beside the given keys, {@link #others() others} that the caller sees to,
   * as a task holds the name of its module.
   */
  public static Fields open(Node node, String what, Collection<String> keys, Problems problems) {
    if (node instanceof Mapping mapping) {
      return new Fields(mapping.entries(), mapping.position(), what, keys, true, problems);
    }
    problems.add(
        Problem.at(node.position(), what + " must be a mapping, not " + node.kind())
            .withRemedy("it takes " + String.join(", ", keys)));
    return new Fields(Map.of(), node.position(), what, keys, false, problems);
  }

  /** Where the mapping begins. */
  public Position position() {
    return position;
  }

  /** Where the key stands, or the mapping when it does not hold the key. */
  public Position position(String key) {
    return entry(key).map(Entry::keyPosition).orElse(position);
  }

  /** Whether the key is among the known ones. */
  public boolean takes(String key) {
    return keys.contains(key);
  }

  /** Whether the key is given, and not null. */
  public boolean has(String key) {
    return node(key).isPresent();
  }

  /** The entries whose keys are not among the known ones. */
  public Map<String, Entry> others() {
    Map<String, Entry> others = new LinkedHashMap<>(entries);
    others.keySet().removeAll(keys);
    return others;
  }

  /** The problem of a key that is not among the known ones nor, for a caller who knows more. */
  public Problem unknown(String key, Entry entry, Collection<String> alsoKnown) {
    TreeSet<String> known = new TreeSet<>(keys);
    known.addAll(alsoKnown);
    return Problem.at(entry.keyPosition(), what + " has no \"" + key + "\"")
        .withRemedy(
            Suggestion.didYouMean(key, known).orElse("it takes " + String.join(", ", keys)));
  }

  private Problem unknown(String key, Entry entry) {
    return unknown(key, entry, List.of());
  }

  /** The value as it is. */
  public Optional<Node> node(String key) {
    return entry(key)
        .map(Entry::value)
        .filter(value -> !(value instanceof Scalar scalar && scalar.isNull()));
  }

  /** Says that the key is missing, if it is, and where. */
  public Optional<Node> required(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty() && usable) {
      problems.add(Problem.at(position(key), what + " needs \"" + key + "\""));
    }
    return node;
  }

  /** A scalar, which may hold {@code ${…}}. */
  public Optional<Scalar> scalar(String key) {
    return node(key).flatMap(node -> asScalar(key, node, "a text"));
  }

  /** The text of a scalar as it is written. */
  public Optional<String> text(String key) {
    return scalar(key).map(Scalar::text);
  }

  /** The same for a key that must be there. */
  public Optional<String> requiredText(String key) {
    return required(key).flatMap(node -> asScalar(key, node, "a text")).map(Scalar::text);
  }

  /** A boolean in any of YAML's words: true, false, yes, no, on, off. */
  public Optional<Boolean> flag(String key) {
    Optional<Scalar> scalar = node(key).flatMap(node -> asScalar(key, node, "true or false"));
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    return switch (scalar.get().text().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> {
        wrong(key, scalar.get(), "true or false");
        yield Optional.empty();
      }
    };
  }

  /** A whole number within bounds, both included. */
  public OptionalInt integer(String key, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    Optional<Scalar> scalar = node(key).flatMap(node -> asScalar(key, node, expected));
    if (scalar.isEmpty()) {
      return OptionalInt.empty();
    }
    if (scalar.get().text().matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(scalar.get().text());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    }
    wrong(key, scalar.get(), expected);
    return OptionalInt.empty();
  }

  /** A list of anything; empty when it is not given. */
  public List<Node> list(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof Sequence sequence) {
      return sequence.items();
    }
    wrong(key, node.get(), "a list");
    return List.of();
  }

  /** A list of texts, or one text that stands for a list of one; empty when it is not given. */
  public List<Scalar> scalars(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof Sequence sequence)) {
      return asScalar(key, node.get(), "a list of texts").map(List::of).orElseGet(List::of);
    }
    List<Scalar> scalars = new ArrayList<>();
    for (Node item : sequence.items()) {
      asScalar(key, item, "a list of texts").ifPresent(scalars::add);
    }
    return scalars;
  }

  /** The same as they are written. */
  public List<String> texts(String key) {
    return scalars(key).stream().map(Scalar::text).toList();
  }

  /** A mapping with keys of any name. */
  public Optional<Mapping> mapping(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof Mapping)) {
      wrong(key, node.get(), "a mapping");
      return Optional.empty();
    }
    return node.map(Mapping.class::cast);
  }

  /** The entries of such a mapping; empty when it is not given. */
  public Map<String, Entry> entries(String key) {
    return mapping(key).map(Mapping::entries).orElseGet(Map::of);
  }

  private Optional<Entry> entry(String key) {
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(what + " declares no key " + key);
    }
    return Optional.ofNullable(entries.get(key));
  }

  private Optional<Scalar> asScalar(String key, Node node, String expected) {
    if (node instanceof Scalar scalar && scalar.tag().isEmpty() && !scalar.isNull()) {
      return Optional.of(scalar);
    }
    wrong(key, node, expected);
    return Optional.empty();
  }

  private void wrong(String key, Node node, String expected) {
    problems.add(
        Problem.at(node.position(), "\"" + key + "\" must be " + expected + ", not " + seen(node)));
  }

  private static String seen(Node node) {
    if (!(node instanceof Scalar scalar) || scalar.isNull()) {
      return node.kind();
    }
    if (scalar.tag().isPresent()) {
      return "a " + scalar.tag().get() + " value";
    }
    String line = scalar.text().lines().findFirst().orElse("");
    return line.length() > 40 || line.length() < scalar.text().length()
        ? "a longer text"
        : "\"" + line + "\"";
  }
}
