package io.groundwork.engine;

import io.groundwork.inventory.Host;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a task is done: its own host, or another one it is delegated to.
 *
 * @param host where
 * @param connection how, if the play or the task says so
 * @param user whom to log in as, likewise
 */
record Via(Host host, Optional<String> connection, Optional<String> user) {
  Via {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(user, "user");
  }

  static Via of(Host host) {
    return new Via(host, Optional.empty(), Optional.empty());
  }

  // Written out, as Position's are: every run compares places.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Via via
            && host.equals(via.host)
            && connection.equals(via.connection)
            && user.equals(via.user));
  }

  @Override
  public int hashCode() {
    return (31 * host.hashCode() + connection.hashCode()) * 31 + user.hashCode();
  }
}
