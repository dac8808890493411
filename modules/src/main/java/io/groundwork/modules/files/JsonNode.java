package io.groundwork.modules.files;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value in a JSON text, with its place there: what stands between {@code start} and {@code end},
 * counted in characters.
 */
sealed interface JsonNode {

  int start();

  int end();

  /** The value without its place; empty for null. A null in it is left out, as in variables. */
  Optional<Object> value();

  /** An object; its keys in their order. */
  record Mapping(int start, int end, Map<String, Member> members) implements JsonNode {
    public Mapping {
      members = ImmutableMap.copyOf(members);
    }

    @Override
    public Optional<Object> value() {
      Map<String, Object> values = new LinkedHashMap<>();
      members.forEach((key, one) -> one.value().value().ifPresent(it -> values.put(key, it)));
      return Optional.of(values);
    }
  }

  /**
   * A key of an object with its value.
   *
   * @param start where the key's first quote is
   * @param end behind the key's last quote
   */
  record Member(int start, int end, JsonNode value) {
    public Member {
      Objects.requireNonNull(value, "value");
    }
  }

  /** An array. */
  record Items(int start, int end, List<JsonNode> items) implements JsonNode {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public Optional<Object> value() {
      return Optional.of(items.stream().flatMap(item -> item.value().stream()).toList());
    }
  }

  /** A text, a number, a truth value or null. */
  record Scalar(int start, int end, Optional<Object> value) implements JsonNode {
    public Scalar {
      Objects.requireNonNull(value, "value");
    }
  }
}
