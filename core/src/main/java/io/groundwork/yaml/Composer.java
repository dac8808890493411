package io.groundwork.yaml;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.vault.Vault;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Scalar;
import io.groundwork.yaml.Node.Sequence;
import io.groundwork.yaml.Node.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes nodes from the parser's events. The library's own composer is not used, since it loses
 * which tags were written and bounds aliases only by their number, not by what they grow to.
 */
final class Composer {

  private static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 1000;
  private static final int MOST_NODES = 500_000;
  private static final String TEXT_TAG = "tag:yaml.org,2002:str";
  private static final Set<String> LOCAL_TAGS = Set.of("!vault", "!unsafe");

  private final String[] lines;
  private final String source;
  private final Vault vault;
  private final boolean secret;
  private final ParserImpl parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int aliases;
  private int nodes;

  /** A node that an alias can name, and how many nodes it is when written out. */
  private record Anchored(Node node, int size) {}

  /**
   * @param vault opens the texts that carry {@code !vault}
   * @param secret whether all other texts are secret too
   */
  Composer(String text, String source, Vault vault, boolean secret) {
    this.lines = text.split("\r\n|\r|\n", -1);
    this.source = source;
    this.vault = vault;
    this.secret = secret;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  Optional<Node> compose() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    parser.getEvent();
    Node root = node(0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw refuse(
          parser.peekEvent(),
          "a second document starts here",
          "a file holds one document: remove the \"---\"");
    }
    return root instanceof Scalar scalar && scalar.isNull() ? Optional.empty() : Optional.of(root);
  }

  private Node node(int depth) {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return resolve(alias);
    }
    if (depth > DEEPEST) {
      throw refuse(event, "this is nested more than " + DEEPEST + " levels deep", "");
    }
    int before = nodes;
    count(event, 1);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      open.add(anchor);
    }
    Node node = made(event, depth);
    if (anchor != null) {
      open.remove(anchor);
      anchors.put(anchor, new Anchored(node, nodes - before));
    }
    return node;
  }

  private Node made(Event event, int depth) {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    refuseTag((CollectionStartEvent) event);
    return event.getEventId() == Event.ID.SequenceStart
        ? sequence(event, depth)
        : mapping(event, depth);
  }

  private Node resolve(AliasEvent alias) {
    String name = alias.getAnchor();
    if (open.contains(name)) {
      throw refuse(alias, "*" + name + " stands inside what it names", "");
    }
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw refuse(alias, "nothing above is named &" + name, "");
    }
    if (++aliases > MOST_ALIASES) {
      throw refuse(alias, "this file has more than " + MOST_ALIASES + " aliases", "");
    }
    count(alias, anchored.size());
    return anchored.node();
  }

  private void count(Event event, int more) {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw refuse(event, "this file, with its aliases written out, is too large", "");
    }
  }

  private Sequence sequence(Event start, int depth) {
    List<Node> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    parser.getEvent();
    return new Sequence(items, position(start));
  }

  private Mapping mapping(Event start, int depth) {
    Map<String, Entry> written = new LinkedHashMap<>();
    List<Mapping> merged = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event event = parser.peekEvent();
      Node key = node(depth + 1);
      Scalar name = key(event, key);
      Node value = node(depth + 1);
      if (name.plain() && name.text().equals("<<")) {
        merged.addAll(sources(position(event), value));
        continue;
      }
      Entry earlier = written.putIfAbsent(name.text(), new Entry(position(event), value));
      if (earlier != null) {
        throw refuse(
            event,
            "the key \"" + name.text() + "\" stands here a second time",
            "it stands already at " + earlier.keyPosition() + "; remove one of them");
      }
    }
    parser.getEvent();
    for (Mapping mapping : merged) {
      mapping.entries().forEach(written::putIfAbsent);
    }
    return new Mapping(written, position(start));
  }

  private Scalar key(Event event, Node key) {
    if (!(key instanceof Scalar scalar)) {
      throw refuse(
          event,
          "a key must be a text, not " + key.kind(),
          "write ${x} where Ansible has {{ x }}; a text that begins with { or [ needs quotes");
    }
    if (scalar.tag().isPresent()) {
      throw refuse(event, "a key cannot carry the tag " + scalar.tag().get(), "");
    }
    if (scalar.isNull() && scalar.text().isEmpty()) {
      throw refuse(event, "a key is missing before this \":\"", "");
    }
    return scalar;
  }

  private static List<Mapping> sources(Position where, Node value) {
    if (value instanceof Mapping mapping) {
      return List.of(mapping);
    }
    List<Mapping> all = new ArrayList<>();
    for (Node item : value instanceof Sequence sequence ? sequence.items() : List.of(value)) {
      if (!(item instanceof Mapping mapping)) {
        throw new LoadException(
            Problem.at(where, "\"<<\" takes a mapping or a list of mappings, not " + item.kind())
                .withRemedy("name one with an alias: \"<<: *name\""));
      }
      all.add(mapping);
    }
    return all;
  }

  private Scalar scalar(ScalarEvent event) {
    Optional<String> tag = Optional.ofNullable(event.getTag()).filter(name -> !name.equals("!"));
    boolean asText = tag.filter(TEXT_TAG::equals).isPresent() || "!".equals(event.getTag());
    if (tag.isPresent() && !asText && !LOCAL_TAGS.contains(tag.get())) {
      throw unknownTag(event, tag.get());
    }
    Style style =
        event.isLiteral() || event.isFolded()
            ? Style.BLOCK
            : event.isPlain() && !asText ? Style.PLAIN : Style.QUOTED;
    return new Scalar(
        event.getValue(),
        style,
        asText ? Optional.empty() : tag,
        position(event),
        start(event),
        secret || tag.filter("!vault"::equals).isPresent() ? Optional.of(vault) : Optional.empty());
  }

  private void refuseTag(CollectionStartEvent event) {
    String tag = event.getTag();
    if (tag == null || tag.equals("!")) {
      return;
    }
    if (LOCAL_TAGS.contains(tag)) {
      throw refuse(event, tag + " stands before a list or a mapping", "put it before each text");
    }
    throw unknownTag(event, tag);
  }

  private LoadException unknownTag(Event event, String tag) {
    String shown = tag.replaceFirst("^tag:yaml\\.org,2002:", "!!");
    return refuse(
        event,
        "the tag " + shown + " is not known",
        "remove it; known are !vault and " + "!unsafe");
  }

  /** Where the text itself begins, after anchor, tag, quote or block header. */
  private Optional<Position> start(ScalarEvent event) {
    Mark from = event.getStartMark();
    if (event.isFolded() || from.getLine() >= lines.length) {
      return Optional.empty();
    }
    return event.isLiteral() ? literalStart(event, from.getLine() + 1) : inlineStart(event, from);
  }

  private Optional<Position> inlineStart(ScalarEvent event, Mark from) {
    String line = lines[from.getLine()];
    String text = event.getValue();
    int begin = Math.min(line.length(), line.offsetByCodePoints(0, bounded(line, from)));
    begin = afterProperties(line, begin) + (event.isPlain() ? 0 : 1);
    if (text.isEmpty() || !line.startsWith(text, begin)) {
      return Optional.empty();
    }
    return Optional.of(new Position(source, from.getLine() + 1, begin + 1));
  }

  private Optional<Position> literalStart(ScalarEvent event, int first) {
    String[] content = event.getValue().split("\n", -1);
    for (int i = 0; i < content.length && first + i < lines.length; i++) {
      if (!content[i].isBlank()) {
        int indent = lines[first + i].length() - content[i].length();
        return indent < 0
            ? Optional.empty()
            : Optional.of(new Position(source, first + 1, indent + 1));
      }
    }
    return Optional.empty();
  }

  private static int bounded(String line, Mark mark) {
    return Math.min(mark.getColumn(), line.codePointCount(0, line.length()));
  }

  private static int afterProperties(String line, int begin) {
    int at = begin;
    while (at < line.length() && (line.charAt(at) == '&' || line.charAt(at) == '!')) {
      while (at < line.length() && line.charAt(at) != ' ') {
        at++;
      }
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
    return at;
  }

  private Position position(Event event) {
    Mark mark = event.getStartMark();
    return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private LoadException refuse(Event event, String summary, String remedy) {
    Problem problem = Problem.at(position(event), summary);
    return new LoadException(remedy.isEmpty() ? problem : problem.withRemedy(remedy));
  }
}
