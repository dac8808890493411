package io.groundwork.modules.mongodb;

import io.groundwork.module.Reading;
import io.groundwork.text.JsonReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A replica set as one of its members sees it.
 *
 * @param stage how far the server has come as a member
 * @param users whether it has users, and so data
 * @param set the set's name; empty when it has none
 * @param members their states by address, in the set's order
 * @param complaint why the server does not answer or tell
 */
public record SetState(
    Stage stage, boolean users, String set, Map<String, String> members, String complaint) {

  /** How far a server has come as a member. */
  public enum Stage {
    /** The host has no shell to ask with. */
    ABSENT,
    /** No server answers. */
    DOWN,
    /** It does not take the login. */
    REFUSED,
    /** It runs without a set's name. */
    ALONE,
    /** It waits for a set. */
    BLANK,
    /** Its set has taken it out. */
    REMOVED,
    /** It is a member. */
    MEMBER
  }

  public SetState {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(set, "set");
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    Objects.requireNonNull(complaint, "complaint");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static SetState parse(Reading reading) {
    if (reading.state().equals("absent")) {
      return new SetState(Stage.ABSENT, false, "", Map.of(), "");
    }
    if (reading.state().equals("down")) {
      return new SetState(Stage.DOWN, false, "", Map.of(), reading.context().strip());
    }
    Map<String, Object> told = JsonReader.object(reading.state());
    Stage stage =
        switch (String.valueOf(told.get("stage"))) {
          case "member" -> Stage.MEMBER;
          case "blank" -> Stage.BLANK;
          case "alone" -> Stage.ALONE;
          case "removed" -> Stage.REMOVED;
          case "refused" -> Stage.REFUSED;
          default -> throw new IllegalArgumentException("a stage " + told.get("stage"));
        };
    Map<String, String> members = new LinkedHashMap<>();
    if (told.get("members") instanceof List<?> list) {
      list.forEach(
          one ->
              members.put(
                  String.valueOf(((Map<?, ?>) one).get("host")),
                  String.valueOf(((Map<?, ?>) one).get("state"))));
    }
    return new SetState(
        stage,
        Boolean.TRUE.equals(told.get("users")),
        told.get("set") instanceof String set ? set : "",
        members,
        told.get("why") instanceof String why ? why : "");
  }
}
