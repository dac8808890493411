package io.groundwork.transport;

import io.groundwork.text.Secret;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user a script runs as: the one that logged in, or another by {@code sudo}.
 *
 * @param user the other user; empty for the login user
 * @param password what sudo may ask for
 */
public record Become(Optional<String> user, Optional<Secret> password) {

  private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*\\$?");

  public static final Become NONE = new Become(Optional.empty(), Optional.empty());

  public Become {
    Objects.requireNonNull(password, "password");
    if (user.isPresent() && !USER.matcher(user.get()).matches()) {
      throw new IllegalArgumentException("not a user name: " + user.get());
    }
  }

  public static Become root() {
    return new Become(Optional.of("root"), Optional.empty());
  }
}
