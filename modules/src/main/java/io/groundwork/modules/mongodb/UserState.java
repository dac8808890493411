package io.groundwork.modules.mongodb;

import io.groundwork.module.Reading;
import io.groundwork.text.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A user as a server keeps it.
 *
 * @param standing how far the server lets the task's login look
 * @param roles {@code role@database} in order; empty when there is no such user
 * @param password whether the wanted password is the user's; empty when none was to be tried
 * @param complaint why the server does not answer or take the login
 */
public record UserState(
    Standing standing, Optional<List<String>> roles, Optional<Boolean> password, String complaint) {

  /** How far the server lets the task's login look. */
  public enum Standing {
    /** The host has no shell to ask with. */
    ABSENT,
    /** No server answers. */
    DOWN,
    /** It does not take the login. */
    REFUSED,
    /** It has no users, and lets the first one be made from the host itself. */
    FIRST,
    /** It takes the login. */
    TAKEN
  }

  public UserState {
    Objects.requireNonNull(standing, "standing");
    roles = roles.map(List::copyOf);
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(complaint, "complaint");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static UserState parse(Reading reading) {
    if (reading.state().equals("absent")) {
      return new UserState(Standing.ABSENT, Optional.empty(), Optional.empty(), "");
    }
    if (reading.state().equals("down")) {
      return new UserState(Standing.DOWN, Optional.empty(), Optional.empty(), reading.context());
    }
    Map<String, Object> told = JsonReader.object(reading.state());
    Standing standing =
        switch (String.valueOf(told.get("login"))) {
          case "taken" -> Standing.TAKEN;
          case "first" -> Standing.FIRST;
          case "refused" -> Standing.REFUSED;
          default -> throw new IllegalArgumentException("a login " + told.get("login"));
        };
    return new UserState(
        standing,
        Optional.ofNullable(told.get("roles"))
            .map(roles -> ((List<?>) roles).stream().map(String::valueOf).sorted().toList()),
        Optional.ofNullable(told.get("password")).map("right"::equals),
        told.get("why") instanceof String why ? why : "");
  }
}
