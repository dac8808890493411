package io.groundwork.modules.files;

import io.groundwork.text.Secret;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code json_file} does to a text: it changes what differs and keeps the rest as it is
 * written.
 *
 * @param pointer the place
 * @param value what should be there; empty for nothing at all
 */
record JsonEdit(JsonPointer pointer, Optional<Object> value) implements TextEdit {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");

  JsonEdit {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(value, "value");
  }

  /** A piece of the text and what takes its place. */
  private record Splice(int start, int end, String by) {}

  @Override
  public boolean present() {
    return value.isPresent();
  }

  @Override
  public String holds() {
    return present() ? "has the values" : "has no such value";
  }

  @Override
  public String creates() {
    return "with these values only";
  }

  @Override
  public Edited apply(String text) throws RefusedException {
    if (text.isBlank()) {
      return blank(text);
    }
    JsonNode root = read(text);
    JsonStyle style = JsonStyle.of(text, root);
    List<Splice> splices = new ArrayList<>();
    if (present()) {
      new Merge(text, style, splices).at(root, pointer, value.get());
    } else {
      remove(root, pointer, splices);
    }
    splices.sort(Comparator.comparingInt(Splice::start).reversed());
    StringBuilder after = new StringBuilder(text);
    splices.forEach(one -> after.replace(one.start(), one.end(), one.by()));
    String done = present() ? "values set" : "value removed";
    return new Edited(after.toString(), splices.isEmpty() ? "" : done);
  }

  private Edited blank(String text) throws RefusedException {
    if (!present()) {
      return new Edited(text, "");
    }
    JsonNode empty = read("{}");
    Object all = Merge.nested(pointer, value.get());
    return new Edited(JsonStyle.of("{}", empty).show(all, "") + "\n", "values set");
  }

  private static JsonNode read(String text) throws RefusedException {
    try {
      return JsonReader.read(text);
    } catch (JsonReader.JsonException e) {
      throw new RefusedException(
          "is no JSON: " + e.getMessage(),
          "mend it, or replace it as a whole with copy or template");
    }
  }

  // ---- removing --------------------------------------------------------------------------------

  private static void remove(JsonNode node, JsonPointer at, List<Splice> splices)
      throws RefusedException {
    String part = at.first();
    List<Integer> starts = new ArrayList<>();
    List<JsonNode> values = new ArrayList<>();
    int found = -1;
    if (node instanceof JsonNode.Mapping mapping) {
      for (Map.Entry<String, JsonNode.Member> one : mapping.members().entrySet()) {
        found = one.getKey().equals(part) ? starts.size() : found;
        starts.add(one.getValue().start());
        values.add(one.getValue().value());
      }
    } else if (node instanceof JsonNode.Items items) {
      items.items().forEach(item -> starts.add(item.start()));
      values.addAll(items.items());
      found = JsonPointer.isIndex(part, values.size()) ? Integer.parseInt(part) : -1;
    }
    if (found < 0) {
      return;
    }
    if (!at.rest().isRoot()) {
      remove(values.get(found), at.rest(), splices);
    } else if (node instanceof JsonNode.Items) {
      throw new RefusedException(
          "holds an array there, and an item of one cannot be removed: the next would get its"
              + " number",
          "give the whole array as it should be as the value");
    } else if (values.size() == 1) {
      splices.add(new Splice(node.start() + 1, node.end() - 1, ""));
    } else if (found == 0) {
      splices.add(new Splice(starts.get(0), starts.get(1), ""));
    } else {
      splices.add(new Splice(values.get(found - 1).end(), values.get(found).end(), ""));
    }
  }

  // ---- merging ---------------------------------------------------------------------------------

  /** Collects what differs. */
  private record Merge(String text, JsonStyle style, List<Splice> splices) {

    void at(JsonNode node, JsonPointer at, Object wanted) throws RefusedException {
      if (at.isRoot()) {
        if (node.start() == rootStart()
            && wanted instanceof Map
            && !(node instanceof JsonNode.Mapping)) {
          throw new RefusedException(
              "holds no JSON object, so no mapping can be merged into it",
              "say where by pointer, or replace the file with copy");
        }
        merge(node, wanted);
        return;
      }
      String part = at.first();
      if (node instanceof JsonNode.Mapping mapping) {
        if (mapping.members().containsKey(part)) {
          at(mapping.members().get(part).value(), at.rest(), wanted);
        } else {
          add(mapping, List.of(Map.entry(part, nested(at.rest(), wanted))));
        }
        return;
      }
      if (node instanceof JsonNode.Items items && JsonPointer.isIndex(part, items.items().size())) {
        at(items.items().get(Integer.parseInt(part)), at.rest(), wanted);
        return;
      }
      if (node instanceof JsonNode.Items items && part.equals("-")) {
        Object item = nested(at.rest(), wanted);
        if (items.items().stream().noneMatch(one -> same(one, item))) {
          append(items, item);
        }
        return;
      }
      String is =
          node instanceof JsonNode.Items items
              ? "an array of " + items.items().size()
              : "neither object nor array";
      throw new RefusedException(
          "has nothing where the pointer leads: what should hold \"" + part + "\" is " + is,
          "name a key, the number of an item that is there, or - for a new one");
    }

    private int rootStart() {
      int start = 0;
      while (" \t\r\n".indexOf(text.charAt(start)) >= 0) {
        start++;
      }
      return start;
    }

    /** The value as what a pointer that leads into nothing would hold. */
    static Object nested(JsonPointer at, Object wanted) {
      return at.isRoot()
          ? wanted
          : at.first().equals("-")
              ? List.of(nested(at.rest(), wanted))
              : Map.of(at.first(), nested(at.rest(), wanted));
    }

    private void merge(JsonNode node, Object wanted) {
      if (node instanceof JsonNode.Mapping mapping && wanted instanceof Map<?, ?> map) {
        List<Map.Entry<String, Object>> missing = new ArrayList<>();
        map.forEach(
            (key, one) -> {
              JsonNode.Member member = mapping.members().get(String.valueOf(key));
              if (member != null) {
                merge(member.value(), one);
              } else {
                missing.add(Map.entry(String.valueOf(key), one));
              }
            });
        if (!missing.isEmpty()) {
          add(mapping, missing);
        }
        return;
      }
      if (!same(node, wanted)) {
        Object value = isNumber(node) && isNumber(wanted) ? number(wanted) : wanted;
        splices.add(new Splice(node.start(), node.end(), style.show(value, indent(node.start()))));
      }
    }

    private void add(JsonNode.Mapping mapping, List<Map.Entry<String, Object>> missing) {
      if (mapping.members().isEmpty()) {
        Map<String, Object> all = new LinkedHashMap<>();
        missing.forEach(one -> all.put(one.getKey(), one.getValue()));
        splices.add(
            new Splice(mapping.start(), mapping.end(), style.show(all, indent(mapping.start()))));
        return;
      }
      JsonNode.Member last = null;
      for (JsonNode.Member one : mapping.members().values()) {
        last = one;
      }
      int from = Objects.requireNonNull(last).start();
      JsonStyle here = onOwnLine(from) ? style : new JsonStyle("", style.colon(), style.comma());
      StringBuilder more = new StringBuilder();
      for (Map.Entry<String, Object> one : missing) {
        more.append(between(from)).append(here.member(one.getKey(), one.getValue(), indent(from)));
      }
      splices.add(new Splice(last.value().end(), last.value().end(), more.toString()));
    }

    private void append(JsonNode.Items items, Object item) {
      if (items.items().isEmpty()) {
        String all = style.show(List.of(item), indent(items.start()));
        splices.add(new Splice(items.start(), items.end(), all));
        return;
      }
      JsonNode last = items.items().get(items.items().size() - 1);
      JsonStyle here =
          onOwnLine(last.start()) ? style : new JsonStyle("", style.colon(), style.comma());
      String more = between(last.start()) + here.show(item, indent(last.start()));
      splices.add(new Splice(last.end(), last.end(), more));
    }

    /** What stands between two members or items, as between the last of those that are there. */
    private String between(int last) {
      return onOwnLine(last) ? ",\n" + indent(last) : style.comma();
    }

    private boolean onOwnLine(int at) {
      int line = text.lastIndexOf('\n', at - 1) + 1;
      return line > 0 && text.substring(line, at).isBlank();
    }

    /** What the line of a place is indented by. */
    private String indent(int at) {
      int line = text.lastIndexOf('\n', at - 1) + 1;
      int end = line;
      while (end < at && " \t".indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      return text.substring(line, end);
    }

    private static boolean same(JsonNode node, Object wanted) {
      if (node instanceof JsonNode.Mapping mapping && wanted instanceof Map<?, ?> map) {
        return mapping.members().size() == map.size()
            && map.entrySet().stream()
                .allMatch(
                    one -> {
                      JsonNode.Member member = mapping.members().get(String.valueOf(one.getKey()));
                      return member != null && same(member.value(), one.getValue());
                    });
      }
      if (node instanceof JsonNode.Items items && wanted instanceof List<?> list) {
        boolean same = items.items().size() == list.size();
        for (int i = 0; same && i < list.size(); i++) {
          same = same(items.items().get(i), list.get(i));
        }
        return same;
      }
      Optional<Object> is = node instanceof JsonNode.Scalar ? node.value() : Optional.empty();
      if (isNumber(node) && isNumber(wanted)) {
        return new BigDecimal(is.orElseThrow().toString()).compareTo(number(wanted)) == 0;
      }
      Object plain = wanted instanceof Secret secret ? secret.reveal() : wanted;
      return is.equals(Optional.of(plain));
    }

    private static boolean isNumber(JsonNode node) {
      return node instanceof JsonNode.Scalar scalar
          && scalar.value().filter(Number.class::isInstance).isPresent();
    }

    /** YAML's decimal numbers arrive as texts, so that versions keep their zeros. */
    private static boolean isNumber(Object wanted) {
      return wanted instanceof Number
          || (wanted instanceof String text && NUMBER.matcher(text).matches());
    }

    private static BigDecimal number(Object wanted) {
      return new BigDecimal(wanted.toString());
    }
  }
}
