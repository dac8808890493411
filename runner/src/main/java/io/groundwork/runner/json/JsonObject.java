package io.groundwork.runner.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** Builds an object whose keys keep the order they are put in. */
public final class JsonObject {

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Adds a member; an empty {@link java.util.Optional} is written as null. */
  public JsonObject put(String key, Object value) {
    members.put(key, value);
    return this;
  }

  public Map<String, Object> tree() {
    return members;
  }
}
