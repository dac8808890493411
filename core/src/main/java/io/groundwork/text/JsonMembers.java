package io.groundwork.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The members of an object that {@link JsonReader} read, each of the kind that is asked for. What
 * is missing or of another kind is an {@link IllegalArgumentException} that names it.
 *
 * @param tree the object
 */
public record JsonMembers(Map<String, Object> tree) {

  public JsonMembers {
    Objects.requireNonNull(tree, "tree");
  }

  public Set<String> names() {
    return tree.keySet();
  }

  public String text(String name) {
    return maybe(name).orElseThrow(() -> wrong(name, "a text"));
  }

  /** The text; empty when the member is missing or null. */
  public Optional<String> maybe(String name) {
    Object value = tree.get(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw wrong(name, "a text");
  }

  public int number(String name) {
    if (tree.get(name) instanceof BigDecimal number) {
      try {
        return number.intValueExact();
      } catch (ArithmeticException e) {
        throw wrong(name, "a whole number");
      }
    }
    throw wrong(name, "a whole number");
  }

  public BigDecimal decimal(String name) {
    if (tree.get(name) instanceof BigDecimal number) {
      return number;
    }
    throw wrong(name, "a number");
  }

  public boolean truth(String name) {
    if (tree.get(name) instanceof Boolean truth) {
      return truth;
    }
    throw wrong(name, "true or false");
  }

  @SuppressWarnings("unchecked") // Only JsonReader makes them, with texts as keys.
  public JsonMembers object(String name) {
    if (tree.get(name) instanceof Map<?, ?> map) {
      return new JsonMembers((Map<String, Object>) map);
    }
    throw wrong(name, "an object");
  }

  /** The object; empty when the member is missing or null. */
  public Optional<JsonMembers> maybeObject(String name) {
    return tree.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
  }

  @SuppressWarnings("unchecked") // As above.
  public Stream<JsonMembers> objects(String name) {
    List<JsonMembers> objects = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw wrong(name, "a list of objects");
      }
      objects.add(new JsonMembers((Map<String, Object>) map));
    }
    return objects.stream();
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw wrong(name, "a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** All members, each a text. */
  public Map<String, String> asTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    names().forEach(name -> texts.put(name, text(name)));
    return texts;
  }

  private List<?> list(String name) {
    if (tree.get(name) instanceof List<?> items) {
      return items;
    }
    throw wrong(name, "a list");
  }

  private static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException("\"" + name + "\" is not " + wanted);
  }
}
